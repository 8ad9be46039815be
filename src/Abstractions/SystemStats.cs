using TradingAgents.Core.Placement;

namespace TradingAgents.Abstractions;

/// <summary>Counters and gauges since the engine started. Times in seconds.</summary>
public sealed record SystemStats(ConcurrencyStats Concurrency, LoadBalancerStats LoadBalancer);

/// <summary>Work over all nodes.</summary>
public sealed record ConcurrencyStats
{
    public int CurrentRunning { get; init; }

    /// <summary>Queued tasks, those without a place included.</summary>
    public int CurrentQueued { get; init; }

    public int PeakConcurrentTasks { get; init; }

    /// <summary>Mean seconds of the runs that ended, 0 before the first.</summary>
    public double AverageExecutionTime { get; init; }

    /// <summary>Completed / (completed + failed + timed out), 0 to 1; 1 before the first end.</summary>
    public double SuccessRate { get; init; }

    /// <summary>Tasks that ended in the last minute.</summary>
    public double TasksPerMinute { get; init; }

    /// <summary>First admissions; neither repeats nor refusals.</summary>
    public long TotalSubmitted { get; init; }

    public long TotalCompleted { get; init; }
    public long TotalFailed { get; init; }
    public long TotalCancelled { get; init; }
    public long TotalTimedOut { get; init; }

    /// <summary>Refusals as <c>queue_full</c>.</summary>
    public long TotalRejected { get; init; }

    /// <summary>Attempts that failed or timed out and were tried again.</summary>
    public long TotalRetried { get; init; }
}

/// <summary>How work is spread.</summary>
public sealed record LoadBalancerStats
{
    public PlacementStrategy Strategy { get; init; }
    public int TotalInstances { get; init; }
    public int HealthyInstances { get; init; }

    /// <summary>Tasks now running.</summary>
    public int TotalConnections { get; init; }

    /// <summary>Tasks ever placed.</summary>
    public long TotalRequests { get; init; }
}
