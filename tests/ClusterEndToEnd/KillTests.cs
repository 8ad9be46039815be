using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Placement;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>kill -9 of a silo under load.</summary>
public sealed class KillTests(ThreeSilos cluster, ITestOutputHelper output) : ClusterTest(cluster, output)
{
    private const int Before = 110, Meanwhile = 40;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Promise", "P5")]
    public async Task A_killed_silo_loses_nothing_all_ends_once_and_only_what_ran_there_is_rescued_from_its_last_finished_stage(bool withTheScheduler)
    {
        var scheduler = await Cluster.SchedulerNodeAsync();
        var victim = Silos.First(silo => silo.Name == scheduler == withTheScheduler);
        var others = Others(victim);
        var accepted = new List<TaskId>(await SubmitAsync(Silos, 0, Before, Work));
        await Eventually(async () => (await RunningOnAsync(others[0], victim.Name)).Count == 5, "every slot of the silo is taken");

        var killed = DateTimeOffset.UtcNow;
        await victim.KillAsync();
        var meanwhile = SubmitAsync(others, Before, Meanwhile, Work);
        await Eventually(async () => (await others[0].Client.GetNodesAsync()).Any(node => node.NodeId.Value == victim.Name && node.State == NodeState.Down), "it is seen down", Limit);
        var seen = DateTimeOffset.UtcNow;
        accepted.AddRange(await meanwhile);

        var lives = await LivesAsync(others[0], accepted);
        var rescued = lives.Where(life => life.Task.Rescues > 0).ToArray();
        Tell($"kill -9 of a silo {(withTheScheduler ? "with" : "without")} the scheduler: seen down after {(seen - killed).TotalSeconds:0.0} s, its {rescued.Length} runs started again after {Delays(killed, rescued)}; {lives.Count} tasks ended once each");
        Assert.Equal(Before + Meanwhile, lives.Count);
        Assert.InRange(rescued.Length, 1, 5);
        Assert.All(rescued, life =>
        {
            Assert.Equal(1, life.Task.Rescues);
            Assert.Equal(victim.Name, life.Nodes.First());
            Assert.NotEqual(victim.Name, life.Nodes.Last());
        });
    }

    private static AnalysisRequest Work(string code) => Synthetic(code, 1000, steps: 4);
}
