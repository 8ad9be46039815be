namespace TradingAgents.Core.Alerts;

/// <summary>What alerts are judged by, at one instant. Null: nothing can be said, which is no reason to fire.</summary>
public sealed record AlertSample
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Tasks that wait for a slot, over all nodes.</summary>
    public int Queued { get; init; }

    /// <summary>Share of the slots' time used in the last minute, 0 to 1.</summary>
    public double? Utilization { get; init; }

    /// <summary>Completed of the tasks that lately completed, failed or timed out, 0 to 1.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Share of the runs that lately failed or ran out of time, 0 to 1.</summary>
    public double? FailureRate { get; init; }

    /// <summary>Mean seconds of the runs that lately ended.</summary>
    public double? MeanExecutionSeconds { get; init; }

    public int HealthyNodes { get; init; }

    /// <summary>Nodes in all.</summary>
    public int Nodes { get; init; }

    /// <summary>Of these, those that someone set to drain: out of work on purpose, not by a failure.</summary>
    public int DrainingNodes { get; init; }

    /// <summary>Seconds by which the run furthest beyond its timeout is beyond it, those given up and still going included; null where none is.</summary>
    public double? OverdueSeconds { get; init; }
}
