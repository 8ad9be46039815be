using System.Diagnostics;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Load;

/// <summary>What simulating costs, by nodes and by tasks.</summary>
internal static class SimulationCost
{
    private const double Load = 0.9;
    private const double SecondsPerTask = 95;

    public static Task RunAsync()
    {
        Measure(3, 300_000, tell: false); // Warms up.
        foreach (var nodes in new[] { 10, 100, 1_000, 10_000 }) Measure(nodes, 100_000, tell: true);
        foreach (var tasks in new[] { 10_000, 100_000, 1_000_000 }) Measure(10, tasks, tell: true);
        Measure(1_000, 1_000_000, tell: true);
        return Task.CompletedTask;
    }

    private static void Measure(int nodes, int tasks, bool tell)
    {
        var shape = new ClusterShape { Nodes = nodes };
        var workload = new PoissonWorkload { ArrivalsPerHour = Load * shape.Slots / SecondsPerTask * 3600, SecondsPerTask = SecondsPerTask, Tasks = tasks };
        var watch = Stopwatch.StartNew();
        CapacitySimulation.Run(shape, workload);
        if (tell) Lines.Write($"simulation: {nodes} nodes, {tasks} tasks at {Load:0 %}: {watch.Elapsed.TotalSeconds:0.0} s, {watch.Elapsed.TotalMicroseconds / tasks:0.0} µs a task");
    }
}
