using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Wire;
using PlacementStrategy = TradingAgents.Core.Placement.PlacementStrategy;

namespace TradingAgents.Grains;

/// <summary>The one scheduler of a cluster: it brings events to Core's scheduler, one at a time, makes what changes durable, and carries out what follows.</summary>
/// <remarks>
/// There is one, under the key <see cref="GrainKeys.Scheduler"/>. Where its silo dies it comes to life on another and takes over from what is durable; a
/// second one, which a partition may make for a moment, is fenced by its term: the store and the governors refuse an older one.
/// Refusals are <see cref="EngineException"/>s.
/// </remarks>
[Alias("TradingAgents.IClusterSchedulerGrain")]
public interface IClusterSchedulerGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a task; returns once it is durable. Repeating it with the same id is safe.</summary>
    [Alias("Submit")]
    Task<TaskSnapshot> SubmitAsync(Submission submission);

    /// <summary>Takes one task per code, each with its own outcome. Repeating it with the same id is safe.</summary>
    [Alias("SubmitBatch")]
    Task<BatchReceipt> SubmitBatchAsync(BatchSubmission submission);

    /// <summary>Asks a task to stop.</summary>
    [Alias("Cancel")]
    Task<TaskSnapshot> CancelAsync(TaskId taskId);

    /// <summary>Asks all unfinished tasks that match to stop, or only counts them.</summary>
    [Alias("CancelMany")]
    Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request);

    /// <summary>Why a task does not run now.</summary>
    [Alias("ExplainWait")]
    Task<WaitExplanation> ExplainWaitAsync(TaskId taskId);

    /// <summary>The alerts that fire.</summary>
    [Alias("GetAlerts")]
    Task<Alert[]> GetAlertsAsync();

    /// <summary>How the cluster has worked since this scheduler's term began, and what limits it now.</summary>
    [Alias("GetReport")]
    Task<SystemReport> GetReportAsync();

    /// <summary>What happened in the last hours.</summary>
    [Alias("GetHistory")]
    Task<SystemHistory> GetHistoryAsync(int hours);

    /// <summary>Where the given tasks stand in their queues; null for one that does not wait.</summary>
    [Alias("GetOutlooks")]
    Task<Outlook?[]> GetOutlooksAsync(TaskId[] taskIds);

    /// <summary>Counters and gauges of the cluster.</summary>
    [Alias("GetStats")]
    Task<SystemStats> GetStatsAsync();

    /// <summary>All nodes, by name.</summary>
    [Alias("GetNodes")]
    Task<NodeSnapshot[]> GetNodesAsync();

    /// <summary>Whether new work can be admitted.</summary>
    [Alias("GetReadiness")]
    Task<Readiness> GetReadinessAsync();

    /// <summary>Forgets terminal tasks that ended at least this long ago.</summary>
    [Alias("Cleanup")]
    Task<int> CleanupAsync(TimeSpan olderThan);

    /// <summary>Makes a silo that has joined a node.</summary>
    [Alias("AddNode")]
    Task<NodeSnapshot> AddNodeAsync(NewNode node);

    /// <summary>Changes a node.</summary>
    [Alias("UpdateNode")]
    Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update);

    /// <summary>Drains a node and removes it when its last run has ended; its silo stays a member.</summary>
    [Alias("RemoveNode")]
    Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId);

    /// <summary>Sets how nodes are chosen.</summary>
    [Alias("SetStrategy")]
    Task SetStrategyAsync(PlacementStrategy strategy);

    /// <summary>Changes the limits of every node; returns those in force.</summary>
    [Alias("SetLimits")]
    Task<Limits> SetLimitsAsync(LimitsUpdate update);

    /// <summary>Breaks a node on purpose, where that is allowed.</summary>
    [Alias("InjectFault")]
    Task InjectFaultAsync(NodeId nodeId, FaultKind kind);

    /// <summary>A silo says that it is there, about once a second; the first time it becomes a node. It also keeps the scheduler alive.</summary>
    [Alias("Hello")]
    Task HelloAsync(NodeHello hello);

    /// <summary>A silo is about to stop: nothing more starts there, and its queue goes to the others.</summary>
    [Alias("Leave")]
    Task LeaveAsync(NodeId nodeId, string silo);

    /// <summary>A run has ended. False where it is fenced: another run of the task has started since, or it has ended.</summary>
    [Alias("RunEnded")]
    Task<bool> RunEndedAsync(RunEnd end);

    /// <summary>A run that had been given up has ended after all.</summary>
    [Alias("StuckRunEnded")]
    Task StuckRunEndedAsync(NodeId nodeId, TaskId taskId, long epoch);
}

/// <summary>The keys of grains of which there is one.</summary>
public static class GrainKeys
{
    /// <summary>Of <see cref="IClusterSchedulerGrain"/>.</summary>
    public const long Scheduler = 0;
}
