using System.Collections.Concurrent;
using TradingAgents.Analysis.Backtesting;

namespace TradingAgents.Analysis.Tests.Backtesting;

public sealed class GovernedRunsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(200, 3)]
    public async Task Each_piece_runs_once_and_never_more_at_once_than_there_are_slots(int count, int slots)
    {
        var (started, told) = (new ConcurrentQueue<int>(), new List<int>());
        var (running, most) = (0, 0);

        await Run(count, slots, async (number, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            started.Enqueue(number);
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }, told.Add);

        Assert.Equal(Enumerable.Range(0, count), started.Order());
        Assert.Equal(Enumerable.Range(1, count), told);
        Assert.InRange(most, Math.Min(1, count), slots);
    }

    [Fact]
    public async Task All_slots_are_used_and_the_rest_waits_for_one()
    {
        // Three must be in a slot together before any goes on: with two slots this would never end.
        using var together = new Barrier(3);
        await Run(9, 3, (_, stop) => Task.Run(() => together.SignalAndWait(stop), stop));

        Assert.Equal(3, together.CurrentPhaseNumber);
    }

    [Fact]
    public async Task With_one_slot_they_run_in_their_order()
    {
        var order = new List<int>();
        await Run(50, 1, (number, _) =>
        {
            order.Add(number);
            return Task.CompletedTask;
        });

        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public async Task A_failure_stops_the_others_starts_no_more_and_is_thrown()
    {
        var (failing, told, stopped, other) = (new InvalidDataException("piece 1"), new List<int>(), false, new TaskCompletionSource());
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Run(100, 2, async (number, stop) =>
        {
            if (number == 1)
            {
                await other.Task;
                throw failing;
            }

            try
            {
                other.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                stopped = true;
            }
        }, told.Add));

        Assert.Same(failing, thrown);
        Assert.True(stopped);
        Assert.Empty(told);
    }

    [Fact]
    public async Task Of_several_failures_the_first_by_number_is_thrown_whichever_came_first()
    {
        using var both = new Barrier(2);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Run(2, 2, async (number, _) =>
        {
            await Task.Run(both.SignalAndWait, Stop);
            throw new InvalidDataException($"piece {number}");
        }));

        Assert.Equal("piece 0", thrown.Message);
    }

    [Fact]
    public async Task Cancelling_stops_what_runs_and_starts_nothing_more()
    {
        using var cancel = new CancellationTokenSource();
        var started = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GovernedRuns.RunAsync(
            50,
            2,
            async (_, stop) =>
            {
                if (Interlocked.Increment(ref started) == 2) await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, stop);
            },
            null,
            TimeProvider.System,
            cancel.Token));

        Assert.Equal(2, started);
    }

    [Fact]
    public async Task Whoever_watches_and_throws_ends_the_run_instead_of_hanging_it() =>
        await Assert.ThrowsAsync<IOException>(() => Run(20, 2, (_, _) => Task.CompletedTask, done => throw new IOException("the terminal is gone")));

    private static Task Run(int count, int slots, Func<int, CancellationToken, Task> run, Action<int>? completed = null) =>
        GovernedRuns.RunAsync(count, slots, run, completed, TimeProvider.System, Stop);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
