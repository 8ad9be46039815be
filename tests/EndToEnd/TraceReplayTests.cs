using System.Globalization;
using System.Text.Json;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>What the simulation says of a run that has really been.</summary>
public sealed class TraceReplayTests : ProcessTest
{
    private const int Tasks = 240;
    private const int Slots = 6;

    /// <summary>Journal and timers of a busy machine, which the simulation knows nothing of.</summary>
    private const double OverheadSeconds = 0.1;

    [Fact]
    public async Task A_recorded_run_is_predicted_within_10_percent()
    {
        var server = await ServeAsync("--nodes", "3", "--max-concurrent", "2", "--max-queue", "100", "--aging-seconds", "1");
        // All slots are held until everything is submitted: else a slow machine submits so slowly that nothing waits, and there is nothing to predict.
        var holds = new List<TaskId>();
        for (var number = 0; number < Slots; number++) holds.Add((await server.Client.SubmitAsync(Hold($"HOLD{number}"))).TaskId);
        foreach (var hold in holds) await UntilAsync(server.Client, hold, AnalysisStatus.Running);
        var random = new Random(5);
        foreach (var task in Enumerable.Range(0, Tasks))
        {
            var request = Synthetic("LOAD", random.Next(20, 200)) with { Priority = (TaskPriority)random.Next(1, 5) };
            await server.Client.SubmitAsync(request, idempotencyKey: null);
        }

        foreach (var hold in holds) await server.Client.CancelAsync(hold);
        await Eventually(async () => (await AllAsync(server.Client)).Values.All(task => TaskLifecycle.IsTerminal(task.Status)), "all has ended");

        var trace = Path.Combine(Folder, "trace.jsonl");
        var listed = await CommandRun.RunAsync(Folder, "list", "--all", "--json", "--server", server.Url.ToString());
        await File.WriteAllTextAsync(trace, listed.Output);
        var run = await CommandRun.RunAsync(Folder, "simulate", "--trace", trace, "--max-concurrent", "2", "--max-queue", "100", "--aging-seconds", "1", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var answer = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((3, Tasks + Slots), (answer.GetProperty("nodes").GetInt32(), answer.GetProperty("tasks").GetInt32()));
        var (recorded, predicted) = (answer.GetProperty("recorded"), answer);
        AssertWithin10Percent(recorded.GetProperty("seconds"), predicted.GetProperty("seconds"), "seconds");
        AssertWaits(recorded.GetProperty("wait"), predicted.GetProperty("wait"), "all");
    }

    private static void AssertWaits(JsonElement recorded, JsonElement predicted, string whose)
    {
        foreach (var quantity in new[] { "mean_seconds", "p50_seconds", "p95_seconds", "p99_seconds" })
            AssertWithin10Percent(recorded.GetProperty(quantity), predicted.GetProperty(quantity), string.Create(CultureInfo.InvariantCulture, $"{quantity} of {whose}"));
    }

    private static void AssertWithin10Percent(JsonElement recorded, JsonElement predicted, string what)
    {
        var (was, said) = (recorded.GetDouble(), predicted.GetDouble());
        Assert.True(was > 0 && Math.Abs(said - was) <= 0.1 * was + OverheadSeconds, string.Create(CultureInfo.InvariantCulture, $"{what}: {said} predicted, {was} recorded."));
    }
}
