namespace TradingAgents.Load;

/// <summary>Resident memory of a waiting task on its silo.</summary>
internal static class ClusterMemory
{
    private const int Tasks = 20_000;

    public static async Task RunAsync()
    {
        await using var cluster = await LoadCluster.StartAsync(1, "--max-concurrent", "1", "--max-queue", "1000000");
        await cluster.SubmitAsync(5_000, LoadCluster.Hold);
        var before = cluster.Silos["node-1"].Usage().ResidentBytes;
        await cluster.SubmitAsync(Tasks, LoadCluster.Hold);
        var after = cluster.Silos["node-1"].Usage().ResidentBytes;
        Lines.Write($"memory: {(after - before) / Tasks} bytes resident per waiting task on a silo, garbage included, {Tasks} waiting");
    }
}
