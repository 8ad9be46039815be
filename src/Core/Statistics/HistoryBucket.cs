namespace TradingAgents.Core.Statistics;

/// <summary>What happened in one stretch of time.</summary>
public sealed record HistoryBucket
{
    /// <summary>Its beginning.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>First admissions.</summary>
    public long Submitted { get; init; }

    public long Completed { get; init; }
    public long Failed { get; init; }
    public long TimedOut { get; init; }
    public long Cancelled { get; init; }

    /// <summary>Submissions refused as <c>queue_full</c>.</summary>
    public long Rejected { get; init; }

    /// <summary>Mean wait of the tasks that started in it; null where none did.</summary>
    public double? AverageWaitSeconds { get; init; }

    /// <summary>Mean length of the runs that ended in it; null where none did.</summary>
    public double? AverageExecutionSeconds { get; init; }

    /// <summary>Most tasks that ran at once.</summary>
    public int Running { get; init; }

    /// <summary>Most tasks that waited for a slot at once.</summary>
    public int Queued { get; init; }
}
