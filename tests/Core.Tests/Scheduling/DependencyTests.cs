using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class DependencyTests
{
    [Fact]
    public void A_task_starts_once_all_it_depends_on_have_completed()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        cluster.Submit("b");
        Assert.Equal(AnalysisStatus.Blocked, cluster.Submit("both", dependsOn: ["a", "b"]).Status);

        cluster.Complete("a");
        Assert.Equal(AnalysisStatus.Blocked, cluster["both"].Status);
        cluster.Complete("b");
        Assert.Equal(AnalysisStatus.Running, cluster["both"].Status);
    }

    [Fact]
    public void A_dependency_that_has_completed_already_holds_nothing_up()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        cluster.Complete("a");

        Assert.Equal(AnalysisStatus.Running, cluster.Submit("b", dependsOn: ["a", "a"]).Status);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("time out")]
    [InlineData("cancel")]
    public void A_dependency_that_does_not_complete_fails_its_dependents(string how)
    {
        var cluster = new TestCluster();
        cluster.Submit("a", maxAttempts: 1);
        cluster.Submit("b", dependsOn: ["a"]);
        cluster.Submit("c", dependsOn: ["b"]);

        if (how == "fail") cluster.Fail("a");
        else if (how == "time out") cluster.TimeOut("a");
        else
        {
            cluster.Cancel("a");
            cluster.End("a", new Core.Scheduling.RunOutcome.Stopped(Stuck: false));
        }

        Assert.Equal((AnalysisStatus.Failed, "dependency_failed"), (cluster["b"].Status, cluster["b"].Error!.Code));
        Assert.Equal((AnalysisStatus.Failed, "dependency_failed"), (cluster["c"].Status, cluster["c"].Error!.Code));
        Assert.Empty(cluster.Scheduler.Tasks);
    }

    [Fact]
    public void A_retry_of_the_dependency_keeps_its_dependents_waiting()
    {
        var cluster = new TestCluster();
        cluster.Submit("a", maxAttempts: 2);
        cluster.Submit("b", dependsOn: ["a"]);

        cluster.Fail("a");
        Assert.Equal(AnalysisStatus.Blocked, cluster["b"].Status);
        cluster.Pass(2);
        cluster.Complete("a");
        Assert.Equal(AnalysisStatus.Running, cluster["b"].Status);
    }

    [Fact]
    public void Depending_on_a_task_that_has_already_failed_is_accepted_and_fails()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        cluster.Fail("a", retryable: false);

        var dependent = cluster.Submit("b", dependsOn: ["a"]);

        Assert.Equal((AnalysisStatus.Failed, "dependency_failed"), (dependent.Status, dependent.Error!.Code));
        Assert.NotNull(dependent.FinishedAt);
        Assert.Empty(cluster.Scheduler.Tasks);
        Assert.Equal(2, cluster.Scheduler.Statistics(cluster.Now).TotalFailed);
        Assert.Equal(2, cluster.Scheduler.Statistics(cluster.Now).TotalSubmitted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dependency_that_ends_between_offer_and_commit_counts_at_the_commit(bool completes)
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        var offered = cluster.OfferReserved(cluster.Draft("b", dependsOn: ["a"]));
        if (completes) cluster.Complete("a");
        else cluster.Fail("a", retryable: false);

        cluster.Commit(offered);

        Assert.Equal(completes ? AnalysisStatus.Running : AnalysisStatus.Failed, cluster["b"].Status);
    }

    [Fact]
    public void Dependents_of_a_submission_that_is_aborted_fail()
    {
        var cluster = new TestCluster();
        var aborted = cluster.OfferReserved(cluster.Draft("a"));
        var before = cluster.OfferReserved(cluster.Draft("before", dependsOn: ["a"]));
        cluster.Commit(before);
        var after = cluster.OfferReserved(cluster.Draft("after", dependsOn: ["a"]));

        cluster.Take(cluster.Scheduler.Abort(aborted.Id, cluster.Now));
        cluster.Commit(after);

        Assert.Equal((AnalysisStatus.Failed, "dependency_failed"), (cluster["before"].Status, cluster["before"].Error!.Code));
        Assert.Equal((AnalysisStatus.Failed, "dependency_failed"), (cluster["after"].Status, cluster["after"].Error!.Code));
    }

    [Fact]
    public void Dependents_of_a_submission_that_fails_with_its_commit_fail()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        cluster.Fail("a", retryable: false);
        var failing = cluster.OfferReserved(cluster.Draft("failing", dependsOn: ["a"]));
        cluster.Commit(cluster.OfferReserved(cluster.Draft("dependent", dependsOn: ["failing"])));

        cluster.Commit(failing);

        Assert.Equal((AnalysisStatus.Failed, "dependency_failed"), (cluster["dependent"].Status, cluster["dependent"].Error!.Code));
    }

    [Fact]
    public void A_diamond_runs_its_last_task_once_after_both_sides()
    {
        var cluster = new TestCluster();
        cluster.Submit("top");
        cluster.Submit("left", dependsOn: ["top"]);
        cluster.Submit("right", dependsOn: ["top"]);
        cluster.Submit("bottom", dependsOn: ["left", "right"]);

        cluster.Complete("top");
        cluster.Complete("right");
        cluster.Complete("left");
        cluster.Complete("bottom");

        Assert.Equal(["top", "left", "right", "bottom"], cluster.Launched);
    }

    [Fact]
    public void A_diamond_whose_sides_both_fail_fails_its_last_task_once()
    {
        var cluster = new TestCluster();
        cluster.Submit("top");
        cluster.Submit("left", dependsOn: ["top"]);
        cluster.Submit("right", dependsOn: ["top"]);
        cluster.Submit("bottom", dependsOn: ["left", "right"]);

        cluster.Fail("top", retryable: false);

        Assert.All(cluster.Journal, task => Assert.Equal(AnalysisStatus.Failed, task.Status));
        Assert.Equal(4, cluster.Scheduler.Statistics(cluster.Now).TotalFailed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_chain_of_ten_thousand_is_worked_off_without_recursion(bool completes)
    {
        const int length = 10_000;
        var cluster = new TestCluster();
        cluster.Submit("t0");
        for (var i = 1; i <= length; i++) cluster.Submit($"t{i}", dependsOn: [$"t{i - 1}"]);

        if (completes) for (var i = 0; i <= length; i++) cluster.Complete($"t{i}");
        else cluster.Fail("t0", retryable: false);

        Assert.Equal(completes ? AnalysisStatus.Completed : AnalysisStatus.Failed, cluster[$"t{length}"].Status);
        Assert.Empty(cluster.Scheduler.Tasks);
    }

    [Fact]
    public void A_not_before_still_holds_after_the_dependencies_are_met()
    {
        var cluster = new TestCluster();
        cluster.Submit("a");
        cluster.Submit("b", dependsOn: ["a"], notBefore: TimeSpan.FromSeconds(60));

        cluster.Pass(10);
        cluster.Complete("a");
        Assert.Equal(AnalysisStatus.Scheduled, cluster["b"].Status);
        Assert.Equal(cluster["b"].NotBefore, cluster.Scheduler.NextWake);
        cluster.Pass(49.999);
        Assert.Equal(AnalysisStatus.Scheduled, cluster["b"].Status);
        cluster.Pass(0.001);
        Assert.Equal(AnalysisStatus.Running, cluster["b"].Status);
        Assert.Null(cluster.Scheduler.NextWake);
    }

    [Fact]
    public void What_had_completed_when_a_task_was_accepted_may_be_forgotten_before_the_process_dies()
    {
        var cluster = new TestCluster();
        cluster.Submit("done");
        cluster.Complete("done");
        cluster.Submit("live");
        var offered = cluster.OfferReserved(cluster.Draft("on-both", dependsOn: ["done", "live"]));

        Assert.Equal(["live"], offered.DependsOn.Select(id => id.Value));
        Assert.Equal([new TaskId("live")], cluster.Scheduler.DependedOn);
    }

    [Fact]
    public void Blocked_tasks_survive_the_process_and_learn_what_became_of_their_dependencies()
    {
        var cluster = new TestCluster();
        cluster.Submit("done");
        cluster.Submit("cancelled");
        cluster.Submit("live");
        cluster.Submit("on-done-and-live", dependsOn: ["done", "live"]);
        cluster.Submit("on-cancelled", dependsOn: ["cancelled"]);
        cluster.Submit("on-on-cancelled", dependsOn: ["on-cancelled", "live"]);
        cluster.Complete("done");
        cluster.Cancel("cancelled"); // Its run does not answer before the process dies.

        cluster.Die();

        Assert.Equal(AnalysisStatus.Cancelled, cluster["cancelled"].Status);
        Assert.Equal(AnalysisStatus.Blocked, cluster["on-done-and-live"].Status);
        Assert.Equal("dependency_failed", cluster["on-cancelled"].Error!.Code);
        Assert.Equal("dependency_failed", cluster["on-on-cancelled"].Error!.Code);
        cluster.Complete("live");
        Assert.Equal(AnalysisStatus.Running, cluster["on-done-and-live"].Status);
    }
}
