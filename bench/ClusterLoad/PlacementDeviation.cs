namespace TradingAgents.Load;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <summary>How evenly each strategy spreads tasks over three silos.</summary>
internal static class PlacementDeviation
{
    private const int Tasks = 10_000;

    public static async Task RunAsync()
    {
        foreach (var strategy in Enum.GetValues<PlacementStrategy>())
        {
            await using var cluster = await LoadCluster.StartAsync(3, "--max-concurrent", "1", "--max-queue", "1000000");
            await cluster.Engine.SetStrategyAsync(strategy);
            await cluster.SubmitAsync(Tasks, LoadCluster.Hold);
            var held = (await cluster.Engine.GetNodesAsync()).Select(node => node.Running + node.Queued).ToArray();
            var deviation = held.Max(count => Math.Abs(count - (Tasks / 3.0))) / (Tasks / 3.0);
            Lines.Write($"placement: {strategy}: {string.Join(", ", held)} of {Tasks}, at most {deviation * 100:0.00} % from a third (must be at most 2 %)");
        }
    }
}
