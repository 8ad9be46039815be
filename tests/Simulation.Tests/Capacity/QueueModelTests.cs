using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Diagnosis;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Statistics;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Simulation.Tests.Capacity;

public sealed class QueueModelTests
{
    private static readonly PriorityMix OnePriority = new(low: 0, normal: 1, high: 0, urgent: 0);
    private static readonly PriorityMix DefaultMix = new(low: 20, normal: 50, high: 20, urgent: 10);

    [Fact]
    public void Measure()
    {
        foreach (var mixed in new[] { false, true })
        foreach (var (nodes, load, variation) in new[] { (1, 0.8, 0.5), (3, 0.8, 0.0), (3, 0.8, 0.5), (3, 0.9, 0.5), (3, 0.9, 1.0), (4, 0.85, 0.5), (4, 0.85, 1.0), (10, 0.95, 0.5), (10, 0.95, 1.0) })
        {
            var f = MultiServerQueue.Forecast(nodes * 5, nodes * 5 * load / 60, 60, variation * variation)!;
            var text = $"mixed={mixed} n={nodes} load={load} v={variation} model mean {f.MeanWaitSeconds:0.00} p95 {f.P95WaitSeconds:0.0} sim";
            for (ulong seed = 1; seed <= 3; seed++)
            {
                var r = CapacitySimulation.Run(new ClusterShape { Nodes = nodes, Limits = new GovernorLimits(5, 100_000) },
                    new PoissonWorkload { ArrivalsPerHour = 60 * nodes * 5 * load, SecondsPerTask = 60, Variation = variation, Tasks = 100_000, Mix = mixed ? DefaultMix : OnePriority, Seed = seed });
                text += $" | {r.Wait.MeanSeconds:0.00} {r.Wait.P95Seconds:0.0}";
            }
            TestContext.Current.TestOutputHelper!.WriteLine(text);
        }
    }
}
