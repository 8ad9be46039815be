using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Tests.Statistics;

public sealed class ActivityHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly ActivityHistory _history = new();

    [Fact]
    public void Events_fall_into_the_bucket_of_their_time()
    {
        _history.Observe(0, 0, Start);
        _history.Submitted(At(1));
        _history.Started(TimeSpan.FromSeconds(2), At(3));
        _history.Started(TimeSpan.FromSeconds(4), At(59));
        _history.RunEnded(TimeSpan.FromSeconds(60), failed: false, timedOut: false, At(63));
        _history.Finished(AnalysisStatus.Completed, At(63));
        _history.Finished(AnalysisStatus.Failed, At(64));
        _history.Finished(AnalysisStatus.TimedOut, At(65));
        _history.Finished(AnalysisStatus.Cancelled, At(66));
        _history.Rejected(At(67));
        var buckets = _history.Buckets(1, 60, At(119));
        Assert.Equal(60, buckets.Count);
        Assert.Equal(new HistoryBucket { At = Start, Submitted = 1, AverageWaitSeconds = 3 }, buckets[^2]);
        Assert.Equal(
            new HistoryBucket { At = At(60), Completed = 1, Failed = 1, TimedOut = 1, Cancelled = 1, Rejected = 1, AverageExecutionSeconds = 60 }, buckets[^1]);
        Assert.All(buckets.SkipLast(2), bucket => Assert.Equal(new HistoryBucket { At = bucket.At }, bucket));
    }

    [Fact]
    public void What_runs_and_waits_is_in_every_bucket_until_it_changes()
    {
        _history.Observe(3, 2, At(30));
        _history.Observe(1, 0, At(130));
        Assert.Equal([(3, 2), (3, 2), (3, 2), (1, 0), (1, 0)], _history.Buckets(1, 60, At(290)).TakeLast(5).Select(bucket => (bucket.Running, bucket.Queued)));
    }

    [Fact]
    public void A_window_uses_the_time_of_slots_exactly()
    {
        _history.Observe(0, 0, Start);
        _history.Observe(4, 0, At(30));
        _history.Observe(2, 0, At(45));
        var window = _history.Window(TimeSpan.FromMinutes(1), At(60));
        Assert.Equal((50, 90), (window.Seconds, window.BusySeconds)); // Of whole slices, the present one included.
        Assert.Equal(0.36, window.Utilization(5), 1e-9);
    }

    [Fact]
    public void A_window_does_not_look_back_beyond_the_start()
    {
        _history.Restore([Ended("old", submitted: -50, started: -40, finished: -10, waited: 10)], Start);
        _history.Observe(2, 0, Start);
        var window = _history.Window(TimeSpan.FromMinutes(15), At(20));
        Assert.Equal((20, 40, 0), (window.Seconds, window.BusySeconds, window.Completed));
        Assert.Equal(1, window.Utilization(2), 1e-9);
    }

    [Fact]
    public void The_spread_of_runs_is_that_of_their_lengths()
    {
        _history.Observe(0, 0, Start);
        foreach (var seconds in new[] { 10, 30 }) _history.RunEnded(TimeSpan.FromSeconds(seconds), failed: seconds > 20, timedOut: false, At(40));
        var window = _history.Window(TimeSpan.FromMinutes(15), At(41));
        Assert.Equal((2, 1, 20, 0.25), (window.Runs, window.FailedRuns, window.MeanExecutionSeconds, window.ExecutionVariability));
        Assert.Equal(0.5, window.FailureRate);
    }

    [Fact]
    public void The_kept_tasks_tell_the_history_of_an_earlier_process()
    {
        TaskRecord[] tasks =
        [
            Ended("a", submitted: -600, started: -590, finished: -530, waited: 10),
            Ended("b", submitted: -600, started: -530, finished: -500, waited: 70, AnalysisStatus.Failed),
            Ended("c", submitted: -100_000, started: -99_999, finished: -99_000, waited: 1),
            Ended("d", submitted: -600, started: -530, finished: -500, waited: 70) with { Status = AnalysisStatus.Queued, StartedAt = null, FinishedAt = null, ExecutionSeconds = null },
        ];
        _history.Restore(tasks, Start);
        _history.Observe(0, 0, Start);
        var buckets = _history.Buckets(1, 60, Start).Where(bucket => bucket != new HistoryBucket { At = bucket.At }).ToArray();
        Assert.Equal(
            [
                new HistoryBucket { At = At(-600), Submitted = 3, Running = 1, Queued = 2, AverageWaitSeconds = 10 },
                new HistoryBucket { At = At(-540), Completed = 1, Failed = 1, Running = 1, Queued = 1, AverageWaitSeconds = 70, AverageExecutionSeconds = 45 },
            ], buckets);
    }

    [Fact]
    public void What_is_a_day_old_is_forgotten()
    {
        _history.Observe(0, 0, Start);
        _history.Submitted(Start);
        Assert.Equal(1, _history.Buckets(24, 600, Start.AddHours(23.9)).Sum(bucket => bucket.Submitted));
        _history.Submitted(Start.AddHours(24.2));
        Assert.Equal(1, _history.Buckets(24, 600, Start.AddHours(24.2)).Sum(bucket => bucket.Submitted));
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static TaskRecord Ended(string id, double submitted, double started, double finished, double waited, AnalysisStatus status = AnalysisStatus.Completed) => new()
    {
        Id = new TaskId(id),
        Sequence = 1,
        Priority = TaskPriority.Normal,
        Tenant = "default",
        MaxAttempts = 1,
        SubmittedAt = At(submitted),
        Status = status,
        StartedAt = At(started),
        FinishedAt = At(finished),
        WaitSeconds = waited,
        ExecutionSeconds = finished - started,
    };
}
