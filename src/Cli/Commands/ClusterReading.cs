using TradingAgents.Abstractions;
using TradingAgents.Client.Http;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli.Commands;

/// <summary>A cluster at one moment, read with a handful of calls; the answers are kept as they came.</summary>
internal sealed record ClusterReading(ApiAnswer StatsAnswer, ApiAnswer NodesAnswer, ApiAnswer AlertsAnswer, ApiAnswer ReportAnswer, ApiAnswer RunningAnswer, ApiAnswer QueuedAnswer)
{
    /// <summary>Of the tasks that are next, so many at most are asked about: no screen shows more of them.</summary>
    private const int MostExplained = 20;

    public SystemStats Stats { get; } = StatsAnswer.Read<SystemStats>();

    public IReadOnlyList<NodeSnapshot> Nodes { get; } = NodesAnswer.Read<NodeList>().Nodes;

    public IReadOnlyList<Alert> Alerts { get; } = AlertsAnswer.Read<AlertList>().Alerts;

    public SystemReport Report { get; } = ReportAnswer.Read<SystemReport>();

    /// <summary>Those that have run longest first.</summary>
    public IReadOnlyList<TaskSnapshot> Running { get; } = [.. RunningAnswer.Read<TaskPage>().Tasks.OrderBy(task => task.StartedAt ?? task.SubmittedAt)];

    /// <summary>The next to start first; of more than a page, only the newest are known.</summary>
    public IReadOnlyList<TaskSnapshot> Queued { get; } =
        [.. QueuedAnswer.Read<TaskPage>().Tasks.OrderBy(task => task.EstimatedStartSeconds ?? double.MaxValue).ThenBy(task => task.QueuePosition ?? int.MaxValue)];

    /// <summary>What waiting has raised a task to, of those that go before one of a higher priority: else their order would look wrong.</summary>
    public IReadOnlyDictionary<TaskId, TaskPriority> Raised { get; private init; } = new Dictionary<TaskId, TaskPriority>();

    public static async Task<ClusterReading> ReadAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            new[] { ApiRoutes.Stats, ApiRoutes.Nodes, ApiRoutes.Alerts, ApiRoutes.Report, Tasks(AnalysisStatus.Running), Tasks(AnalysisStatus.Queued) }
                .Select(path => connection.SendAsync(ApiCall.Get(path), cancellationToken)));
        var reading = new ClusterReading(answers[0], answers[1], answers[2], answers[3], answers[4], answers[5]);
        return reading with { Raised = await RaisedAsync(reading.Queued, connection, cancellationToken) };
    }

    private static async Task<IReadOnlyDictionary<TaskId, TaskPriority>> RaisedAsync(IReadOnlyList<TaskSnapshot> queued, ApiConnection connection, CancellationToken cancellationToken)
    {
        var first = queued.Take(MostExplained).ToArray();
        var odd = first.Where((task, place) => first.Skip(place + 1).Any(later => later.Priority > task.Priority));
        var found = await Task.WhenAll(odd.Select(task => ExplainAsync(task.TaskId, connection, cancellationToken)));
        return found.OfType<WaitExplanation>().Where(each => each.EffectivePriority is not null).ToDictionary(each => each.TaskId, each => each.EffectivePriority!.Value);
    }

    // It may have started meanwhile, or be forgotten: then it is not explained.
    private static async Task<WaitExplanation?> ExplainAsync(TaskId task, ApiConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.SendAsync(ApiCall.Get(ApiRoutes.Waiting(task)), cancellationToken)).Read<WaitExplanation>();
        }
        catch (EngineException)
        {
            return null;
        }
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
