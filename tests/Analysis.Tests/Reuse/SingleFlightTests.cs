using System.Collections.Concurrent;
using TradingAgents.Analysis.Reuse;

namespace TradingAgents.Analysis.Tests.Reuse;

public sealed class SingleFlightTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly SingleFlight<string, string> _flights = new();
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    [Fact]
    public async Task Ten_who_ask_at_once_cause_one_run_and_all_get_its_answer()
    {
        var seats = Enumerable.Range(0, 10).Select(_ => Join()).ToArray();
        Assert.Equal([false, .. Enumerable.Repeat(true, 9)], seats.Select(seat => seat.Joined));
        var waiting = seats.Select(seat => seat.WaitAsync(CancellationToken.None)).ToArray();
        _answer.SetResult("value");
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Deadline), value => Assert.Equal("value", value));
        Assert.Equal((1, 0), (_runs, _flights.Count));
    }

    [Fact]
    public async Task The_first_who_leaves_does_not_take_the_work_along()
    {
        using var leaves = new CancellationTokenSource();
        var first = Join().WaitAsync(leaves.Token);
        var second = Join().WaitAsync(CancellationToken.None);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Deadline));
        Assert.False(_stopped.Task.IsCompleted);
        Assert.True(Join().Joined);
        _answer.SetResult("value");
        Assert.Equal("value", await second.WaitAsync(Deadline));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task The_work_is_cancelled_when_the_last_one_has_left_and_whoever_comes_then_begins_anew()
    {
        using var leaves = new CancellationTokenSource();
        var (first, second) = (Join().WaitAsync(leaves.Token), Join().WaitAsync(leaves.Token));
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Deadline));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Deadline));
        await _stopped.Task.WaitAsync(Deadline);
        var later = Join();
        Assert.False(later.Joined);
        _answer.SetResult("value");
        Assert.Equal("value", await later.WaitAsync(CancellationToken.None).WaitAsync(Deadline));
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task The_last_one_to_leave_waits_until_the_work_has_stopped()
    {
        using var leaves = new CancellationTokenSource();
        var stubborn = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (first, last) = (Stubborn().WaitAsync(leaves.Token), Stubborn().WaitAsync(leaves.Token));
        await leaves.CancelAsync();
        await cancelled.Task.WaitAsync(Deadline);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await (await Task.WhenAny(first, last).WaitAsync(Deadline)));
        Assert.Equal(1, new[] { first, last }.Count(waiting => !waiting.IsCompleted));
        Assert.False(Stubborn().Joined);
        stubborn.SetResult("late");
        foreach (var left in new[] { first, last }) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.WaitAsync(Deadline));

        SingleFlight<string, string>.Seat Stubborn() => _flights.Join("stubborn", (_, stop) =>
        {
            stop.Register(() => cancelled.TrySetResult());
            return stubborn.Task;
        }, _ => { });
    }

    [Fact]
    public async Task A_failure_reaches_all_and_is_forgotten()
    {
        var waiting = Enumerable.Range(0, 3).Select(_ => Join().WaitAsync(CancellationToken.None)).ToArray();
        _answer.SetException(new IOException("lost"));
        foreach (var failed in waiting) await Assert.ThrowsAsync<IOException>(() => failed.WaitAsync(Deadline));
        Assert.False(Join().Joined);
    }

    [Fact]
    public async Task Progress_reaches_all_also_what_had_been_reached_before_they_came()
    {
        ConcurrentQueue<double> first = [], second = [];
        var report = new TaskCompletionSource<Action<double>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var leader = _flights.Join("a", Work, first.Enqueue);
        var tell = await report.Task.WaitAsync(Deadline);
        tell(0.25);
        var follower = _flights.Join("a", Work, second.Enqueue);
        tell(0.5);
        tell(0.4);
        _answer.SetResult("value");
        await leader.WaitAsync(CancellationToken.None).WaitAsync(Deadline);
        await follower.WaitAsync(CancellationToken.None).WaitAsync(Deadline);
        tell(0.9);
        Assert.Equal([0.25, 0.5], first);
        Assert.Equal([0.25, 0.5], second);

        Task<string> Work(Action<double> progress, CancellationToken stop)
        {
            report.SetResult(progress);
            return _answer.Task;
        }
    }

    [Fact]
    public async Task One_whose_progress_cannot_be_told_spoils_nothing()
    {
        ConcurrentQueue<double> told = [];
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var broken = _flights.Join("a", Work, _ => throw new InvalidOperationException());
        var sound = _flights.Join("a", Work, told.Enqueue);
        go.SetResult();
        Assert.Equal("value", await broken.WaitAsync(CancellationToken.None).WaitAsync(Deadline));
        Assert.Equal("value", await sound.WaitAsync(CancellationToken.None).WaitAsync(Deadline));
        Assert.Equal([0.5], told);

        async Task<string> Work(Action<double> progress, CancellationToken stop)
        {
            await go.Task;
            progress(0.5);
            return "value";
        }
    }

    [Fact]
    public async Task Many_who_come_and_leave_at_random_get_right_answers_and_leave_nothing_behind()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var rounds = Enumerable.Range(0, 2000).Select(round => Task.Run(async () =>
        {
            var random = new Random(seed + round);
            var key = random.Next(8).ToString(System.Globalization.CultureInfo.InvariantCulture);
            using var leaves = new CancellationTokenSource();
            if (random.Next(3) == 0) leaves.CancelAfter(TimeSpan.FromMilliseconds(random.Next(3)));
            try
            {
                var value = await _flights.Join(key, async (_, stop) =>
                {
                    await Task.Delay(random.Next(3), stop);
                    return key;
                }, _ => { }).WaitAsync(leaves.Token);
                Assert.Equal(key, value);
            }
            catch (OperationCanceledException)
            {
                Assert.True(leaves.IsCancellationRequested);
            }
        }));
        await Task.WhenAll(rounds).WaitAsync(Deadline);
        Assert.Equal(0, _flights.Count);
    }

    private SingleFlight<string, string>.Seat Join() => _flights.Join("a", async (_, stop) =>
    {
        Interlocked.Increment(ref _runs);
        try
        {
            return await _answer.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            _stopped.SetResult();
            throw;
        }
    }, _ => { });
}
