using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class SubmissionTests
{
    [Fact]
    public void Three_nodes_run_15_of_165_submissions_queue_150_and_refuse_the_next()
    {
        var cluster = new TestCluster(nodes: 3);
        for (var i = 0; i < 165; i++) cluster.Submit($"t{i}");

        Assert.Equal(15, cluster.Running);
        Assert.Equal(150, cluster.Queued);
        Assert.All(cluster.Scheduler.Nodes, node => Assert.Equal((5, 50), (node.Running, node.Queued)));
        var refused = Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("t165")));
        Assert.InRange(refused.RetryAfterSeconds, 1, 3600);
        Assert.False(cluster.Scheduler.IsLive(new TaskId("t165")));
        Assert.Equal(RefusalReason.NodesFull, refused.Reason);
        Assert.Equal(165, cluster.Scheduler.Statistics(cluster.Now).TotalSubmitted);
    }

    [Fact]
    public void Retry_after_is_when_the_first_run_is_expected_to_end()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1));
        cluster.Submit("first");
        cluster.Pass(40);
        cluster.Complete("first");
        cluster.Submit("running");
        cluster.Submit("waiting");
        cluster.Pass(15.5);

        Assert.Equal(25, Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("refused"))).RetryAfterSeconds);
    }

    [Fact]
    public void A_submission_that_starts_at_once_is_already_running_in_its_offered_record()
    {
        var cluster = new TestCluster();
        var offered = cluster.OfferReserved(cluster.Draft("a"));

        Assert.Equal((AnalysisStatus.Running, 1L, 1, 0.0), (offered.Status, offered.Epoch, offered.Attempt, offered.WaitSeconds!.Value));
        Assert.Equal(new NodeId("node-1"), offered.Node);
        Assert.Empty(cluster.Launched);
        cluster.Commit(offered);
        Assert.Equal(["a"], cluster.Launched);
        Assert.Equal(offered, cluster.Scheduler.Find(new TaskId("a")));
    }

    [Fact]
    public void Nothing_is_visible_or_starts_before_its_commit()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        var offered = cluster.OfferReserved(cluster.Draft("uncommitted", TaskPriority.Urgent));
        cluster.Submit("waiting", TaskPriority.Low);

        cluster.Complete("running");

        Assert.Equal(["running", "waiting"], cluster.Launched);
        Assert.Null(cluster.Scheduler.Find(offered.Id));
        Assert.Null(cluster.Scheduler.Cancel(offered.Id, cluster.Now));
        Assert.DoesNotContain(cluster.Scheduler.Tasks, task => task.Id == offered.Id);
        Assert.DoesNotContain(offered.Id, cluster.Scheduler.Forecast(cluster.Now).Keys);
    }

    [Fact]
    public void A_run_end_for_an_uncommitted_start_is_fenced()
    {
        var cluster = new TestCluster();
        var offered = cluster.OfferReserved(cluster.Draft("a"));

        Assert.Null(cluster.Scheduler.RunEnded(offered.Id, offered.Epoch, new RunOutcome.Completed(), cluster.Now));
        Assert.Equal(1, cluster.Scheduler.Fenced);
    }

    [Fact]
    public void An_aborted_submission_leaves_its_slot_to_the_next()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        var offered = cluster.OfferReserved(cluster.Draft("aborted"));
        cluster.Submit("next");
        Assert.Equal(AnalysisStatus.Queued, cluster["next"].Status);

        cluster.Take(cluster.Scheduler.Abort(offered.Id, cluster.Now));

        Assert.Equal(AnalysisStatus.Running, cluster["next"].Status);
        Assert.False(cluster.Scheduler.IsLive(offered.Id));
        Assert.Equal(1, cluster.Scheduler.Statistics(cluster.Now).TotalSubmitted);
    }

    [Fact]
    public void A_place_counts_against_the_limit_from_its_offer_on()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1));
        cluster.Submit("running");
        var offered = cluster.OfferReserved(cluster.Draft("place"));

        Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("refused")));
        cluster.Take(cluster.Scheduler.Abort(offered.Id, cluster.Now));
        Assert.IsType<Offer.Reserved>(cluster.Offer(cluster.Draft("accepted")));
    }

    [Fact]
    public void A_slot_that_came_free_meanwhile_is_taken_at_the_commit()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        var offered = cluster.OfferReserved(cluster.Draft("late"));
        cluster.Complete("running");

        cluster.Commit(offered);

        Assert.Equal((AnalysisStatus.Running, 1L), (cluster["late"].Status, cluster["late"].Epoch));
    }

    [Fact]
    public void A_slot_reserved_before_the_engine_stops_is_not_used_after_it()
    {
        var cluster = new TestCluster();
        var offered = cluster.OfferReserved(cluster.Draft("a"));
        cluster.Scheduler.Stop();

        cluster.Commit(offered);

        Assert.Empty(cluster.Launched);
        Assert.Equal((AnalysisStatus.Queued, 0), (cluster["a"].Status, cluster["a"].UsedAttempts));
        Assert.Equal((0, 1), (cluster.Running, cluster.Queued));
    }

    [Fact]
    public void Scheduled_and_blocked_tasks_hold_no_place_and_have_a_limit_of_their_own()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, places: 1, maxHeld: 2));
        cluster.Submit("running");
        cluster.Submit("blocked", dependsOn: ["running"]);
        cluster.Submit("scheduled", notBefore: TimeSpan.FromSeconds(90));

        Assert.Equal(0, cluster.Queued);
        var refused = Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("third", notBefore: TimeSpan.FromSeconds(10))));
        Assert.Equal(90, refused.RetryAfterSeconds);
        cluster.Submit("queued");
        cluster.Cancel("blocked");
        cluster.Submit("third", notBefore: TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void An_aborted_scheduled_task_gives_its_hold_back()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, maxHeld: 1));
        var offered = cluster.OfferReserved(cluster.Draft("a", notBefore: TimeSpan.FromSeconds(10)));
        cluster.Take(cluster.Scheduler.Abort(offered.Id, cluster.Now));

        cluster.Submit("b", notBefore: TimeSpan.FromSeconds(10));
        Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("c", notBefore: TimeSpan.FromSeconds(10))));
    }
}
