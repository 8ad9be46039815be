namespace TradingAgents.Abstractions.Telemetry;

/// <summary>Every metric's name, as Prometheus shows it.</summary>
/// <remarks>
/// Who measures what: durations are recorded by the engine through <see cref="EngineMetrics"/>, for only it sees them happen. Counters and gauges of
/// tasks and nodes are read from <see cref="IAnalysisEngine.GetStatsAsync"/> and <see cref="IAnalysisEngine.GetNodesAsync"/> at each scrape,
/// so that they can never disagree with the API; an engine must not record them a second time. Caches count through <see cref="CacheMetrics"/>.
/// </remarks>
public static class MetricNames
{
    /// <summary>The meter whose instruments are exported.</summary>
    public const string Meter = "TradingAgents";

    /// <summary>Histogram by analysis_type: from when a task became startable to its first start.</summary>
    public const string TaskWaitSeconds = "tradingagents_task_wait_seconds";

    /// <summary>Histogram by analysis_type: one attempt, start to end.</summary>
    public const string TaskExecutionSeconds = "tradingagents_task_execution_seconds";

    /// <summary>Histogram: choosing a node for one task.</summary>
    public const string PlacementSeconds = "tradingagents_placement_seconds";

    /// <summary>Counter: first admissions.</summary>
    public const string TasksSubmittedTotal = "tradingagents_tasks_submitted_total";

    /// <summary>Counter by terminal status.</summary>
    public const string TasksCompletedTotal = "tradingagents_tasks_completed_total";

    /// <summary>Counter by reason: queue_full, rate_limited, draining, storage_unavailable.</summary>
    public const string TasksRejectedTotal = "tradingagents_tasks_rejected_total";

    /// <summary>Counter: attempts that failed or timed out and were tried again.</summary>
    public const string TasksRetriedTotal = "tradingagents_tasks_retried_total";

    /// <summary>Gauge by node.</summary>
    public const string TasksRunning = "tradingagents_tasks_running";

    /// <summary>Gauge by node and priority.</summary>
    public const string TasksQueued = "tradingagents_tasks_queued";

    /// <summary>Gauge: accepted tasks that wait without a place in a node's queue.</summary>
    public const string TasksUnplaced = "tradingagents_tasks_unplaced";

    /// <summary>Gauge by node: 1 healthy, 0 not.</summary>
    public const string NodeHealthy = "tradingagents_node_healthy";

    /// <summary>Gauge by name: 1 while the alert fires, else 0.</summary>
    public const string AlertFiring = "tradingagents_alert_firing";

    /// <summary>Gauge: share of the slots' time used in the last minute, 0 to 1.</summary>
    public const string SlotUtilization = "tradingagents_slot_utilization_ratio";

    /// <summary>Gauge by node: runs abandoned that still go on.</summary>
    public const string NodeStuckRuns = "tradingagents_node_stuck_runs";

    /// <summary>Counter by tier and outcome; see <see cref="CacheTier"/> and <see cref="CacheOutcome"/>.</summary>
    public const string CacheRequestsTotal = "tradingagents_cache_requests_total";

    /// <summary>Gauge by tier: hits and joins over all requests since the start, 0 to 1; absent before the first.</summary>
    public const string CacheHitRatio = "tradingagents_cache_hit_ratio";
}
