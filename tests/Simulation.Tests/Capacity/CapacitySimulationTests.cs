using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Simulation.Tests.Capacity;

public sealed class CapacitySimulationTests
{
    private static readonly PriorityMix OnePriority = new(low: 0, normal: 1, high: 0, urgent: 0);

    /// <summary>Runs of one length on one slot: the mean wait is ρ S / 2 (1 - ρ) (Pollaczek 1930, Khinchine 1932).</summary>
    [Theory]
    [InlineData(0, 20.0)]
    [InlineData(1, 40.0)]
    public void On_one_slot_the_mean_wait_is_what_queueing_theory_says(double variation, double expected)
    {
        var shape = new ClusterShape { Nodes = 1, Limits = new GovernorLimits(maxRunning: 1, maxQueued: 1_000_000), Order = new OrderRules(TimeSpan.FromDays(1)) };
        var workload = new PoissonWorkload { ArrivalsPerHour = 3600 * 0.8 / 10, SecondsPerTask = 10, Tasks = 200_000, Variation = variation, Mix = OnePriority, Seed = 7 };

        var report = CapacitySimulation.Run(shape, workload);

        Assert.InRange(report.Wait.MeanSeconds, expected * 0.93, expected * 1.07);
        Assert.InRange(report.Utilisation, 0.79, 0.81);
    }

    /// <summary>Of two priorities without ageing, the urgent wait W0 / (1 - ρ1), the low W0 / (1 - ρ1) (1 - ρ) (Cobham 1954).</summary>
    [Fact]
    public void Priorities_wait_as_queueing_theory_says()
    {
        var shape = new ClusterShape { Nodes = 1, Limits = new GovernorLimits(maxRunning: 1, maxQueued: 1_000_000), Order = new OrderRules(TimeSpan.FromDays(10_000)) };
        var workload = new PoissonWorkload
        {
            ArrivalsPerHour = 3600 * 0.8 / 10,
            SecondsPerTask = 10,
            Tasks = 300_000,
            Variation = 0,
            Mix = new PriorityMix(low: 1, normal: 0, high: 0, urgent: 1),
            Seed = 3,
        };

        var waits = CapacitySimulation.Run(shape, workload).WaitByPriority;

        Assert.Equal([TaskPriority.Urgent, TaskPriority.Low], waits.Select(each => each.Priority));
        Assert.InRange(waits[0].Wait.MeanSeconds, 6.67 * 0.95, 6.67 * 1.05);
        Assert.InRange(waits[1].Wait.MeanSeconds, 33.3 * 0.95, 33.3 * 1.05);
    }

    /// <summary>The best waiting task starts in the first slot that comes free anywhere: how the slots are spread over nodes changes no wait.</summary>
    [Fact]
    public void Nodes_share_one_queue()
    {
        var oneNode = new ClusterShape { Nodes = 1, Limits = new GovernorLimits(maxRunning: 15, maxQueued: 300) };
        var workload = new PoissonWorkload { ArrivalsPerHour = 3600 * 15 * 0.9 / 10, SecondsPerTask = 10, Tasks = 20_000 };

        var together = CapacitySimulation.Run(oneNode, workload);
        var apart = CapacitySimulation.Run(oneNode with { Nodes = 3, Limits = new GovernorLimits(maxRunning: 5, maxQueued: 100) }, workload);

        Assert.Equal(together.Wait, apart.Wait);
        Assert.True(together.Wait.MeanSeconds > 0);
    }

    [Theory]
    [InlineData(PlacementStrategy.RoundRobin)]
    [InlineData(PlacementStrategy.LeastConnections)]
    [InlineData(PlacementStrategy.WeightedRoundRobin)]
    [InlineData(PlacementStrategy.Random)]
    [InlineData(PlacementStrategy.HealthAware)]
    [InlineData(PlacementStrategy.PowerOfTwo)]
    public void Every_strategy_ends_everything_and_the_same_seed_gives_the_same_answer(PlacementStrategy strategy)
    {
        var shape = new ClusterShape { Nodes = 7, Strategy = strategy };
        var workload = new PoissonWorkload { ArrivalsPerHour = 3000, SecondsPerTask = 45, Tasks = 3_000 };

        var first = CapacitySimulation.Run(shape, workload);
        var second = CapacitySimulation.Run(shape, workload);

        Assert.Equal(first with { WaitByPriority = [] }, second with { WaitByPriority = [] });
        Assert.Equal(first.WaitByPriority, second.WaitByPriority);
        Assert.Equal(2_700, first.Wait.Count);
    }

    [Fact]
    public void What_finds_no_room_is_refused_and_counted_by_priority()
    {
        var shape = new ClusterShape { Nodes = 2, Limits = new GovernorLimits(maxRunning: 1, maxQueued: 1) };
        Arrival[] burst = [.. Enumerable.Range(0, 6).Select(i => new Arrival(0, i < 5 ? TaskPriority.Normal : TaskPriority.Urgent, "t", RunSeconds: 10))];

        var report = CapacitySimulation.RunWhole(shape, burst);

        Assert.Equal((6, 2, 2), (report.Tasks, report.Refused, report.PeakQueued));
        Assert.Equal([(TaskPriority.Urgent, 1), (TaskPriority.Normal, 1)], report.WaitByPriority.Select(each => (each.Priority, each.Refused)));
        Assert.Equal(new WaitSummary(4, 5, 0, 10, 10, 10), report.Wait);
        Assert.Equal((20, 1.0), (report.Seconds, report.Utilisation));
    }

    [Fact]
    public void A_task_that_is_cancelled_while_it_waits_never_starts()
    {
        var shape = new ClusterShape { Nodes = 1, Limits = new GovernorLimits(maxRunning: 1, maxQueued: 5) };

        var report = CapacitySimulation.RunWhole(shape, [new(0, TaskPriority.Normal, "t", 10), new(1, TaskPriority.Normal, "t", 10, CancelledAtSeconds: 5), new(2, TaskPriority.Normal, "t", 10)]);

        Assert.Equal(new WaitSummary(2, 4, 0, 8, 8, 8), report.Wait);
    }

    [Fact]
    public void A_hundred_nodes_bear_ten_thousand_tasks()
    {
        var report = CapacitySimulation.Run(new ClusterShape { Nodes = 100 }, new PoissonWorkload { ArrivalsPerHour = 17_000, SecondsPerTask = 95 });

        Assert.Equal((10_000, 0), (report.Tasks, report.Refused));
        Assert.InRange(report.Utilisation, 0.85, 0.95);
    }
}
