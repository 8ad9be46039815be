using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class EstimateTests
{
    [Fact]
    public void After_short_runs_of_another_kind_a_full_cluster_is_told_the_truth_about_its_long_ones()
    {
        var cluster = new TestCluster(nodes: 3);
        foreach (var id in new[] { "first", "second" })
        {
            Submit(cluster, id, "comprehensive/1");
            cluster.Pass(0.2);
            cluster.Complete(id);
        }

        for (var i = 0; i < 165; i++) Submit(cluster, $"t{i}", "synthetic/20000", 20);
        cluster.Pass(2);

        Assert.Equal(18, RetryAfter(cluster));
        var starts = cluster.Scheduler.Forecast(cluster.Now).Values.Select(outlook => outlook.StartSeconds).Order().ToArray();
        Assert.Equal(Enumerable.Range(0, 150).Select(i => 18 + (20.0 * (i / 15))), starts);

        // And the report on bottlenecks says the same of them.
        var point = cluster.Scheduler.OperatingPoint(300, cluster.Now);
        Assert.Equal(starts[^1], point.LastStartSeconds(15));
        Assert.InRange(point.LastStartSeconds(20), 1, starts[^1] - 20);
    }

    [Fact]
    public void After_short_runs_of_another_kind_long_ones_of_which_nothing_is_known_promise_no_early_room()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1));
        Submit(cluster, "short", "quick/1");
        cluster.Pass(0.2);
        cluster.Complete("short");
        Submit(cluster, "running", "comprehensive/5");
        Submit(cluster, "waiting", "comprehensive/5");

        Assert.Equal(10, RetryAfter(cluster));
        cluster.Pass(30);
        Assert.Equal(30, RetryAfter(cluster)); // Half way through, as far as anyone knows.
    }

    [Fact]
    public void What_was_observed_of_a_kind_counts_for_more_than_what_was_announced()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1));
        Submit(cluster, "slow", "synthetic/1000", 1);
        cluster.Pass(4);
        cluster.Complete("slow");
        Submit(cluster, "running", "synthetic/1000", 1);
        Submit(cluster, "waiting", "synthetic/1000", 1);

        Assert.Equal(4, RetryAfter(cluster));
    }

    [Fact]
    public void A_run_that_was_told_to_stop_says_nothing_about_how_long_its_kind_takes()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1));
        Submit(cluster, "cancelled", "synthetic/600000", 600);
        cluster.Pass(1);
        cluster.Cancel("cancelled");
        cluster.End("cancelled", new RunOutcome.Stopped(Stuck: false));
        Submit(cluster, "running", "synthetic/600000", 600);
        Submit(cluster, "waiting", "synthetic/600000", 600);

        Assert.Equal(600, RetryAfter(cluster));
    }

    [Fact]
    public void Each_waiting_task_is_expected_to_hold_its_slot_for_as_long_as_its_own_kind_takes()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2));
        Submit(cluster, "a", "synthetic/20000", 20);
        Submit(cluster, "b", "synthetic/90000", 90);
        Submit(cluster, "c", "synthetic/30000", 30);
        Submit(cluster, "d", "synthetic/500000", 500);
        Submit(cluster, "e", "synthetic/1000", 1);
        cluster.Pass(5);

        var forecast = cluster.Scheduler.Forecast(cluster.Now);

        Assert.Equal([15, 45, 85], new[] { "c", "d", "e" }.Select(id => forecast[new TaskId(id)].StartSeconds));
    }

    [Fact]
    public void Slots_reserved_for_tasks_that_are_not_durable_yet_are_taken()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2, places: 1));
        for (var i = 0; i < 3; i++) cluster.OfferReserved(Draft(cluster, $"t{i}", "synthetic/20000", 20));

        Assert.Equal(20, RetryAfter(cluster));
    }

    [Fact]
    public void Ends_on_a_node_that_drains_free_no_slot()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 1, places: 1));
        Submit(cluster, "short", "synthetic/1000", 1);
        Submit(cluster, "long", "synthetic/60000", 60);
        Submit(cluster, "waiting", "synthetic/1000", 1);
        cluster.Take(cluster.Scheduler.DrainNode(cluster["short"].Node!.Value, leave: false, cluster.Now));

        Assert.Equal(60, cluster.Scheduler.Forecast(cluster.Now)[new TaskId("waiting")].StartSeconds);
        Assert.Equal(60, RetryAfterOf(cluster));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(400)]
    public void Where_work_waits_without_a_place_a_newcomer_comes_back_after_it(int withoutPlace)
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2, places: 1));
        for (var i = 0; i < withoutPlace; i++) Submit(cluster, $"due-{i}", "synthetic/4000", 4, TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++) Submit(cluster, $"t{i}", "synthetic/10000", 10);
        cluster.Pass(1);
        Assert.Equal(withoutPlace, cluster.Scheduler.WithoutPlace);

        // Both slots come free at 9; the one with a place goes first and holds one for 10; the others pass through in 4 each.
        var exact = cluster.Scheduler.Forecast(cluster.Now).Values.Select(outlook => outlook.StartSeconds).Order().ElementAt(withoutPlace);
        Assert.InRange(RetryAfter(cluster), exact - 7, exact + 1);
    }

    private static int RetryAfter(TestCluster cluster) => Assert.IsType<Offer.Refused>(cluster.Offer(Draft(cluster, "refused", "any"))).RetryAfterSeconds;

    private static int RetryAfterOf(TestCluster cluster) => cluster.Scheduler.RetryAfterSeconds();

    private static void Submit(TestCluster cluster, string id, string kind, double? expectedSeconds = null, TimeSpan? notBefore = null) =>
        cluster.Commit(cluster.OfferReserved(Draft(cluster, id, kind, expectedSeconds, notBefore)));

    private static TaskRecord Draft(TestCluster cluster, string id, string kind, double? expectedSeconds = null, TimeSpan? notBefore = null) =>
        cluster.Draft(id, notBefore: notBefore) with { Kind = kind, ExpectedSeconds = expectedSeconds };
}
