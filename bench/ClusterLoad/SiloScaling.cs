namespace TradingAgents.Load;

/// <summary>Short tasks through three silos against one, from submission to the last end; and submissions alone.</summary>
internal static class SiloScaling
{
    private const int Tasks = 3_000;

    public static async Task RunAsync()
    {
        var (one, oneEnded) = await MeasureAsync(1);
        var (three, threeEnded) = await MeasureAsync(3);
        Lines.Write($"silos: submissions {one:0}/s on one, {three:0}/s on three, {three / one:0.00} times; tasks of 10 ms that ended {oneEnded:0}/s on one, {threeEnded:0}/s on three, {threeEnded / oneEnded:0.00} times ({Environment.ProcessorCount} cores for all)");
    }

    private static async Task<(double Accepted, double Ended)> MeasureAsync(int silos)
    {
        await using var cluster = await LoadCluster.StartAsync(silos, "--max-concurrent", "50", "--max-queue", "1000000");
        await cluster.SubmitAsync(500, number => LoadCluster.Synthetic(number, 10, 1));
        await LoadCluster.UntilAsync(async () => (await cluster.Engine.GetStatsAsync()).Concurrency.TotalCompleted == 500);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var accepted = await LoadCluster.RateAsync(64, Tasks, number => cluster.Engine.SubmitAsync(LoadCluster.Synthetic(number, 10, 1)));
        await LoadCluster.UntilAsync(async () => (await cluster.Engine.GetStatsAsync()).Concurrency.TotalCompleted == 500 + Tasks);
        return (accepted, Tasks / watch.Elapsed.TotalSeconds);
    }
}
