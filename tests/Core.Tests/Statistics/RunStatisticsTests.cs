using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Tests.Statistics;

public sealed class RunStatisticsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Before_anything_happened_the_counts_are_zero_and_success_is_complete()
    {
        var nothing = new DurationSummary(0, 0, 0, 0, 0);
        Assert.Equal(
            new StatisticsSnapshot
            {
                TotalSubmitted = 0,
                TotalRejected = 0,
                TotalRetried = 0,
                TotalPlaced = 0,
                TotalCompleted = 0,
                TotalFailed = 0,
                TotalCancelled = 0,
                TotalTimedOut = 0,
                PeakConcurrency = 0,
                SuccessRate = 1,
                TasksPerMinute = 0,
                Wait = nothing,
                Execution = nothing,
            },
            new RunStatistics().Snapshot(Noon));
    }

    [Fact]
    public void Each_event_is_counted_under_its_own_name()
    {
        var statistics = new RunStatistics();
        Repeat(1, statistics.Submitted);
        Repeat(2, statistics.Rejected);
        Repeat(3, statistics.Retried);
        Repeat(4, statistics.Placed);
        Repeat(5, () => statistics.Finished(AnalysisStatus.Completed, Noon));
        Repeat(6, () => statistics.Finished(AnalysisStatus.Failed, Noon));
        Repeat(7, () => statistics.Finished(AnalysisStatus.Cancelled, Noon));
        Repeat(8, () => statistics.Finished(AnalysisStatus.TimedOut, Noon));

        var now = statistics.Snapshot(Noon);
        Assert.Equal((1, 2, 3, 4), (now.TotalSubmitted, now.TotalRejected, now.TotalRetried, now.TotalPlaced));
        Assert.Equal((5, 6, 7, 8), (now.TotalCompleted, now.TotalFailed, now.TotalCancelled, now.TotalTimedOut));
    }

    [Fact]
    public void The_success_rate_leaves_out_what_was_cancelled()
    {
        var statistics = new RunStatistics();
        Repeat(6, () => statistics.Finished(AnalysisStatus.Completed, Noon));
        Repeat(1, () => statistics.Finished(AnalysisStatus.Failed, Noon));
        Repeat(1, () => statistics.Finished(AnalysisStatus.TimedOut, Noon));
        Repeat(9, () => statistics.Finished(AnalysisStatus.Cancelled, Noon));
        Assert.Equal(0.75, statistics.Snapshot(Noon).SuccessRate);
    }

    [Theory]
    [InlineData(AnalysisStatus.Running)]
    [InlineData(AnalysisStatus.Retrying)]
    public void A_status_that_is_not_terminal_is_no_end(AnalysisStatus status)
    {
        var statistics = new RunStatistics();
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Finished(status, Noon));
        Assert.Equal(0, statistics.Snapshot(Noon).TasksPerMinute);
    }

    [Fact]
    public void The_peak_is_the_most_that_ever_ran_at_once()
    {
        var statistics = new RunStatistics();
        foreach (var running in new[] { 1, 2, 15, 3 }) statistics.Started(TimeSpan.Zero, running);
        Assert.Equal(15, statistics.Snapshot(Noon).PeakConcurrency);
    }

    [Fact]
    public void A_start_after_which_nothing_runs_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("runningNow", () => new RunStatistics().Started(TimeSpan.Zero, 0));
    }

    [Fact]
    public void Waits_and_executions_are_summed_up_apart()
    {
        var statistics = new RunStatistics();
        statistics.Started(TimeSpan.FromSeconds(4), 1);
        statistics.RunEnded(TimeSpan.FromSeconds(90));
        statistics.RunEnded(TimeSpan.FromSeconds(100));

        var now = statistics.Snapshot(Noon);
        Assert.Equal((1, 4d), (now.Wait.Count, now.Wait.Average));
        Assert.Equal((2, 95d), (now.Execution.Count, now.Execution.Average));
    }

    [Fact]
    public void An_end_counts_for_the_sixty_seconds_after_it()
    {
        var statistics = new RunStatistics();
        statistics.Finished(AnalysisStatus.Completed, Noon);
        statistics.Finished(AnalysisStatus.Cancelled, Noon.AddSeconds(30));
        Assert.Equal(2, statistics.Snapshot(Noon.AddSeconds(59)).TasksPerMinute);
        Assert.Equal(1, statistics.Snapshot(Noon.AddSeconds(60)).TasksPerMinute);
        Assert.Equal(1, statistics.Snapshot(Noon.AddSeconds(89)).TasksPerMinute);
        Assert.Equal(0, statistics.Snapshot(Noon.AddSeconds(90)).TasksPerMinute);
        Assert.Equal(0, statistics.Snapshot(Noon.AddYears(1)).TasksPerMinute);
    }

    [Fact]
    public void A_steady_stream_of_ends_shows_as_its_rate()
    {
        var statistics = new RunStatistics();
        for (var i = 0; i < 10_000; i++) statistics.Finished(AnalysisStatus.Completed, Noon.AddSeconds(i * 0.1));
        Assert.Equal(600, statistics.Snapshot(Noon.AddSeconds(999.9)).TasksPerMinute);
    }

    [Fact]
    public void A_clock_set_back_leaves_the_rate_right_for_what_ends_after_it()
    {
        var statistics = new RunStatistics();
        Repeat(100, () => statistics.Finished(AnalysisStatus.Completed, Noon));
        statistics.Finished(AnalysisStatus.Completed, Noon.AddSeconds(-3605));
        Assert.Equal(1, statistics.Snapshot(Noon.AddSeconds(-3605)).TasksPerMinute);
    }

    private static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++) act();
    }
}
