using System.Text.Json;

namespace TradingAgents.Abstractions;

/// <summary>One entry of a task's durable event log.</summary>
/// <param name="Id">Increases within a task, from 1.</param>
/// <param name="Kind">What changed.</param>
/// <param name="At">When.</param>
/// <param name="Data">
/// A JSON object. <see cref="TaskEventKind.Status"/>: status, attempt, node, error. <see cref="TaskEventKind.Progress"/>: progress, stage.
/// <see cref="TaskEventKind.Stage"/>: stage, state (started or finished), seconds where finished, and reused (true) where it did not run because its output was held from before.
/// </param>
public sealed record TaskEvent(long Id, TaskEventKind Kind, DateTimeOffset At, JsonElement Data);

/// <summary>What an event tells.</summary>
public enum TaskEventKind
{
    /// <summary>The task's status, node or attempt changed.</summary>
    Status,

    /// <summary>The present attempt moved on.</summary>
    Progress,

    /// <summary>A stage started or finished.</summary>
    Stage,
}
