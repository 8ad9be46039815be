using static TradingAgents.Core.Lifecycle.AnalysisStatus;
using static TradingAgents.Core.Lifecycle.TaskTrigger;

namespace TradingAgents.Core.Lifecycle;

/// <summary>
/// Every legal move of a task, in one table. What the table does not have is refused and changes nothing;
/// nothing leaves a terminal status. <c>docs/task-lifecycle.md</c> draws its diagram from the table.
/// </summary>
public static class TaskLifecycle
{
    /// <summary>All moves: the admissions first, then in the order of a task's life.</summary>
    public static IReadOnlyList<Transition> Table { get; } =
    [
        new(null, Admit, Queued, "It is accepted and may start as soon as there is a slot."),
        new(null, Schedule, Scheduled, "It is accepted with a not_before that is still ahead."),
        new(null, Block, Blocked, "It is accepted with dependencies that have not all completed."),

        new(Scheduled, Due, Queued, "Its not_before has come."),
        new(Blocked, DependenciesMet, Queued, "The last task it depends on has completed."),
        new(Blocked, DependenciesMetEarly, Scheduled, "The last task it depends on has completed before its not_before."),
        new(Blocked, DependencyFailed, Failed, "A task it depends on failed, timed out or was cancelled, so it can never run."),

        new(Queued, Start, Running, "A governor gives it a slot; attempt and epoch go up by one."),

        new(Running, Complete, Completed, "The attempt ends with a report."),
        new(Running, RetryAfterFailure, Retrying, "The attempt fails or times out and another one is allowed."),
        new(Running, Fail, Failed, "The last attempt fails, or one fails in a way that no retry mends."),
        new(Running, TimeOut, TimedOut, "The last attempt runs out of time."),
        new(Running, Lose, Queued, "Its node or process died, or a drain handed it back; no attempt is used up."),
        new(Running, Convict, Failed, "The process died under it for the third time, and it was alone there: poison."),
        new(Retrying, Due, Queued, "The delay of the retry has passed."),

        new(Scheduled, Cancel, Cancelled, "It is cancelled before its time."),
        new(Blocked, Cancel, Cancelled, "It is cancelled before its dependencies complete."),
        new(Queued, Cancel, Cancelled, "It is cancelled in the queue and leaves its place."),
        new(Running, Cancel, Cancelled, "It is cancelled while it runs and frees its slot."),
        new(Retrying, Cancel, Cancelled, "It is cancelled between two attempts."),
    ];

    /// <summary>Where the task stands after the trigger.</summary>
    /// <exception cref="InvalidTransitionException">The table has no such move.</exception>
    public static AnalysisStatus Next(AnalysisStatus from, TaskTrigger trigger) =>
        Moves.TryGetValue((from, trigger), out var to) ? to : throw new InvalidTransitionException(from, trigger);

    /// <summary>Where a task stands once it is admitted.</summary>
    /// <param name="admission"><see cref="Admit"/>, <see cref="Schedule"/> or <see cref="Block"/>.</param>
    /// <exception cref="InvalidTransitionException">Any other trigger.</exception>
    public static AnalysisStatus Initial(TaskTrigger admission) =>
        Admissions.TryGetValue(admission, out var to) ? to : throw new InvalidTransitionException(null, admission);

    /// <summary>Whether nothing moves a task on from there.</summary>
    public static bool IsTerminal(AnalysisStatus status) => !Left.Contains(status);

    private static readonly Dictionary<(AnalysisStatus, TaskTrigger), AnalysisStatus> Moves =
        Table.Where(row => row.From is not null).ToDictionary(row => (row.From!.Value, row.Trigger), row => row.To);

    private static readonly Dictionary<TaskTrigger, AnalysisStatus> Admissions =
        Table.Where(row => row.From is null).ToDictionary(row => row.Trigger, row => row.To);

    private static readonly HashSet<AnalysisStatus> Left = [.. Moves.Keys.Select(move => move.Item1)];
}
