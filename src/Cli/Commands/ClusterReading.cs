using TradingAgents.Abstractions;
using TradingAgents.Client.Http;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli.Commands;

/// <summary>A cluster at one moment, read with a handful of calls; the answers are kept as they came.</summary>
internal sealed record ClusterReading(ApiAnswer StatsAnswer, ApiAnswer NodesAnswer, ApiAnswer AlertsAnswer, ApiAnswer ReportAnswer, ApiAnswer RunningAnswer, ApiAnswer QueuedAnswer)
{
    public SystemStats Stats { get; } = StatsAnswer.Read<SystemStats>();

    public IReadOnlyList<NodeSnapshot> Nodes { get; } = NodesAnswer.Read<NodeList>().Nodes;

    public IReadOnlyList<Alert> Alerts { get; } = AlertsAnswer.Read<AlertList>().Alerts;

    public SystemReport Report { get; } = ReportAnswer.Read<SystemReport>();

    /// <summary>Those that have run longest first.</summary>
    public IReadOnlyList<TaskSnapshot> Running { get; } = [.. RunningAnswer.Read<TaskPage>().Tasks.OrderBy(task => task.StartedAt ?? task.SubmittedAt)];

    /// <summary>The next to start first; of more than a page, only the newest are known.</summary>
    public IReadOnlyList<TaskSnapshot> Queued { get; } =
        [.. QueuedAnswer.Read<TaskPage>().Tasks.OrderBy(task => task.EstimatedStartSeconds ?? double.MaxValue).ThenBy(task => task.QueuePosition ?? int.MaxValue)];

    public static async Task<ClusterReading> ReadAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            new[] { ApiRoutes.Stats, ApiRoutes.Nodes, ApiRoutes.Alerts, ApiRoutes.Report, Tasks(AnalysisStatus.Running), Tasks(AnalysisStatus.Queued) }
                .Select(path => connection.SendAsync(ApiCall.Get(path), cancellationToken)));
        return new ClusterReading(answers[0], answers[1], answers[2], answers[3], answers[4], answers[5]);
    }

    /// <summary>The six answers as the members of one object, on one line.</summary>
    public string ToJson() => string.Concat(
        "{\"stats\":", Text(StatsAnswer), ",\"nodes\":", Text(NodesAnswer), ",\"alerts\":", Text(AlertsAnswer), ",\"report\":", Text(ReportAnswer),
        ",\"running\":", Text(RunningAnswer), ",\"queued\":", Text(QueuedAnswer), "}");

    private static string Text(ApiAnswer answer) => answer.Text.Trim();

    private static string Tasks(AnalysisStatus status) => ApiRoutes.List(new TaskQuery { Status = status, Limit = TaskQuery.MaxLimit });

    private sealed record NodeList(IReadOnlyList<NodeSnapshot> Nodes);

    private sealed record AlertList(IReadOnlyList<Alert> Alerts);
}
