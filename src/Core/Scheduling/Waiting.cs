using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Scheduling;

/// <summary>One reason why a task does not run now.</summary>
public enum WaitCause
{
    /// <summary>It starts no earlier than <see cref="WaitReason.Until"/>.</summary>
    NotDue,

    /// <summary>The <see cref="WaitReason.Tasks"/> on which it depends have not completed.</summary>
    Dependencies,

    /// <summary>Its attempt <see cref="WaitReason.Count"/> of <see cref="WaitReason.Of"/> ended badly; the next may start at <see cref="WaitReason.Until"/>.</summary>
    BackingOff,

    /// <summary>The process stops; nothing starts any more.</summary>
    Stopping,

    /// <summary>No node takes work: all drain, are down, or there is none.</summary>
    NoActiveNode,

    /// <summary>The process died <see cref="WaitReason.Of"/> times under it; it runs alone, once the <see cref="WaitReason.Count"/> that run have ended.</summary>
    MustRunAlone,

    /// <summary>Another task, the one of <see cref="WaitReason.Tasks"/>, runs alone or is about to.</summary>
    AnotherRunsAlone,

    /// <summary>Of the <see cref="WaitReason.Of"/> slots that count, <see cref="WaitReason.Count"/> are taken: all.</summary>
    SlotsBusy,

    /// <summary><see cref="WaitReason.Count"/> tasks go before it; <see cref="WaitView.Ahead"/> tells why.</summary>
    TasksAhead,

    /// <summary>No queue has room; it waits without a place, ahead of new submissions.</summary>
    WithoutPlace,
}

/// <summary>A reason and its numbers; what a cause does not speak of is null.</summary>
/// <param name="Cause">The kind of reason.</param>
/// <param name="Count">How many; see the cause.</param>
/// <param name="Of">Out of how many; see the cause.</param>
/// <param name="Until">When it passes, where that is known.</param>
/// <param name="Tasks">The tasks it is about.</param>
public sealed record WaitReason(WaitCause Cause, int? Count = null, int? Of = null, DateTimeOffset? Until = null, IReadOnlyList<TaskId>? Tasks = null);

/// <summary>How many waiting tasks go before one, by the first rule of <see cref="OrderRules"/> that puts them there.</summary>
/// <param name="Overdue">Overdue, while it is not.</param>
/// <param name="HigherPriority">Of a higher effective priority.</param>
/// <param name="LessServed">As urgent, of tenants that have used less.</param>
/// <param name="Earlier">First come.</param>
/// <param name="RunAlone">Tasks that run alone, which go before all others.</param>
public sealed record TasksAhead(int Overdue, int HigherPriority, int LessServed, int Earlier, int RunAlone)
{
    /// <summary>All of them.</summary>
    public int Total => Overdue + HigherPriority + LessServed + Earlier + RunAlone;
}

/// <summary>Why a task waits, and how its place in the order will rise.</summary>
public sealed record WaitView
{
    /// <summary>The weightiest first; empty where it does not wait, or starts at once.</summary>
    public required IReadOnlyList<WaitReason> Reasons { get; init; }

    /// <summary>Who goes before it; null unless it is queued.</summary>
    public TasksAhead? Ahead { get; init; }

    /// <summary>Its submitted priority raised by the waiting; null unless it is queued.</summary>
    public TaskPriority? EffectivePriority { get; init; }

    /// <summary>When that rises next; null once it is urgent.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>From when on only older tasks go before it; null unless it is queued.</summary>
    public DateTimeOffset? OverdueAt { get; init; }
}
