namespace TradingAgents.Core.Admission;

/// <summary>The order in which waiting tasks start; the one place where it is defined.</summary>
/// <remarks>
/// <list type="number">
/// <item>Overdue tasks, which have waited more than <see cref="OverdueFactor"/> x <see cref="Aging"/>, first come first served.</item>
/// <item>Effective priority: the submitted one, raised a level for each <see cref="Aging"/> waited, at most urgent.</item>
/// <item>The tenant with the least use of execution time (<see cref="FairShare"/>).</item>
/// <item>First come, first served.</item>
/// </list>
/// So nothing starves: <c>docs/scheduling.md</c> states and proves how long a task waits at most.
/// <see cref="WaitingLine"/> is an index over this comparator and is tested against it.
/// </remarks>
/// <param name="Aging">Waiting that raises a task by one level; above zero, 60 s by default.</param>
public sealed record OrderRules(TimeSpan Aging)
{
    /// <summary>After this many <see cref="Aging"/> a task is overdue.</summary>
    public const int OverdueFactor = 4;

    /// <summary>A level a minute.</summary>
    public static OrderRules Default { get; } = new(TimeSpan.FromSeconds(60));

    /// <inheritdoc cref="OrderRules(TimeSpan)" />
    public TimeSpan Aging { get; } = Aging > TimeSpan.Zero
        ? Aging
        : throw new ArgumentOutOfRangeException(nameof(Aging), Aging, "Must be above zero.");

    /// <summary>Negative where <paramref name="left"/> starts before <paramref name="right"/>.</summary>
    /// <param name="left">One task.</param>
    /// <param name="right">Another.</param>
    /// <param name="now">The time of the decision.</param>
    /// <param name="useOf">A tenant's use of execution time.</param>
    public int Compare(WaitingTask left, WaitingTask right, DateTimeOffset now, Func<string, double> useOf)
    {
        var leftOverdue = IsOverdue(left, now);
        if (leftOverdue != IsOverdue(right, now)) return leftOverdue ? -1 : 1;
        if (!leftOverdue)
        {
            var byPriority = EffectivePriority(right, now).CompareTo(EffectivePriority(left, now));
            if (byPriority != 0) return byPriority;
            var byUse = useOf(left.Tenant).CompareTo(useOf(right.Tenant));
            if (byUse != 0) return byUse;
        }

        return WaitingTask.CompareArrival(left, right);
    }

    /// <summary>Whether it has waited so long that only older tasks go before it.</summary>
    public bool IsOverdue(WaitingTask task, DateTimeOffset now) => now - task.Since > OverdueFactor * Aging;

    /// <summary>The submitted priority raised by the waiting.</summary>
    public TaskPriority EffectivePriority(WaitingTask task, DateTimeOffset now)
    {
        var levels = now <= task.Since ? 0 : (now - task.Since).Ticks / Aging.Ticks;
        return (TaskPriority)Math.Min((long)TaskPriority.Urgent, (long)task.Priority + levels);
    }

    /// <summary>When the effective priority rises next; null once it is urgent.</summary>
    internal DateTimeOffset? NextPromotion(WaitingTask task, DateTimeOffset now)
    {
        if (EffectivePriority(task, now) == TaskPriority.Urgent) return null;
        var levels = now <= task.Since ? 0 : (now - task.Since).Ticks / Aging.Ticks;
        return task.Since + new TimeSpan((levels + 1) * Aging.Ticks);
    }
}
