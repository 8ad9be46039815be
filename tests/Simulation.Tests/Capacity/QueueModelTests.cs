using TradingAgents.Core.Admission;
using TradingAgents.Core.Diagnosis;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Statistics;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Simulation.Tests.Capacity;

/// <summary>The model behind "4 nodes would bring it to 40 s" of <c>/system/report</c>, against the scheduler itself in virtual time.</summary>
/// <remarks>
/// The tolerance of 15 % has two parts. Sampling: waits of neighbouring tasks hang together, so that at 90 % use the means of 45,000 tasks scatter by about 8 % from seed to seed, and by
/// 4 % over four seeds together. The model: Allen and Cunneen's formula is exact for one slot only; for 15 to 20 slots it was found up to 8 % off, either way.
/// </remarks>
public sealed class QueueModelTests
{
    private const int SlotsPerNode = 5;
    private const double RunSeconds = 60;
    private const double Tolerance = 0.15;

    private static readonly PriorityMix OnePriority = new(low: 0, normal: 1, high: 0, urgent: 0);
    private static readonly PriorityMix AllPriorities = new(low: 20, normal: 50, high: 20, urgent: 10);

    [Theory]
    [InlineData(1, 0.8, 0.5)]
    [InlineData(3, 0.8, 0)]
    [InlineData(3, 0.9, 0.5)]
    [InlineData(4, 0.85, 0.5)]
    public void Waits_are_those_that_the_model_foretells(int nodes, double use, double variation)
    {
        var arrivalsPerSecond = nodes * SlotsPerNode * use / RunSeconds;
        var expected = MultiServerQueue.Forecast(nodes * SlotsPerNode, arrivalsPerSecond, RunSeconds, variation * variation)!;

        var (mean, p95) = Simulate(nodes, arrivalsPerSecond, variation, OnePriority);

        AssertNear(expected.MeanWaitSeconds, mean, "mean");
        AssertNear(expected.P95WaitSeconds, p95, "p95");
    }

    [Fact]
    public void As_many_nodes_as_the_report_says_bring_the_wait_it_says_and_one_fewer_does_not()
    {
        // Three nodes bear 225 runs of 60 s in a quarter of an hour; 255 come.
        var point = new OperatingPoint
        {
            Window = new ActivityWindow { Seconds = 900, Submitted = 255, Completed = 220, Runs = 220, MeanExecutionSeconds = RunSeconds, ExecutionVariability = 0.25, P95WaitSeconds = 310 },
            Utilization = 0.98,
            Nodes = 3,
            ServingNodes = 3,
            SlotsPerNode = SlotsPerNode,
            PlacesPerNode = 50,
            Running = 15,
            Queued = 30,
        };
        var forecast = Assert.Single(BottleneckFinder.Find(point)).Forecast;
        Assert.Equal([3, 4], forecast.Select(each => each.Nodes));
        var promised = forecast[^1];

        var inTurn = Simulate(promised.Nodes, 255 / 900.0, 0.5, OnePriority);
        AssertNear(promised.AverageWaitSeconds!.Value, inTurn.Mean, "mean");
        AssertNear(promised.P95WaitSeconds!.Value, inTurn.P95, "p95");

        // Priorities give no wait away, they pass it on: the mean stays, but those who are passed over stretch the tail, which the model does not know. By no more than a half.
        var mixed = Simulate(promised.Nodes, 255 / 900.0, 0.5, AllPriorities);
        AssertNear(promised.AverageWaitSeconds!.Value, mixed.Mean, "mean of all priorities");
        Assert.InRange(mixed.P95, promised.P95WaitSeconds!.Value * (1 - Tolerance), promised.P95WaitSeconds!.Value * 1.5);

        var fewer = Simulate(promised.Nodes - 1, 255 / 900.0, 0.5, OnePriority, tasks: 10_000);
        Assert.True(fewer.Mean > 100 * promised.AverageWaitSeconds, $"With a node fewer the line grows without end, yet the mean wait was {fewer.Mean} s.");
    }

    // The mean over four seeds, of which each fills its cluster with a tenth of its tasks first.
    private static (double Mean, double P95) Simulate(int nodes, double arrivalsPerSecond, double variation, PriorityMix mix, int tasks = 50_000)
    {
        var shape = new ClusterShape { Nodes = nodes, Limits = new GovernorLimits(SlotsPerNode, maxQueued: 1_000_000) };
        WaitSummary[] waits = [.. Enumerable.Range(1, 4).Select(seed => CapacitySimulation.Run(shape, new PoissonWorkload
        {
            ArrivalsPerHour = arrivalsPerSecond * 3600,
            SecondsPerTask = RunSeconds,
            Variation = variation,
            Tasks = tasks,
            Mix = mix,
            Seed = (ulong)seed,
        }).Wait)];
        return (waits.Average(each => each.MeanSeconds), waits.Average(each => each.P95Seconds));
    }

    private static void AssertNear(double expected, double actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= expected * Tolerance, $"{what}: the model says {expected:0.00} s, the simulation {actual:0.00} s.");
}
