using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class NodeTests
{
    private static readonly NodeId First = new("node-1");
    private static readonly NodeId Second = new("node-2");

    [Fact]
    public void What_ran_on_a_crashed_node_runs_again_from_its_original_place_in_the_order()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        cluster.Submit("a");
        cluster.Submit("b");
        cluster.Pass(1);
        cluster.Submit("c");
        cluster.Submit("d");
        var lost = cluster["b"];

        cluster.Take(cluster.Scheduler.LoseNode(lost.Node!.Value, cluster.Now));

        Assert.Equal((AnalysisStatus.Queued, 1, lost.QueuedSince), (cluster["b"].Status, cluster["b"].Rescues, cluster["b"].QueuedSince));
        Assert.Equal([new Effect.Interrupt(lost.Id, lost.Epoch)], cluster.Interrupted);
        cluster.Complete("a");
        Assert.Equal(["a", "b", "b"], cluster.Launched);
        Assert.Equal((2, 2L), (cluster["b"].Attempt, cluster["b"].Epoch));
    }

    [Fact]
    public void What_waited_on_a_crashed_node_waits_elsewhere()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        for (var i = 0; i < 6; i++) cluster.Submit($"t{i}");

        cluster.Take(cluster.Scheduler.LoseNode(Second, cluster.Now));

        Assert.Equal((1, 5, 0), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
        Assert.All(cluster.Journal, task => Assert.Equal(First, task.Node));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reservation_on_a_node_lost_before_the_commit_waits_elsewhere(bool comesBack)
    {
        var cluster = new TestCluster(nodes: 1);
        var offered = cluster.OfferReserved(cluster.Draft("a"));
        cluster.Take(cluster.Scheduler.LoseNode(First, cluster.Now));
        if (comesBack) cluster.Take(cluster.Scheduler.ActivateNode(First, cluster.Now));

        cluster.Commit(offered);

        if (!comesBack)
        {
            Assert.Equal((AnalysisStatus.Queued, null), (cluster["a"].Status, cluster["a"].Node));
            cluster.Take(cluster.Scheduler.ActivateNode(First, cluster.Now));
        }

        Assert.Equal((AnalysisStatus.Running, 2L, 1), (cluster["a"].Status, cluster["a"].Epoch, cluster["a"].UsedAttempts));
        Assert.Equal(["a"], cluster.Launched);
    }

    [Fact]
    public void A_task_whose_reserved_start_was_void_has_waited_until_its_real_one()
    {
        var cluster = new TestCluster(nodes: 1);
        var offered = cluster.OfferReserved(cluster.Draft("a"));
        cluster.Take(cluster.Scheduler.LoseNode(First, cluster.Now));
        cluster.Commit(offered);
        cluster.Pass(20);
        cluster.Take(cluster.Scheduler.ActivateNode(First, cluster.Now));

        Assert.Equal((AnalysisStatus.Running, 20), (cluster["a"].Status, cluster["a"].WaitSeconds));
    }

    [Fact]
    public void A_draining_node_finishes_its_runs_takes_nothing_and_hands_its_queue_over()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1, places: 2));
        for (var i = 0; i < 6; i++) cluster.Submit($"t{i}");
        var onSecond = cluster.Journal.Single(task => task.Status == AnalysisStatus.Running && task.Node == Second).Id.Value;

        cluster.Take(cluster.Scheduler.DrainNode(Second, leave: false, cluster.Now));

        Assert.Equal((2, 4, 2), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
        cluster.Complete(onSecond);
        Assert.Equal((1, 4, 2), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
        cluster.Take(cluster.Scheduler.ActivateNode(Second, cluster.Now));
        Assert.Equal((2, 3, 0), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
    }

    [Fact]
    public void A_leaving_node_goes_when_its_last_run_ends()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        cluster.Submit("a");
        cluster.Submit("b");
        cluster.Take(cluster.Scheduler.DrainNode(cluster["a"].Node!.Value, leave: true, cluster.Now));
        Assert.True(cluster.Scheduler.HasNode(cluster["a"].Node!.Value));

        Assert.Equal(AnalysisStatus.Completed, cluster.Complete("a").Status);

        Assert.False(cluster.Scheduler.HasNode(cluster["a"].Node!.Value));
        Assert.True(cluster.Scheduler.HasNode(cluster["b"].Node!.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_leaving_node_goes_when_its_last_reservation_is_settled(bool durable)
    {
        var cluster = new TestCluster(nodes: 1);
        var offered = cluster.OfferReserved(cluster.Draft("a"));
        cluster.Take(cluster.Scheduler.DrainNode(First, leave: true, cluster.Now));

        if (durable) cluster.Commit(offered);
        else cluster.Take(cluster.Scheduler.Abort(offered.Id, cluster.Now));

        Assert.False(cluster.Scheduler.HasNode(First));
        Assert.Equal(durable ? 1 : 0, cluster.Queued);
    }

    [Fact]
    public void A_leaving_node_set_active_again_stays()
    {
        var cluster = new TestCluster(nodes: 1);
        cluster.Submit("a");
        cluster.Take(cluster.Scheduler.DrainNode(First, leave: true, cluster.Now));
        cluster.Take(cluster.Scheduler.ActivateNode(First, cluster.Now));
        cluster.Complete("a");

        Assert.Equal(NodeState.Active, Assert.Single(cluster.Scheduler.Nodes).State);
    }

    [Fact]
    public void Three_stuck_runs_make_a_node_unhealthy_until_one_of_them_ends()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 10));
        var stuck = MakeStuck(cluster, First, runs: 3);
        Assert.False(cluster.Scheduler.Nodes[0].Healthy);
        Assert.Equal(0, cluster.Scheduler.Nodes[0].Running);

        for (var i = 0; i < 10; i++) Assert.Equal(Second, cluster.Submit($"avoids-{i}").Node);
        Assert.Equal((AnalysisStatus.Queued, Second), (cluster.Submit("waits").Status, cluster["waits"].Node!.Value));
        EndStuck(cluster, stuck[0]);

        Assert.True(cluster.Scheduler.Nodes[0].Healthy);
        Assert.Equal((AnalysisStatus.Running, First), (cluster["waits"].Status, cluster["waits"].Node!.Value));
    }

    [Fact]
    public void Three_failed_checks_make_a_node_unhealthy_until_one_passes()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        cluster.Take(cluster.Scheduler.ReportChecks(First, failedInARow: 3, crashed: false, cluster.Now));
        Assert.Equal(Second, cluster.Submit("a").Node);
        Assert.Equal(AnalysisStatus.Queued, cluster.Submit("b").Status);

        cluster.Take(cluster.Scheduler.ReportChecks(First, failedInARow: 0, crashed: false, cluster.Now));

        Assert.Equal((AnalysisStatus.Running, First), (cluster["b"].Status, cluster["b"].Node!.Value));
    }

    [Fact]
    public void A_stuck_run_counts_once_and_its_end_once()
    {
        var cluster = new TestCluster(nodes: 1);
        var stuck = MakeStuck(cluster, First, runs: 2);

        EndStuck(cluster, stuck[0]);
        EndStuck(cluster, stuck[0]);

        Assert.Equal(1, cluster.Scheduler.Nodes[0].Stuck);
    }

    [Fact]
    public void A_run_fenced_by_the_loss_of_its_node_never_counts_as_stuck_nor_does_its_end()
    {
        var cluster = new TestCluster(nodes: 1);
        var fenced = cluster.Submit("fenced", maxAttempts: 2);
        cluster.Take(cluster.Scheduler.LoseNode(First, cluster.Now));
        cluster.Take(cluster.Scheduler.ActivateNode(First, cluster.Now));
        cluster.TimeOut("fenced", stuck: true); // Its second run, which counts.
        Assert.Null(cluster.Scheduler.RunEnded(fenced.Id, fenced.Epoch, new RunOutcome.TimedOut(new TaskError("timeout", "Late."), Stuck: true), cluster.Now));

        EndStuck(cluster, fenced);

        Assert.Equal(1, cluster.Scheduler.Nodes[0].Stuck);
    }

    [Fact]
    public void A_node_set_active_forgets_its_stuck_runs_and_their_ends_do_not_lower_a_later_count()
    {
        var cluster = new TestCluster(nodes: 1);
        var before = MakeStuck(cluster, First, runs: 3);
        cluster.Take(cluster.Scheduler.ActivateNode(First, cluster.Now));
        Assert.Equal((0, true), (cluster.Scheduler.Nodes[0].Stuck, cluster.Scheduler.Nodes[0].Healthy));
        MakeStuck(cluster, First, runs: 3, name: "later");

        foreach (var run in before) EndStuck(cluster, run);

        Assert.Equal((3, false), (cluster.Scheduler.Nodes[0].Stuck, cluster.Scheduler.Nodes[0].Healthy));
    }

    [Theory]
    [InlineData(4, false, false)]
    [InlineData(5, false, true)]
    [InlineData(1, true, true)]
    public void A_node_that_fails_five_checks_in_a_row_or_refuses_one_is_lost(int failedInARow, bool crashed, bool lost)
    {
        var cluster = new TestCluster(nodes: 1);
        cluster.Submit("a");

        cluster.Take(cluster.Scheduler.ReportChecks(First, failedInARow, crashed, cluster.Now));

        Assert.Equal(lost ? NodeState.Down : NodeState.Active, cluster.Scheduler.Nodes[0].State);
        Assert.Equal(lost ? AnalysisStatus.Queued : AnalysisStatus.Running, cluster["a"].Status);
    }

    [Fact]
    public void A_cluster_of_unhealthy_nodes_works_on()
    {
        var cluster = new TestCluster(nodes: 1);
        MakeStuck(cluster, First, runs: 3);

        Assert.Equal(AnalysisStatus.Running, cluster.Submit("a").Status);
    }

    [Fact]
    public void Limits_lowered_stop_nothing_and_nothing_starts_above_them()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 3, places: 3));
        for (var i = 0; i < 6; i++) cluster.Submit($"t{i}", i == 5 ? TaskPriority.Urgent : TaskPriority.Normal);

        cluster.Take(cluster.Scheduler.SetLimits(new GovernorLimits(1, 1), cluster.Now));

        Assert.Equal((3, 3, 2), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
        Assert.Equal(First, cluster["t5"].Node); // The last in the order lose their places, not the last to come.
        cluster.Complete("t0");
        cluster.Complete("t1");
        Assert.Equal(3, cluster.Launched.Count);
        cluster.Complete("t2");
        Assert.Equal((1, 2, 1), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
        Assert.Equal(["t0", "t1", "t2", "t5"], cluster.Launched);
        Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("new")));
        cluster.Take(cluster.Scheduler.SetLimits(new GovernorLimits(5, 5), cluster.Now));
        Assert.Equal((3, 0), (cluster.Running, cluster.Queued));
    }

    [Fact]
    public void Reservations_above_lowered_limits_wait_without_a_place()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2, places: 1));
        var slots = new[] { cluster.OfferReserved(cluster.Draft("s1")), cluster.OfferReserved(cluster.Draft("s2")) };
        var place = cluster.OfferReserved(cluster.Draft("p"));
        cluster.Take(cluster.Scheduler.SetLimits(new GovernorLimits(1, 0), cluster.Now));

        foreach (var offered in slots) cluster.Commit(offered);
        cluster.Commit(place);

        Assert.Single(cluster.Launched);
        Assert.Equal((1, 2, 2), (cluster.Running, cluster.Queued, cluster.Scheduler.WithoutPlace));
    }

    private static List<TaskRecord> MakeStuck(TestCluster cluster, NodeId node, int runs, string name = "filler")
    {
        var stuck = new List<TaskRecord>();
        for (var i = 0; stuck.Count < runs; i++)
        {
            var task = cluster.Submit($"{name}-{i}", maxAttempts: 1);
            if (task.Node != node) continue;
            cluster.TimeOut(task.Id.Value, stuck: true);
            stuck.Add(task);
        }

        foreach (var running in cluster.Scheduler.Tasks.ToArray()) cluster.Complete(running.Id.Value);
        return stuck;
    }

    private static void EndStuck(TestCluster cluster, TaskRecord run) =>
        cluster.Take(cluster.Scheduler.StuckRunEnded(run.Node!.Value, run.Id, run.Epoch, cluster.Now));
}
