using System.Diagnostics;

namespace TradingAgents.Load;

/// <summary>How fast journaled tasks that do nothing are drained through 5 slots.</summary>
internal static class DrainRate
{
    private const int Tasks = 20_000;
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++) rates.Add(await DrainAsync());
        Lines.Write($"drain: median {Lines.Median(rates):0} tasks/s of {Tasks} tasks, 5 slots ({string.Join(", ", rates.Select(rate => $"{rate:0}"))})");
    }

    private static async Task<double> DrainAsync()
    {
        using var folder = new TemporaryFolder();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = await Engines.StartAsync(folder.Path, slots: 5, places: 10_000_000, _ => gate.Task);
        await Engines.CallAsync(64, Tasks, number => engine.SubmitAsync(Engines.Request(number)));
        var watch = Stopwatch.StartNew();
        gate.SetResult();
        while ((await engine.GetStatsAsync()).Concurrency.TotalCompleted < Tasks) await Task.Delay(5);
        return Tasks / watch.Elapsed.TotalSeconds;
    }
}
