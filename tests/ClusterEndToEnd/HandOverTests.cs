using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>Silos that are stopped with SIGTERM, and silos that join.</summary>
public sealed class HandOverTests(ThreeSilos cluster, ITestOutputHelper output) : ClusterTest(cluster, output)
{
    [Fact]
    [Trait("Promise", "P14")]
    public async Task A_stopped_silo_hands_its_work_over_with_no_finished_stage_run_again_and_no_attempt_used_up()
    {
        var victim = Silos[1];
        var others = Others(victim);
        var accepted = await SubmitAsync(Silos, 0, 24, code => Synthetic(code, 4000, steps: 8) with { MaxAttempts = 1 });
        await Eventually(async () => await HaveFinishedAStageAsync(others[0], victim.Name, 5), "five runs of the silo have finished a stage");

        var asked = DateTimeOffset.UtcNow;
        await victim.StopAsync();
        Tell($"SIGTERM with {ThreeSilos.DrainSeconds} s to go on: gone after {(DateTimeOffset.UtcNow - asked).TotalSeconds:0.0} s");

        var lives = await LivesAsync(others[0], accepted);
        var handedOver = lives.Where(life => life.Task.Rescues > 0).ToArray();
        Assert.InRange(handedOver.Length, 1, 5); // What ended in the time it was given is not handed over.
        Assert.All(handedOver, life => Assert.Equal([victim.Name, "other"], life.Nodes.Select(node => node == victim.Name ? node : "other")));
    }

    [Fact]
    [Trait("Promise", "P14")]
    public async Task Three_silos_restarted_one_after_the_other_under_load_lose_nothing_and_run_nothing_finished_again()
    {
        var accepted = new List<TaskId>();
        foreach (var name in Silos.Select(silo => silo.Name).ToArray())
        {
            var stopping = Cluster[name];
            var others = Silos.Select(silo => Cluster[silo.Name]).Where(silo => silo != stopping).ToArray();
            accepted.AddRange(await SubmitAsync(others, accepted.Count, 40, code => Synthetic(code, 1600, steps: 8)));
            await Eventually(async () => (await RunningOnAsync(others[0], name)).Count > 0, $"{name} runs something");
            var meanwhile = SubmitAsync(others, accepted.Count, 20, code => Synthetic(code, 1600, steps: 8));
            await stopping.StopAsync();
            accepted.AddRange(await meanwhile);
            await (await Cluster.StartAsync(name)).ReadyAsync();
        }

        var lives = await LivesAsync(Cluster[Silos[0].Name], accepted);
        Tell($"rolling restart: {lives.Count} tasks ended once each, {lives.Count(life => life.Task.Rescues > 0)} of them handed over");
        Assert.Equal(180, lives.Count);
    }

    [Fact]
    public async Task A_silo_that_joins_takes_waiting_work()
    {
        var joining = Silos[2];
        await joining.StopAsync();
        var others = Others(joining);
        var accepted = await SubmitAsync(others, 0, 60, code => Synthetic(code, 2000, steps: 1));

        var started = DateTimeOffset.UtcNow;
        var joined = await Cluster.StartAsync(joining.Name);
        var listening = joined.ListeningAsync();
        await Eventually(async () =>
        {
            // However long its process takes to start, there is work that waits.
            if ((await others[0].Client.GetStatsAsync()).Concurrency.CurrentQueued < 40)
                accepted = [.. accepted, .. await SubmitAsync(others, accepted.Count, 20, code => Synthetic(code, 2000, steps: 1))];
            return listening.IsCompleted;
        }, "the silo that joins listens", Limit);

        await listening;
        var listens = DateTimeOffset.UtcNow;
        var lives = await LivesAsync(joined, accepted);
        var first = lives.SelectMany(life => life.Starts).Where(start => start.At >= started && start.Data.GetProperty("node").GetString() == joining.Name).Min(start => start.At);
        Tell($"a silo that joins listens {(listens - started).TotalSeconds:0.0} s after its process was started, and runs waiting work {(first - listens).TotalSeconds:+0.00;-0.00} s from then");
        Assert.All(lives, life => Assert.Equal(0, life.Task.Rescues));
    }

    private static async Task<bool> HaveFinishedAStageAsync(SiloProcess asked, string node, int count) =>
        (await RunningOnAsync(asked, node)).Count(task => task is { Status: AnalysisStatus.Running, Progress: > 0.12 }) == count;
}
