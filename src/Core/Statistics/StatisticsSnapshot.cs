namespace TradingAgents.Core.Statistics;

/// <summary>What <see cref="RunStatistics"/> knows at one instant. Times in seconds.</summary>
public sealed record StatisticsSnapshot
{
    /// <summary>First admissions; neither repeats nor refusals.</summary>
    public required long TotalSubmitted { get; init; }

    /// <summary>Refusals because everything was full.</summary>
    public required long TotalRejected { get; init; }

    /// <summary>Attempts that failed or timed out and were tried again.</summary>
    public required long TotalRetried { get; init; }

    /// <summary>Times a task was given a place on a node.</summary>
    public required long TotalPlaced { get; init; }

    public required long TotalCompleted { get; init; }
    public required long TotalFailed { get; init; }
    public required long TotalCancelled { get; init; }
    public required long TotalTimedOut { get; init; }

    /// <summary>Most tasks ever running at once.</summary>
    public required int PeakConcurrency { get; init; }

    /// <summary>Completed / (completed + failed + timed out), 0 to 1; 1 before any of them.</summary>
    public required double SuccessRate { get; init; }

    /// <summary>Tasks that ended, in whatever way, in the last 60 seconds.</summary>
    public required long TasksPerMinute { get; init; }

    /// <summary>How long tasks waited before they started.</summary>
    public required DurationSummary Wait { get; init; }

    /// <summary>How long runs took, whatever their end.</summary>
    public required DurationSummary Execution { get; init; }
}
