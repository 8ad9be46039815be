using System.Globalization;
using TradingAgents.Abstractions;

namespace TradingAgents.EndToEnd;

/// <summary>A server under steady load for a long time. Only run when TRADINGAGENTS_SOAK_MINUTES says how long; 20 is the length that counts.</summary>
public sealed class SoakTests(ITestOutputHelper output) : ProcessTest
{
    private const double TasksPerSecond = 12; // 80 % of three nodes with five slots and tasks of a second
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    [Trait("Promise", "P19")]
    public async Task Memory_handles_and_threads_are_level_under_steady_load()
    {
        if (!double.TryParse(Environment.GetEnvironmentVariable("TRADINGAGENTS_SOAK_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes))
            Assert.Skip("Set TRADINGAGENTS_SOAK_MINUTES=20 to run it.");
        var server = await ServeAsync();
        var samples = new List<(long Megabytes, int Handles, int Threads)>();
        using var pace = new PeriodicTimer(Second / TasksPerSecond);
        var (submitted, refused, end) = (0, 0, DateTimeOffset.UtcNow.AddMinutes(minutes));
        while (DateTimeOffset.UtcNow < end)
        {
            await pace.WaitForNextTickAsync();
            try
            {
                await server.Client.SubmitAsync(Synthetic($"S{submitted % 100}", 1000));
            }
            catch (EngineException full) when (full.Code == ErrorCodes.QueueFull)
            {
                refused++;
            }

            if (++submitted % (int)(TasksPerSecond * 5) != 0) continue;
            samples.Add((server.ResidentMegabytes, server.OpenHandles, server.Threads));
            await server.Client.GetStatsAsync();
        }

        await Eventually(async () => (await server.Client.GetStatsAsync()).Concurrency is { CurrentRunning: 0, CurrentQueued: 0 }, "all work is done");
        var stats = (await server.Client.GetStatsAsync()).Concurrency;
        Assert.True(samples.Count >= 12, "Too short to tell: set a minute at least.");
        var (early, late) = (samples[(samples.Count / 4)..(samples.Count / 2)], samples[(samples.Count * 3 / 4)..]);
        output.WriteLine(
            $"{submitted} submitted, {refused} refused, {stats.TotalCompleted} completed; from the second to the last quarter of {minutes} min: " +
            $"{Middle(early, sample => sample.Megabytes)} -> {Middle(late, sample => sample.Megabytes)} MiB resident, {Middle(early, sample => sample.Handles)} -> {Middle(late, sample => sample.Handles)} handles, " +
            $"{Middle(early, sample => sample.Threads)} -> {Middle(late, sample => sample.Threads)} threads");
        Assert.Equal(submitted - refused, stats.TotalCompleted);
        Assert.True(Middle(late, sample => sample.Megabytes) <= (Middle(early, sample => sample.Megabytes) * 1.1) + 20, "The memory grows.");
        Assert.True(Middle(late, sample => sample.Handles) <= Middle(early, sample => sample.Handles) + 20, "The open handles grow.");
        Assert.True(Middle(late, sample => sample.Threads) <= Middle(early, sample => sample.Threads) + 10, "The threads grow.");
        Assert.Empty(server.LoggedErrors);
    }

    private static long Middle(List<(long Megabytes, int Handles, int Threads)> samples, Func<(long Megabytes, int Handles, int Threads), long> what) =>
        samples.Select(what).Order().ElementAt(samples.Count / 2);
}
