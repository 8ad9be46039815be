using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Abstractions.Engines;

/// <summary>What every engine says when it refuses, so that all say the same.</summary>
public static class Refusals
{
    /// <summary>There is no room for a task.</summary>
    public static EngineException Full(RefusalReason reason, int retryAfterSeconds) => new(ErrorCodes.QueueFull, reason switch
    {
        RefusalReason.NoActiveNode => "No node takes work: all drain or are down. Set one active, or add one.",
        RefusalReason.TooManyHeld => $"Too many scheduled and blocked tasks wait already. Try again in about {retryAfterSeconds} s.",
        _ => $"Every node is full. Room is expected in about {retryAfterSeconds} s.",
    })
    {
        RetryAfterSeconds = retryAfterSeconds,
    };

    /// <summary>No item of a batch was taken.</summary>
    public static EngineException NoneTaken(IReadOnlyList<BatchItem> outcomes)
    {
        var full = outcomes.Where(item => item.Error!.Code == ErrorCodes.QueueFull).Select(item => item.Error!.RetryAfterSeconds ?? 1).ToArray();
        if (full.Length > 0) return new EngineException(ErrorCodes.QueueFull, $"No item was taken. The first: {outcomes[0].Error!.Message}") { RetryAfterSeconds = full.Max() };
        var first = outcomes[0].Error!;
        var errors = outcomes.Select((item, index) => (Field: $"stock_codes[{index}]", item.Error!.Message)).ToDictionary(error => error.Field, error => new[] { error.Message });
        return new EngineException(first.Code, $"No item was taken. The first: {first.Message}")
        {
            RetryAfterSeconds = first.RetryAfterSeconds,
            Errors = first.Code == ErrorCodes.InvalidRequest ? errors : null,
        };
    }

    /// <summary>Nobody knows the task.</summary>
    public static EngineException UnknownTask(TaskId id) => new(ErrorCodes.UnknownTask, $"There is no task '{id}'.");

    /// <summary>A task has ended otherwise than cancelled and cannot be cancelled any more.</summary>
    public static EngineException AlreadyFinished(TaskSnapshot task) =>
        new(ErrorCodes.AlreadyFinished, $"Task {task.TaskId} is {ContractJson.NameOf(task.Status)} already.");

    /// <summary>A task has no report, or none yet.</summary>
    public static EngineException NoReport(TaskSnapshot task) => TaskLifecycle.IsTerminal(task.Status)
        ? new(ErrorCodes.NoResult, $"Task {task.TaskId} is {ContractJson.NameOf(task.Status)} and has no report. {task.Error?.Message}".TrimEnd())
        : new(ErrorCodes.NotFinished, $"Task {task.TaskId} is {ContractJson.NameOf(task.Status)}; its report comes when it has completed.");

    /// <summary>An idempotency key stands for something else.</summary>
    /// <param name="what">A request or batch.</param>
    public static EngineException KeyUsed(string what) =>
        new(ErrorCodes.IdempotencyConflict, $"This Idempotency-Key was used for another {what}; use a new key for a new {what}.");
}
