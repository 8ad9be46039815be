using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>SIGSTOP: a process that lives on without doing anything, as under a paused virtual machine or a partition.</summary>
public sealed class FreezeTests(ThreeSilos cluster, ITestOutputHelper output) : ClusterTest(cluster, output)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    [Fact]
    [Trait("Promise", "P5")]
    public async Task A_freeze_of_five_seconds_kills_no_silo_and_reruns_nothing()
    {
        var victim = await OtherThanTheSchedulersAsync();
        var others = Others(victim);
        var accepted = await SubmitAsync(others, 0, 30, code => Synthetic(code, 1500, steps: 6));
        await Eventually(async () => (await RunningOnAsync(others[0], victim.Name)).Count == 5, "every slot of the silo is taken");

        victim.Freeze();
        await Task.Delay(Short); // The freeze itself.
        victim.Thaw();

        var lives = await LivesAsync(others[0], accepted);
        Assert.All(lives, life => Assert.Equal(0, life.Task.Rescues));
        Assert.False(victim.HasExited, victim.Log);
        Assert.All(await others[0].Client.GetNodesAsync(), node => Assert.Equal((NodeState.Active, true), (node.State, node.Healthy)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Promise", "P4")]
    [Trait("Promise", "P5")]
    [Trait("Promise", "P16")]
    public async Task The_tasks_of_a_frozen_silo_run_elsewhere_and_once_thawed_it_changes_nothing(bool withTheScheduler)
    {
        var scheduler = await Cluster.SchedulerNodeAsync();
        var victim = Silos.First(silo => silo.Name == scheduler == withTheScheduler);
        var others = Others(victim);
        var accepted = await SubmitAsync(Silos, 0, 40, code => Synthetic(code, 1500, steps: 6));
        await Eventually(async () => (await RunningOnAsync(others[0], victim.Name)).Count == 5, "every slot of the silo is taken");

        var frozen = DateTimeOffset.UtcNow;
        victim.Freeze();
        var lives = await LivesAsync(others[0], accepted);
        var rescued = lives.Where(life => life.Task.Rescues > 0).ToArray();
        Tell($"SIGSTOP of a silo {(withTheScheduler ? "with" : "without")} the scheduler: its {rescued.Length} runs started again after {Delays(frozen, rescued)}");
        Assert.InRange(rescued.Length, 1, 5);
        Assert.All(rescued, life => Assert.Equal(victim.Name, life.Nodes.First()));

        victim.Thaw();
        await victim.ExitAsync(Limit); // It finds that it was declared dead, and ends itself.
        Dictionary<TaskId, TaskSnapshot> now = await AllAsync(others[0].Client);
        foreach (var life in lives)
        {
            Assert.Equal((AnalysisStatus.Completed, life.Task.Attempt, life.Task.FinishedAt), (now[life.Task.TaskId].Status, now[life.Task.TaskId].Attempt, now[life.Task.TaskId].FinishedAt));
            Assert.Equal(life.Events.Count, (await EventsAsync(others[0].Client, life.Task.TaskId)).Count);
        }
    }

    private async Task<SiloProcess> OtherThanTheSchedulersAsync()
    {
        var scheduler = await Cluster.SchedulerNodeAsync();
        return Silos.First(silo => silo.Name != scheduler);
    }
}
