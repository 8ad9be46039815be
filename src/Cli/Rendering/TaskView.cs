using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli.Rendering;

/// <summary>Tasks for people.</summary>
internal static class TaskView
{
    /// <summary>Everything known of one task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="waiting">Why it waits; null: it does not, or nobody knows.</param>
    public static FieldsView Details(TaskSnapshot task, WaitExplanation? waiting = null) => new(
    [
        ("task", task.TaskId.Value),
        ("stock", task.StockCode),
        ("type", ContractJson.NameOf(task.AnalysisType)),
        ("priority", Priority(task.Priority, waiting?.EffectivePriority)),
        ("tenant", task.Tenant),
        ("status", ContractJson.NameOf(task.Status)),
        ("node", task.Node?.Value),
        ("queue position", task.QueuePosition?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("not before", waiting?.Reasons.FirstOrDefault(reason => reason.Until is not null)?.Until is { } until ? Plain.Time(until) : null),
        ("waits because", waiting is { Reasons: [{ Cause: not Core.Scheduling.WaitCause.NotDue }, ..] } ? waiting.Summary : null),
        ("starts in", task.EstimatedStartSeconds is { } seconds ? $"about {Plain.Number(seconds)} s" : null),
        ("progress", Plain.Percent(task.Progress)),
        ("stage", task.Stage),
        ("attempt", $"{task.Attempt} of {task.MaxAttempts}" + (task.Rescues > 0 ? $", {task.Rescues} lost to crashes" : "")),
        ("submitted", Plain.Time(task.SubmittedAt)),
        ("started", task.StartedAt is { } started ? Plain.Time(started) : null),
        ("finished", task.FinishedAt is { } finished ? Plain.Time(finished) : null),
        ("waited", Plain.Number(task.WaitSeconds) + " s"),
        ("ran", task.ExecutionSeconds is { } ran ? Plain.Number(ran) + " s" : null),
        ("error", task.Error is { } error ? $"{error.Code}: {error.Message}" : null),
    ]);

    /// <summary>One line each; on a terminal shorter, and as many columns as it is wide enough for.</summary>
    public static TableView Table(IEnumerable<TaskSnapshot> tasks, CliContext context) => new(
        ["TASK", "STOCK", "TYPE", "PRIORITY", "STATUS", "NODE", "PROGRESS", "SUBMITTED"],
        [.. tasks.Select(task => (IReadOnlyList<string>)
        [
            task.TaskId.Value, task.StockCode, ContractJson.NameOf(task.AnalysisType), ContractJson.NameOf(task.Priority),
            ContractJson.NameOf(task.Status), task.Node?.Value ?? "-", Plain.Percent(task.Progress),
            context.OutIsTerminal ? Plain.ShortTime(task.SubmittedAt, context.Time.GetUtcNow()) : Plain.Time(task.SubmittedAt),
        ])])
    {
        Dispensable = ["NODE", "PROGRESS", "TYPE", "SUBMITTED", "PRIORITY"],
    };

    /// <summary>A priority; where waiting has raised it, what it counts as.</summary>
    public static string Priority(TaskPriority submitted, TaskPriority? effective) =>
        effective is { } now && now != submitted ? $"{ContractJson.NameOf(submitted)}, {ContractJson.NameOf(now)} by waiting" : ContractJson.NameOf(submitted);

    /// <summary>Where a task just submitted stands, in a sentence.</summary>
    public static string Receipt(TaskSnapshot task)
    {
        var place = task switch
        {
            { Node: { } node, QueuePosition: { } position } => $" on {node}, position {position}",
            { Node: { } node } => $" on {node}",
            _ => "",
        };
        var start = task is { Status: AnalysisStatus.Queued, EstimatedStartSeconds: { } seconds } ? $", starts in about {Plain.Number(seconds, 0)} s" : "";
        return $"{task.StockCode} {ContractJson.NameOf(task.Status)}{place}{start}{(task.Deduplicated ? " (submitted before)" : "")}";
    }
}
