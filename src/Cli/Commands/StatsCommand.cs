using System.CommandLine;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>stats</c>: the server's counters and gauges.</summary>
internal static class StatsCommand
{
    public static Command Create(CliContext context)
    {
        var client = new ClientOptions();
        var command = new Command("stats", "Show the server's counters and gauges");
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            var answer = await engine.Connection.SendAsync(ApiCall.Get(ApiRoutes.Stats), cancellationToken);
            if (client.Json(parsed)) context.WriteAnswer(answer.Text);
            else Show(answer.Read<SystemStats>(), context);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(SystemStats stats, CliContext context)
    {
        var (work, balance) = stats;
        new FieldsView(
        [
            ("running", Count(work.CurrentRunning)),
            ("queued", Count(work.CurrentQueued)),
            ("peak running", Count(work.PeakConcurrentTasks)),
            ("average run", Plain.Number(work.AverageExecutionTime) + " s"),
            ("success rate", Plain.Number(work.SuccessRate * 100) + " %"),
            ("tasks per minute", Plain.Number(work.TasksPerMinute, 2)),
            ("submitted", Count(work.TotalSubmitted)),
            ("completed", Count(work.TotalCompleted)),
            ("failed", Count(work.TotalFailed)),
            ("cancelled", Count(work.TotalCancelled)),
            ("timed out", Count(work.TotalTimedOut)),
            ("rejected", Count(work.TotalRejected)),
            ("retried", Count(work.TotalRetried)),
            ("strategy", ContractJson.NameOf(balance.Strategy)),
            ("healthy nodes", $"{Count(balance.HealthyInstances)} of {Count(balance.TotalInstances)}"),
            ("tasks placed", Count(balance.TotalRequests)),
        ]).Write(context);
    }

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
}
