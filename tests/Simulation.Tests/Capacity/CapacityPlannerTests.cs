using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Simulation.Tests.Capacity;

public sealed class CapacityPlannerTests
{
    private static readonly ClusterShape Shape = new() { Nodes = 1 };
    private static readonly PoissonWorkload Workload = new() { ArrivalsPerHour = 600, SecondsPerTask = 95 };

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public void The_nodes_needed_suffice_with_headroom_and_one_fewer_do_not(double wait)
    {
        var needed = CapacityPlanner.NodesNeeded(Shape, Workload, wait)!.Value;
        var busier = Workload with { ArrivalsPerHour = 720, Tasks = 20_000 };

        var with = CapacitySimulation.Run(Shape with { Nodes = needed }, busier);
        var without = CapacitySimulation.Run(Shape with { Nodes = needed - 1 }, busier);

        Assert.True(with is { Refused: 0 } && with.Wait.P95Seconds <= wait);
        Assert.True(without.Refused > 0 || without.Wait.P95Seconds > wait);
    }

    [Fact]
    public void However_long_a_wait_is_allowed_the_nodes_can_do_all_the_work()
    {
        var stream = new PoissonWorkload { ArrivalsPerHour = 17_000, SecondsPerTask = 95, Tasks = 100 };

        Assert.Equal(108, CapacityPlanner.NodesNeeded(Shape, stream, p95WaitSeconds: 1e6));
    }

    [Fact]
    public void A_shorter_wait_and_more_headroom_need_more_nodes()
    {
        var usual = CapacityPlanner.NodesNeeded(Shape, Workload, 30);

        Assert.True(CapacityPlanner.NodesNeeded(Shape, Workload, 0) >= usual);
        Assert.True(CapacityPlanner.NodesNeeded(Shape, Workload, 30, headroom: 1) > usual);
    }

    [Fact]
    public void What_no_number_of_nodes_can_do_is_told() =>
        Assert.Null(CapacityPlanner.NodesNeeded(Shape, new PoissonWorkload { ArrivalsPerHour = 1e8, SecondsPerTask = 95 }, 60));
}
