using System.Collections.Concurrent;
using TradingAgents.Analysis.Backtesting;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Tests.Backtesting;

public sealed class GovernedWorkTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task All_runs_once_and_never_more_at_once_than_there_are_slots(int slots)
    {
        var (running, most) = (0, 0);
        var ran = new ConcurrentQueue<int>();
        await RunAsync(100, slots, async (number, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (ran) most = Math.Max(most, now);
            await Task.Yield();
            ran.Enqueue(number);
            Interlocked.Decrement(ref running);
        });
        Assert.InRange(most, 1, slots);
        Assert.Equal(Enumerable.Range(0, 100), ran.Order());
    }

    [Fact]
    public async Task In_one_slot_the_order_is_that_of_the_work()
    {
        var ran = new ConcurrentQueue<int>();
        await RunAsync(50, 1, (number, _) =>
        {
            ran.Enqueue(number);
            return Task.CompletedTask;
        });
        Assert.Equal(Enumerable.Range(0, 50), ran);
    }

    [Fact]
    public async Task All_slots_are_used()
    {
        using var together = new Barrier(4);
        await RunAsync(8, 4, (_, stop) =>
        {
            Assert.True(together.SignalAndWait(Deadline, stop));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task The_first_failure_stops_the_rest_and_is_thrown_when_all_has_ended()
    {
        var (started, stopped) = (0, 0);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(100, 2, async (number, stop) =>
        {
            Interlocked.Increment(ref started);
            if (number == 0)
            {
                await begun.Task;
                throw new InvalidDataException("wrong");
            }

            begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                Interlocked.Increment(ref stopped);
            }
        }));
        Assert.Equal(("wrong", 2, 1), (failure.Message, started, stopped));
    }

    [Fact]
    public async Task A_cancellation_starts_nothing_more_though_what_runs_ends_well()
    {
        using var cancellation = new CancellationTokenSource();
        var started = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(100, 1, async (_, _) =>
        {
            Interlocked.Increment(ref started);
            await cancellation.CancelAsync();
        }, cancellation.Token));
        Assert.Equal(1, started);
    }

    [Fact]
    public async Task No_work_is_no_wait() => await RunAsync(0, 1, (_, _) => Task.CompletedTask);

    private static Task RunAsync(int count, int slots, Func<int, CancellationToken, Task> run, CancellationToken cancellationToken = default) => GovernedWork.RunAsync(
        [.. Enumerable.Range(0, count).Select(number => (new TaskId($"work-{number}"), (Func<CancellationToken, Task>)(stop => run(number, stop))))],
        slots, TimeProvider.System, cancellationToken).WaitAsync(Deadline, CancellationToken.None);
}
