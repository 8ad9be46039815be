using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class RunEndTests
{
    [Fact]
    public void A_failed_attempt_backs_off_without_a_place_and_is_tried_again()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        cluster.Pass(5);

        var backing = cluster.Fail("a");

        Assert.Equal((AnalysisStatus.Retrying, 1, null, 5.0), (backing.Status, backing.Attempt, backing.Node, backing.ExecutionSeconds!.Value));
        Assert.Equal("boom", backing.Error!.Code);
        Assert.InRange((backing.DueAt!.Value - cluster.Now).TotalSeconds, 0, 1);
        Assert.Equal(backing.DueAt, cluster.Scheduler.NextWake);
        Assert.Equal((0, 0), (cluster.Running, cluster.Queued));
        cluster.Pass(1);
        Assert.Equal((AnalysisStatus.Running, 2, 2L), (cluster["a"].Status, cluster["a"].Attempt, cluster["a"].Epoch));
        Assert.Null(cluster.Complete("a").Error);
    }

    [Theory]
    [InlineData(false, AnalysisStatus.Failed)]
    [InlineData(true, AnalysisStatus.TimedOut)]
    public void The_last_attempts_end_decides(bool lastTimesOut, AnalysisStatus expected)
    {
        var cluster = new TestCluster();
        cluster.Submit("a", maxAttempts: 3);
        cluster.TimeOut("a");
        cluster.Pass(60);
        cluster.Fail("a");
        cluster.Pass(60);

        var ended = lastTimesOut ? cluster.TimeOut("a") : cluster.Fail("a");

        Assert.Equal((expected, 3), (ended.Status, ended.Attempt));
        Assert.Equal(2, cluster.Scheduler.Statistics(cluster.Now).TotalRetried);
    }

    [Fact]
    public void The_backoff_doubles_up_to_a_minute()
    {
        var cluster = new TestCluster();
        cluster.Submit("a", maxAttempts: 10);
        var longest = 0.0;
        for (var failures = 1; failures < 10; failures++)
        {
            var delay = (cluster.Fail("a").DueAt!.Value - cluster.Now).TotalSeconds;
            Assert.InRange(delay, 0, Math.Min(60, Math.Pow(2, failures - 1)));
            longest = Math.Max(longest, delay);
            cluster.Pass(60);
        }

        Assert.InRange(longest, 8, 60);
    }

    [Fact]
    public void A_failure_that_no_retry_mends_is_final()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");

        Assert.Equal((AnalysisStatus.Failed, 1), (cluster.Fail("a", retryable: false).Status, cluster["a"].Attempt));
    }

    [Fact]
    public void A_lost_start_uses_up_no_attempt()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        cluster.Submit("a", maxAttempts: 2);
        for (var crash = 1; crash <= 5; crash++)
        {
            var home = cluster["a"].Node!.Value;
            cluster.Take(cluster.Scheduler.LoseNode(home, cluster.Now));
            cluster.Take(cluster.Scheduler.ActivateNode(home, cluster.Now));
            Assert.Equal((crash, crash + 1, 1), (cluster["a"].Rescues, cluster["a"].Attempt, cluster["a"].UsedAttempts));
        }

        Assert.Equal(AnalysisStatus.Retrying, cluster.Fail("a").Status);
        cluster.Pass(1);
        Assert.Equal((AnalysisStatus.Failed, 7, 5), (cluster.Fail("a").Status, cluster["a"].Attempt, cluster["a"].Rescues));
    }

    [Fact]
    [Trait("Promise", "P4")]
    public void A_late_result_of_an_earlier_epoch_changes_nothing()
    {
        var cluster = new TestCluster(nodes: 2);
        cluster.Submit("a");
        cluster.Take(cluster.Scheduler.LoseNode(cluster["a"].Node!.Value, cluster.Now));
        var second = cluster["a"];
        Assert.Equal((AnalysisStatus.Running, 2L), (second.Status, second.Epoch));

        Assert.False(cluster.Scheduler.IsCurrent(second.Id, epoch: 1));
        Assert.Null(cluster.Scheduler.RunEnded(second.Id, epoch: 1, new RunOutcome.Completed(), cluster.Now));
        Assert.Equal(second, cluster.Scheduler.Find(second.Id));
        Assert.Equal(1, cluster.Scheduler.Fenced);
        cluster.Complete("a");
        Assert.Null(cluster.Scheduler.RunEnded(second.Id, epoch: 2, new RunOutcome.Completed(), cluster.Now));
    }

    [Fact]
    public void A_run_handed_back_while_stopping_is_queued_again_and_nothing_starts()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("a");
        cluster.Submit("b");
        cluster.Scheduler.Stop();

        var back = cluster.End("a", new RunOutcome.HandedBack());

        Assert.Equal((AnalysisStatus.Queued, 1, 0), (back.Status, back.Rescues, back.ProcessDeaths));
        Assert.Equal(["a"], cluster.Launched);
        cluster.Die();
        Assert.Equal(AnalysisStatus.Running, cluster["a"].Status);
        Assert.Equal(0, cluster["a"].ProcessDeaths);
    }

    [Fact]
    public void The_slot_is_free_and_the_statistics_are_settled_when_the_end_is_told()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("a");
        cluster.Pass(10);
        cluster.Complete("a");

        var statistics = cluster.Scheduler.Statistics(cluster.Now);
        Assert.Equal((0, 1L, 10.0), (cluster.Running, statistics.TotalCompleted, statistics.Execution.Average));
    }
}
