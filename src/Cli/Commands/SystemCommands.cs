using System.CommandLine;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>stats</c> and <c>nodes</c>.</summary>
internal static class SystemCommands
{
    public static Command CreateStats(CliContext context) =>
        Create("stats", "Show the server's counters and gauges", ApiRoutes.Stats, answer => ShowStats(answer.Read<SystemStats>(), context), context);

    public static Command CreateNodes(CliContext context) =>
        Create("nodes", "Show the server's nodes", ApiRoutes.Nodes, answer => ShowNodes(answer.Read<NodeList>().Nodes, context), context);

    private static Command Create(string name, string description, string path, Action<ApiAnswer> show, CliContext context)
    {
        var client = new ClientOptions();
        var command = new Command(name, description);
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            var answer = await engine.Connection.SendAsync(ApiCall.Get(path), cancellationToken);
            if (client.Json(parsed)) context.Out.Write(answer.Text);
            else show(answer);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void ShowStats(SystemStats stats, CliContext context)
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

    private static void ShowNodes(IReadOnlyList<NodeSnapshot> nodes, CliContext context) => new TableView(
        ["NODE", "STATE", "HEALTHY", "WEIGHT", "RUNNING", "QUEUED", "AVERAGE", "FAILURES"],
        [.. nodes.Select(node => (IReadOnlyList<string>)
        [
            node.NodeId.Value, ContractJson.NameOf(node.State), node.Healthy ? "yes" : "no", Count(node.Weight),
            $"{Count(node.Running)}/{Count(node.MaxConcurrentAnalyses)}", $"{Count(node.Queued)}/{Count(node.MaxQueueSize)}",
            Plain.Number(node.AverageExecutionSeconds) + " s", Count(node.ConsecutiveFailures),
        ])]).Write(context);

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record NodeList(IReadOnlyList<NodeSnapshot> Nodes);
}
