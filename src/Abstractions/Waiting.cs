using System.Globalization;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Abstractions;

/// <summary>Why a task does not run now, for people and programs.</summary>
public sealed record WaitExplanation
{
    public required TaskId TaskId { get; init; }
    public required AnalysisStatus Status { get; init; }

    /// <summary>The reasons in English sentences; where it does not wait, what it does instead.</summary>
    public required string Summary { get; init; }

    /// <summary>The weightiest first; empty where it does not wait, or starts at once.</summary>
    public required IReadOnlyList<WaitReason> Reasons { get; init; }

    /// <summary>Who goes before it; null unless it is queued.</summary>
    public TasksAhead? Ahead { get; init; }

    /// <summary>1 for the next to start on its node; null unless it has a place in a node's queue.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>Seconds until it is expected to start; null unless it is queued.</summary>
    public double? EstimatedStartSeconds { get; init; }

    /// <summary>Its submitted priority raised by the waiting; null unless it is queued.</summary>
    public TaskPriority? EffectivePriority { get; init; }

    /// <summary>When that rises next; null once it is urgent.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>From when on only older tasks go before it; null unless it is queued.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>The explanation of a task as it stands.</summary>
    /// <param name="task">The task.</param>
    /// <param name="view">What the scheduler says of it; null: it is not live.</param>
    public static WaitExplanation Of(TaskSnapshot task, WaitView? view) => new()
    {
        TaskId = task.TaskId,
        Status = task.Status,
        Summary = view is { Reasons.Count: > 0 } ? string.Join(' ', view.Reasons.Select(reason => Sentence(reason, view.Ahead))) : Instead(task),
        Reasons = view?.Reasons ?? [],
        Ahead = view?.Ahead,
        QueuePosition = task.QueuePosition,
        EstimatedStartSeconds = task.EstimatedStartSeconds,
        EffectivePriority = view?.EffectivePriority,
        RaisedAt = view?.RaisedAt,
        OverdueAt = view?.OverdueAt,
    };

    private static string Instead(TaskSnapshot task) => task.Status switch
    {
        AnalysisStatus.Queued => "It is about to start.",
        AnalysisStatus.Running => $"It does not wait: it runs on {task.Node}.",
        _ => $"It does not wait: it is {ContractJson.NameOf(task.Status)}.",
    };

    private static string Sentence(WaitReason reason, TasksAhead? ahead) => reason.Cause switch
    {
        WaitCause.NotDue => $"It is scheduled to start no earlier than {Time(reason)}.",
        WaitCause.Dependencies => $"It depends on {Tasks(reason.Tasks?.Count)} that {(reason.Tasks?.Count == 1 ? "has" : "have")} not completed.",
        WaitCause.BackingOff => $"Attempt {Number(reason.Count)} of {Number(reason.Of)} did not succeed; the next may start at {Time(reason)}.",
        WaitCause.Stopping => "The server is stopping; it goes on after the next start.",
        WaitCause.NoActiveNode => "No node takes work: all drain or are down.",
        WaitCause.MustRunAlone => $"The process died {Number(reason.Of)} times under it, so it runs alone, once the {Number(reason.Count)} that run have ended.",
        WaitCause.AnotherRunsAlone => $"Nothing else starts while task {reason.Tasks?[0]} runs alone, because the process died under that one.",
        WaitCause.SlotsBusy => reason.Of == 0 ? "No node has a slot." : $"All {Number(reason.Of)} slots are taken.",
        WaitCause.TasksAhead => $"{Tasks(reason.Count, capital: true)} {(reason.Count == 1 ? "goes" : "go")} first: {Parts(ahead)}.",
        WaitCause.WithoutPlace => "Every queue is full; it keeps its turn ahead of new submissions.",
        _ => ContractJson.NameOf(reason.Cause) + ".",
    };

    private static string Parts(TasksAhead? ahead) => string.Join(", ", new (int Count, string Text)[]
    {
        (ahead?.RunAlone ?? 0, "to run alone"),
        (ahead?.Overdue ?? 0, "overdue"),
        (ahead?.HigherPriority ?? 0, "of higher priority"),
        (ahead?.LessServed ?? 0, "of tenants that have used less"),
        (ahead?.Earlier ?? 0, "that came earlier"),
    }.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.Text}"));

    private static string Tasks(int? count, bool capital = false) => count == 1 ? capital ? "One task" : "one task" : $"{Number(count)} tasks";

    private static string Number(int? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Time(WaitReason reason) => reason.Until is { } until ? ContractJson.FormatTime(until) : "a time not known";
}
