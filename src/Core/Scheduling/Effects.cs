using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Scheduling;

/// <summary>What the engine must do next. The scheduler asks; it never acts.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Run this attempt once the record that says so is durable.</summary>
    public sealed record Launch(TaskRecord Task) : Effect;

    /// <summary>Tell a run to stop, now: it was cancelled, or its node is lost and nobody waits for it any more.</summary>
    public sealed record Interrupt(TaskId Task, long Epoch) : Effect;
}

/// <summary>What becomes of a launch once its record is durable.</summary>
public enum LaunchVerdict
{
    /// <summary>Its run begins.</summary>
    Begin,

    /// <summary>Its task was cancelled meanwhile: it ends as <see cref="RunOutcome.Stopped"/> without having begun.</summary>
    Stopped,

    /// <summary>Its node was lost meanwhile, or it ended otherwise: there is nothing to do.</summary>
    Void,
}

/// <summary>What one event changed.</summary>
/// <param name="Changed">Records to make durable, then visible, in this order; a task appears once for each change.</param>
/// <param name="Effects">What to do; a launch only after its record is durable.</param>
public sealed record Step(IReadOnlyList<TaskRecord> Changed, IReadOnlyList<Effect> Effects)
{
    /// <summary>Nothing changed.</summary>
    public static Step Nothing { get; } = new([], []);
}

/// <summary>The answer to an offered task.</summary>
public abstract record Offer
{
    private Offer()
    {
    }

    /// <summary>Room is reserved. Make the record durable, then commit or abort.</summary>
    public sealed record Reserved(TaskRecord Task) : Offer;

    /// <summary>There is no room; nothing was changed.</summary>
    /// <param name="Reason">What is full.</param>
    /// <param name="RetryAfterSeconds">When room is expected, whole seconds from 1.</param>
    public sealed record Refused(RefusalReason Reason, int RetryAfterSeconds) : Offer;
}

/// <summary>Why there is no room for a task.</summary>
public enum RefusalReason
{
    /// <summary>Every slot and place is taken, or accepted work waits for one.</summary>
    NodesFull,

    /// <summary>No node takes work: all drain, are down, or there is none.</summary>
    NoActiveNode,

    /// <summary>So many scheduled and blocked tasks are held already.</summary>
    TooManyHeld,
}

/// <summary>How a run ended.</summary>
public abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>With a result.</summary>
    public sealed record Completed : RunOutcome;

    /// <summary>With an error.</summary>
    public sealed record Failed(TaskError Error, bool Retryable) : RunOutcome;

    /// <summary>It ran out of time. <paramref name="Stuck"/>: it ignored that and was given up.</summary>
    public sealed record TimedOut(TaskError Error, bool Stuck) : RunOutcome;

    /// <summary>It stopped as asked. <paramref name="Stuck"/>: it did not and was given up.</summary>
    public sealed record Stopped(bool Stuck) : RunOutcome;

    /// <summary>It did not end: the process stops and hands it back.</summary>
    public sealed record HandedBack : RunOutcome;
}

/// <summary>Where waiting tasks stand.</summary>
/// <param name="Position">1 for the next to start on its node; null where it has no place.</param>
/// <param name="StartSeconds">Seconds until it is expected to start.</param>
public readonly record struct Outlook(int? Position, double StartSeconds);

/// <summary>A node as the scheduler sees it.</summary>
public sealed record NodeView(
    NodeId Node, Placement.NodeState State, bool Healthy, int Weight, int Running, int Queued, int Stuck,
    GovernorLimits Limits, double AverageExecutionSeconds, IReadOnlyDictionary<TaskPriority, int> QueuedByPriority);
