using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

/// <summary>Why a task waits, told by the rules that make it wait.</summary>
public class WaitingTests
{
    [Fact]
    public void Those_ahead_are_counted_by_the_rule_that_puts_them_there()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, agingSeconds: 60));
        cluster.Submit("runs", tenant: "busy");
        cluster.Submit("old", TaskPriority.Low, tenant: "busy");
        cluster.Pass(241);
        cluster.Submit("earlier", TaskPriority.High);
        cluster.Submit("mine", TaskPriority.High);
        cluster.Submit("urgent", TaskPriority.Urgent);
        cluster.Submit("later", TaskPriority.High);

        var view = Explain(cluster, "mine");

        Assert.Equal(new TasksAhead(Overdue: 1, HigherPriority: 1, LessServed: 0, Earlier: 1, RunAlone: 0), view.Ahead);
        Assert.Equal([WaitCause.SlotsBusy, WaitCause.TasksAhead], view.Reasons.Select(reason => reason.Cause));
        Assert.Equal(3, view.Reasons[1].Count);
        Assert.Equal(cluster.Now.AddSeconds(60), view.RaisedAt);
        Assert.Equal(cluster.Now.AddSeconds(240), view.OverdueAt);
    }

    [Fact]
    public void The_count_ahead_is_the_place_in_the_order_of_a_single_node()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("runs");
        foreach (var (number, priority) in new[] { TaskPriority.Low, TaskPriority.Urgent, TaskPriority.Normal, TaskPriority.High, TaskPriority.Low }.Index())
            cluster.Submit($"t{number}", priority, tenant: $"tenant-{number % 2}");

        var forecast = cluster.Scheduler.Forecast(cluster.Now);

        Assert.Equal(5, forecast.Count);
        Assert.All(forecast, outlook => Assert.Equal(outlook.Value.Position - 1, cluster.Scheduler.Explain(outlook.Key, cluster.Now)!.Ahead!.Total));
    }

    [Fact]
    public void What_has_no_place_says_so_and_what_has_one_does_not()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1, places: 1));
        foreach (var id in new[] { "a", "b", "c", "d" }) cluster.Submit(id);

        cluster.Take(cluster.Scheduler.LoseNode(new NodeId("node-1"), cluster.Now));

        var causes = new[] { "a", "b", "c", "d" }.Where(id => cluster[id].Status == AnalysisStatus.Queued)
            .ToDictionary(id => id, id => Explain(cluster, id).Reasons.Any(reason => reason.Cause == WaitCause.WithoutPlace));
        Assert.Contains(true, causes.Values);
        Assert.All(causes, cause => Assert.Equal(cluster[cause.Key].Node is null, cause.Value));
    }

    [Fact]
    public void A_cluster_that_takes_no_work_is_the_reason()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("runs");
        cluster.Submit("waits");

        cluster.Take(cluster.Scheduler.DrainNode(new NodeId("node-1"), leave: false, cluster.Now));

        Assert.Equal(WaitCause.NoActiveNode, Explain(cluster, "waits").Reasons[0].Cause);
    }

    [Fact]
    public void A_task_that_backs_off_tells_which_attempt_failed_and_until_when()
    {
        var cluster = new TestCluster();
        cluster.Submit("a", maxAttempts: 3);
        cluster.Fail("a");

        var reason = Assert.Single(Explain(cluster, "a").Reasons);

        Assert.Equal((WaitCause.BackingOff, 1, 3, cluster["a"].DueAt), (reason.Cause, reason.Count, reason.Of, reason.Until));
    }

    [Fact]
    public void A_suspect_waits_to_run_alone_and_the_others_wait_for_it()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2));
        cluster.Submit("killer");
        cluster.Submit("bystander");
        cluster.Die();
        cluster.Die();
        var suspects = new[] { "killer", "bystander" }.Where(id => cluster[id].Status == AnalysisStatus.Queued).ToArray();

        var waiting = Assert.Single(suspects);

        var reason = Explain(cluster, waiting).Reasons[0];
        Assert.Equal(WaitCause.AnotherRunsAlone, reason.Cause);
        Assert.NotEqual(waiting, reason.Tasks![0].Value);
    }

    [Fact]
    public void What_runs_or_has_ended_waits_for_nothing()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        Assert.Empty(Explain(cluster, "a").Reasons);
        cluster.Complete("a");
        Assert.Null(cluster.Scheduler.Explain(new TaskId("a"), cluster.Now));
    }

    private static WaitView Explain(TestCluster cluster, string id) => cluster.Scheduler.Explain(new TaskId(id), cluster.Now)!;
}
