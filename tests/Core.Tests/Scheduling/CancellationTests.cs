using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class CancellationTests
{
    [Fact]
    public void What_does_not_run_is_cancelled_at_once_and_gives_up_its_place_or_hold()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1, maxHeld: 2));
        cluster.Submit("retrying");
        cluster.Fail("retrying");
        cluster.Submit("running");
        cluster.Submit("queued");
        cluster.Submit("scheduled", notBefore: TimeSpan.FromHours(1));
        cluster.Submit("blocked", dependsOn: ["running"]);

        foreach (var id in (string[])["retrying", "queued", "scheduled", "blocked"])
        {
            var ended = cluster.Cancel(id);
            Assert.Equal((AnalysisStatus.Cancelled, "cancelled", cluster.Now), (ended.Status, ended.Error!.Code, ended.FinishedAt!.Value));
            Assert.Null(cluster.Scheduler.Cancel(new TaskId(id), cluster.Now));
        }

        Assert.Null(cluster.Scheduler.NextWake);
        cluster.Submit("queued-2");
        cluster.Submit("blocked-2", dependsOn: ["running"]);
        cluster.Submit("scheduled-2", notBefore: TimeSpan.FromHours(1));
        Assert.Empty(cluster.Interrupted);
    }

    [Fact]
    public void A_running_task_is_told_once_and_ends_cancelled_when_it_stops()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");

        Assert.Equal(AnalysisStatus.Running, cluster.Cancel("a").Status);
        Assert.True(cluster["a"].CancelRequested);
        cluster.Cancel("a");
        Assert.Equal([new Effect.Interrupt(new TaskId("a"), 1)], cluster.Interrupted);
        Assert.Equal(AnalysisStatus.Cancelled, cluster.End("a", new RunOutcome.Stopped(Stuck: false)).Status);
        Assert.Equal(0, cluster.Running);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("fail")]
    [InlineData("time out")]
    [InlineData("hand back")]
    [InlineData("lose the node")]
    [InlineData("lose the process")]
    public void A_requested_cancellation_wins_over_whatever_the_run_brings(string end)
    {
        var cluster = new TestCluster(nodes: 2);
        cluster.Submit("a");
        cluster.Cancel("a");

        if (end == "complete") cluster.Complete("a");
        else if (end == "fail") cluster.Fail("a");
        else if (end == "time out") cluster.TimeOut("a");
        else if (end == "hand back") cluster.End("a", new RunOutcome.HandedBack());
        else if (end == "lose the node") cluster.Take(cluster.Scheduler.LoseNode(cluster["a"].Node!.Value, cluster.Now));
        else cluster.Die();

        Assert.Equal((AnalysisStatus.Cancelled, "cancelled"), (cluster["a"].Status, cluster["a"].Error!.Code));
        Assert.Empty(cluster.Scheduler.Tasks);
        Assert.Equal(1, cluster.Scheduler.Statistics(cluster.Now).TotalCancelled);
    }

    [Fact]
    public void A_cancelled_task_in_the_queue_lets_the_next_one_start()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        foreach (var id in (string[])["a", "b", "c"]) cluster.Submit(id);
        cluster.Cancel("b");
        cluster.Complete("a");

        Assert.Equal(["a", "c"], cluster.Launched);
    }
}
