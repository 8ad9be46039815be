namespace TradingAgents.Core.Admission;

/// <summary>A task that waits for a slot, with all that its place in the order depends on.</summary>
/// <param name="Id">The task.</param>
/// <param name="Priority">As submitted.</param>
/// <param name="Tenant">On whose account it runs.</param>
/// <param name="Since">When it became startable; kept when it moves to another node or its run is lost.</param>
/// <param name="Sequence">Unique, increasing with submission; orders what became startable at the same instant.</param>
public sealed record WaitingTask(TaskId Id, TaskPriority Priority, string Tenant, DateTimeOffset Since, long Sequence)
{
    /// <summary>First come, first served: earlier <see cref="Since"/>, then lower <see cref="Sequence"/>.</summary>
    internal static IComparer<WaitingTask> ByArrival { get; } = Comparer<WaitingTask>.Create(CompareArrival);

    internal static int CompareArrival(WaitingTask left, WaitingTask right)
    {
        var bySince = left.Since.CompareTo(right.Since);
        return bySince != 0 ? bySince : left.Sequence.CompareTo(right.Sequence);
    }
}
