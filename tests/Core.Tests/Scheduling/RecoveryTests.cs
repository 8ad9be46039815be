using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class RecoveryTests
{
    [Fact]
    public void Everything_that_had_not_ended_is_there_again()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("retrying", TaskPriority.Urgent);
        cluster.Fail("retrying");
        cluster.Submit("running");
        cluster.Submit("queued");
        cluster.Submit("blocked", dependsOn: ["queued"]);
        cluster.Submit("scheduled", notBefore: TimeSpan.FromSeconds(100));
        cluster.Submit("done", TaskPriority.Urgent);
        var before = cluster["running"];

        cluster.Die();

        Assert.Equal(6, cluster.Scheduler.Tasks.Count());
        Assert.Equal(AnalysisStatus.Queued, cluster["running"].Status); // "done" is urgent and the only slot is its.
        Assert.Equal((1, 1, before.QueuedSince), (cluster["running"].Rescues, cluster["running"].ProcessDeaths, cluster["running"].QueuedSince));
        Assert.Equal(AnalysisStatus.Running, cluster.Complete("done") is null ? default : cluster["running"].Status);
        cluster.Complete("running");
        cluster.Complete("queued");
        cluster.Complete("blocked");
        cluster.Pass(100);
        cluster.Complete(cluster["retrying"].Status == AnalysisStatus.Running ? "retrying" : "scheduled");
        cluster.Complete(cluster["retrying"].Status == AnalysisStatus.Running ? "retrying" : "scheduled");
        Assert.All(cluster.Journal, task => Assert.Equal(AnalysisStatus.Completed, task.Status));
    }

    [Fact]
    public void Held_tasks_count_against_their_limit_after_recovery()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1, maxHeld: 2));
        cluster.Submit("running");
        cluster.Submit("blocked", dependsOn: ["running"]);
        cluster.Submit("scheduled", notBefore: TimeSpan.FromSeconds(100));
        cluster.Die();

        Assert.IsType<Offer.Refused>(cluster.Offer(cluster.Draft("more", dependsOn: ["running"])));
        cluster.Complete("running");
        cluster.Submit("more", notBefore: TimeSpan.FromSeconds(100));
    }

    [Fact]
    [Trait("Promise", "P17")]
    public void Work_recovered_under_a_clock_set_back_stays_ahead_of_new_work_and_ages()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("running");
        cluster.Submit("old", TaskPriority.Low);
        cluster.Now -= TimeSpan.FromHours(1);
        cluster.Die();
        cluster.Pass(1);
        cluster.Submit("new", TaskPriority.Low);
        cluster.Complete("running");

        Assert.Equal(AnalysisStatus.Running, cluster["old"].Status);
    }

    [Theory]
    [Trait("Promise", "P17")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_retry_waits_no_longer_for_a_clock_set_back(bool whileTheProcessWasDown)
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 1));
        cluster.Submit("retried");
        cluster.Submit("scheduled", notBefore: TimeSpan.FromSeconds(100));
        cluster.Fail("retried");
        cluster.Now -= TimeSpan.FromHours(1);
        if (whileTheProcessWasDown) cluster.Die();
        else cluster.Pass(60); // until it is noticed

        cluster.Pass(60); // the longest delay there is

        Assert.Equal(AnalysisStatus.Running, cluster["retried"].Status);
        cluster.Pass(3000);
        Assert.Equal(AnalysisStatus.Scheduled, cluster["scheduled"].Status); // its time of day is not yet
    }

    [Fact]
    public void A_task_under_which_the_process_died_twice_waits_until_it_can_run_alone()
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 2));
        foreach (var id in (string[])["a", "b", "c"]) cluster.Submit(id);
        cluster.Die(nodes: 2);
        Assert.Equal(3, cluster.Running); // After one death nothing is suspected.
        cluster.Submit("young");
        cluster.Die(nodes: 2);

        Assert.Equal(AnalysisStatus.Running, cluster["a"].Status);
        Assert.Equal((1, 3), (cluster.Running, cluster.Queued));
        cluster.Submit("urgent", TaskPriority.Urgent);
        Assert.Equal(1, cluster.Running);
        cluster.Complete("a");
        Assert.Equal((AnalysisStatus.Running, 1), (cluster["b"].Status, cluster.Running));
        cluster.Complete("b");
        Assert.Equal((AnalysisStatus.Running, 1), (cluster["c"].Status, cluster.Running));
        cluster.Complete("c");
        Assert.Equal(2, cluster.Running); // No suspects any more: everybody else starts.
    }

    [Fact]
    public void A_suspect_that_comes_due_lets_what_runs_end_and_nothing_else_start()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2));
        cluster.Submit("suspect");
        cluster.Die();
        cluster.Die();
        Assert.Equal(AnalysisStatus.Retrying, cluster.Fail("suspect").Status);
        cluster.Submit("a");
        cluster.Pass(60);
        cluster.Submit("b");

        Assert.Equal((AnalysisStatus.Queued, AnalysisStatus.Queued), (cluster["suspect"].Status, cluster["b"].Status));
        cluster.Complete("a");
        Assert.Equal((AnalysisStatus.Running, AnalysisStatus.Queued), (cluster["suspect"].Status, cluster["b"].Status));
        cluster.Take(cluster.Scheduler.LoseNode(new NodeId("node-1"), cluster.Now));
        cluster.Take(cluster.Scheduler.ActivateNode(new NodeId("node-1"), cluster.Now));
        Assert.Equal((AnalysisStatus.Running, AnalysisStatus.Queued), (cluster["suspect"].Status, cluster["b"].Status));
        cluster.Complete("suspect");
        Assert.Equal(AnalysisStatus.Running, cluster["b"].Status);
    }

    [Fact]
    public void Deaths_in_company_convict_nobody()
    {
        var cluster = new TestCluster(options: TestCluster.Options(slots: 2));
        cluster.Submit("a");
        cluster.Submit("b");
        cluster.Die();
        cluster.Die();

        Assert.All(cluster.Journal, task => Assert.Equal((2, 0), (task.ProcessDeaths, task.DeathsAlone)));
        Assert.All(cluster.Journal, task => Assert.False(TaskLifecycle.IsTerminal(task.Status)));
    }

    [Fact]
    public void The_third_death_alone_convicts()
    {
        var cluster = new TestCluster();
        cluster.Submit("killer");
        cluster.Submit("dependent", dependsOn: ["killer"]);
        cluster.Die();
        cluster.Die();
        Assert.Equal((AnalysisStatus.Running, 2), (cluster["killer"].Status, cluster["killer"].DeathsAlone));
        cluster.Die();

        var convicted = cluster["killer"];
        Assert.Equal((AnalysisStatus.Failed, "poison", 3), (convicted.Status, convicted.Error!.Code, convicted.Rescues));
        Assert.Equal("dependency_failed", cluster["dependent"].Error!.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_killer_is_convicted_and_every_bystander_completes(int killer)
    {
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots: 3));
        for (var i = 0; i < 10; i++) cluster.Submit($"t{i}");
        var deaths = 0;
        while (cluster.Scheduler.Tasks.Any())
        {
            var running = cluster.Scheduler.Tasks.Where(task => task.Status == AnalysisStatus.Running).OrderBy(task => task.Sequence).ToArray();
            Assert.NotEmpty(running);
            cluster.Pass(1);
            if (running.Any(task => task.Id.Value == $"t{killer}"))
            {
                cluster.Die(nodes: 2);
                Assert.True(++deaths <= 5, "Two deaths make suspects and three more convict.");
            }
            else cluster.Complete(running[0].Id.Value);
        }

        Assert.Equal("poison", Assert.Single(cluster.Journal, task => task.Status == AnalysisStatus.Failed).Error!.Code);
        Assert.Equal((AnalysisStatus.Failed, 5), (cluster[$"t{killer}"].Status, deaths));
        Assert.Equal(9, cluster.Journal.Count(task => task.Status == AnalysisStatus.Completed));
    }
}
