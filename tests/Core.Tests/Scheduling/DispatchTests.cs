using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class DispatchTests
{
    [Fact]
    public void A_better_task_that_waits_on_another_node_starts_first()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1));
        cluster.Submit("r1");
        cluster.Submit("r2");
        cluster.Submit("low", TaskPriority.Low);
        cluster.Submit("urgent", TaskPriority.Urgent);
        Assert.NotEqual(cluster["low"].Node, cluster["urgent"].Node);
        var freed = cluster["low"].Node;

        cluster.Complete(cluster["r1"].Node == freed ? "r1" : "r2");

        Assert.Equal(["r1", "r2", "urgent"], cluster.Launched);
        Assert.Equal(freed, cluster["urgent"].Node);
        Assert.Equal(AnalysisStatus.Queued, cluster["low"].Status);
    }

    [Fact]
    public void A_new_node_takes_what_waits_elsewhere()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        foreach (var id in (string[])["a", "b", "c"]) cluster.Submit(id);

        cluster.Take(cluster.Scheduler.AddNode(new NodeId("node-2"), weight: 1, cluster.Now));

        Assert.Equal(["a", "b"], cluster.Launched);
        Assert.Equal(new NodeId("node-2"), cluster["b"].Node);
        Assert.Equal(AnalysisStatus.Queued, cluster["c"].Status);
    }

    [Fact]
    public void Work_without_a_place_goes_ahead_of_new_submissions_which_are_refused_meanwhile()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1, places: 1));
        foreach (var id in (string[])["a", "b", "c", "d"]) cluster.Submit(id);
        cluster.Take(cluster.Scheduler.LoseNode(new NodeId("node-2"), cluster.Now));
        Assert.Equal(2, cluster.Scheduler.WithoutPlace);

        cluster.Complete("a"); // A slot and then a place come free: for those that wait already.
        Assert.Equal(1, cluster.Scheduler.WithoutPlace);
        Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("urgent", TaskPriority.Urgent)));

        cluster.Complete("b");
        Assert.Equal(0, cluster.Scheduler.WithoutPlace);
        Assert.Equal(["a", "b", "b", "c"], cluster.Launched);
        Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("urgent", TaskPriority.Urgent))); // Now it is the queue that is full.
        cluster.Complete("c");
        cluster.Submit("urgent", TaskPriority.Urgent);
    }

    [Fact]
    public void The_forecast_numbers_each_nodes_queue_in_the_order_of_starting()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        cluster.Submit("low", TaskPriority.Low);
        cluster.Submit("high", TaskPriority.High);
        cluster.Submit("normal");

        var forecast = cluster.Scheduler.Forecast(cluster.Now);

        Assert.Equal([1, 2, 3], new[] { "high", "normal", "low" }.Select(id => forecast[new TaskId(id)].Position));
        Assert.Equal([10, 20, 30], new[] { "high", "normal", "low" }.Select(id => forecast[new TaskId(id)].StartSeconds));
    }

    [Fact]
    public void The_tenant_that_used_least_goes_first_among_equals()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("busy-1", tenant: "busy");
        cluster.Submit("busy-2", tenant: "busy");
        cluster.Submit("busy-3", tenant: "busy");
        cluster.Submit("other-1", tenant: "other");
        cluster.Submit("other-2", tenant: "other");
        cluster.Pass(10);
        cluster.Complete("busy-1"); // busy has used 10 s, other nothing.
        cluster.Pass(4);
        cluster.Complete("other-1"); // 10 against 4.
        cluster.Pass(20);
        cluster.Complete("other-2"); // 10 against 24.

        Assert.Equal(["busy-1", "other-1", "other-2", "busy-2"], cluster.Launched);
    }

    [Fact]
    public void A_clock_set_back_delays_nothing_that_was_due()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        cluster.Submit("waiting");
        cluster.Pass(30);
        cluster.Now -= TimeSpan.FromHours(5);

        Assert.Equal(0.0, cluster.Complete("running").ExecutionSeconds!.Value - 30);
        Assert.Equal(30, cluster["waiting"].WaitSeconds);
    }
}
