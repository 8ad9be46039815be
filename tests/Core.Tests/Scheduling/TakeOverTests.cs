using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class TakeOverTests
{
    [Fact]
    public void What_runs_on_a_living_node_runs_on_in_its_epoch_and_holds_its_slot()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        var before = cluster.Submit("running");
        cluster.Submit("waiting");

        cluster.Move("node-1");

        Assert.Equal(before, cluster["running"]);
        Assert.Equal((1, 1), (cluster.Running, cluster.Queued));
        Assert.Equal(["running", "running"], cluster.Launched); // Told again: the node may not have heard of it.
        cluster.Complete("running");
        Assert.Equal(AnalysisStatus.Running, cluster["waiting"].Status);
    }

    [Fact]
    public void What_waits_on_a_living_node_keeps_its_order()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        cluster.Submit("low", TaskPriority.Low);
        cluster.Submit("first");
        cluster.Submit("second");
        cluster.Submit("urgent", TaskPriority.Urgent);

        cluster.Move("node-1");
        foreach (var id in (string[])["running", "urgent", "first", "second", "low"]) cluster.Complete(id);

        Assert.Equal((0, 0), (cluster.Running, cluster.Queued));
        Assert.Empty(cluster.Scheduler.Tasks);
    }

    [Fact]
    public void One_that_waits_can_still_be_cancelled()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        cluster.Submit("waiting");
        cluster.Move("node-1");

        Assert.Equal(AnalysisStatus.Cancelled, cluster.Cancel("waiting").Status);
        Assert.Equal((1, 0), (cluster.Running, cluster.Queued));
    }

    [Fact]
    public void What_ran_on_a_node_that_died_too_runs_again_elsewhere_in_a_new_epoch()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        var lost = cluster.Submit("one");
        cluster.Submit("two");
        var survivor = lost.Node!.Value.Value == "node-1" ? "node-2" : "node-1";

        cluster.Move(survivor);
        cluster.Complete("two");

        Assert.Equal((AnalysisStatus.Running, 1, new NodeId(survivor)), (cluster["one"].Status, cluster["one"].Rescues, cluster["one"].Node));
        Assert.True(cluster["one"].Epoch > lost.Epoch);
        Assert.Null(cluster.Scheduler.RunEnded(lost.Id, lost.Epoch, new Core.Scheduling.RunOutcome.Completed(), cluster.Now));
    }

    [Fact]
    public void The_death_of_a_node_reruns_only_what_ran_there()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        var (one, two) = (cluster.Submit("one"), cluster.Submit("two"));
        cluster.Submit("waiting");

        cluster.Take(cluster.Scheduler.NodeDied(one.Node!.Value, cluster.Now));

        Assert.Equal((AnalysisStatus.Queued, 1, 1), (cluster["one"].Status, cluster["one"].Rescues, cluster["one"].ProcessDeaths));
        Assert.Equal(two, cluster["two"]);
        Assert.Equal((1, 2), (cluster.Running, cluster.Queued));
        cluster.Complete("two");
        Assert.Equal(AnalysisStatus.Running, cluster["one"].Status); // Older than what waited, so it goes first.
    }

    [Fact]
    public void A_node_over_its_lowered_limit_keeps_what_it_runs_and_starts_nothing()
    {
        var governor = new Governor(new NodeId("node-1"), new GovernorLimits(1, 5), new OrderRules(TimeSpan.FromSeconds(60)), new FairShare());
        var since = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        governor.Adopt(new TaskId("a"), since);
        governor.Adopt(new TaskId("b"), since);

        Assert.Equal((2, 0), (governor.Running, governor.FreeSlots));
        governor.Finish(new TaskId("a"));
        Assert.Equal((1, 0), (governor.Running, governor.FreeSlots));
        Assert.Throws<System.Diagnostics.UnreachableException>(() => governor.Adopt(new TaskId("b"), since));
    }
}
