using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;

namespace TradingAgents.Abstractions;

/// <summary>Takes analyses, runs them under its nodes' governors, and tells what became of them.</summary>
/// <remarks>
/// The one face of every engine: embedded, over HTTP, on Orleans. Refusals are <see cref="EngineException"/>s whose code is one of
/// <see cref="ErrorCodes"/>. Every member is safe to call from many threads at once.
/// </remarks>
public interface IAnalysisEngine
{
    /// <summary>Takes a task. It returns once the task is durable.</summary>
    /// <param name="request">What to analyse.</param>
    /// <param name="idempotencyKey">1 to 128 printable characters; a repeat with the same tenant, key and request returns the same task, marked deduplicated.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer; the task may have been taken all the same.</param>
    /// <exception cref="EngineException">invalid_request, idempotency_conflict, queue_full, draining, storage_unavailable.</exception>
    Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Takes one task per code, each with its own outcome.</summary>
    /// <exception cref="EngineException">As for <see cref="SubmitAsync"/>; queue_full only when every item was refused so.</exception>
    Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>A batch and all its tasks.</summary>
    /// <exception cref="EngineException">unknown_batch.</exception>
    Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default);

    /// <summary>Batches, newest first.</summary>
    /// <exception cref="EngineException">invalid_request (limit, cursor).</exception>
    Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default);

    /// <summary>A task as it stands.</summary>
    /// <exception cref="EngineException">unknown_task.</exception>
    Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default);

    /// <summary>What was asked for, defaults filled in; submitting it again asks for the same.</summary>
    /// <exception cref="EngineException">unknown_task.</exception>
    Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default);

    /// <summary>Why a task does not run now; where it does not wait, that.</summary>
    /// <exception cref="EngineException">unknown_task.</exception>
    Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default);

    /// <summary>Tasks, newest first.</summary>
    /// <exception cref="EngineException">invalid_request (limit, cursor).</exception>
    Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>The task's event log after <paramref name="afterEventId"/>, then each event as it becomes durable; ends after the terminal status.</summary>
    /// <exception cref="EngineException">unknown_task.</exception>
    IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default);

    /// <summary>The report of a completed task.</summary>
    /// <exception cref="EngineException">unknown_task, not_finished, no_result.</exception>
    Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default);

    /// <summary>Asks a task to stop. A waiting task is cancelled at once; a running one at its next checkpoint, its status may still be running in the answer.</summary>
    /// <exception cref="EngineException">unknown_task, already_finished (not for one cancelled already), storage_unavailable.</exception>
    Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default);

    /// <summary>Asks all unfinished tasks that match to stop, or only counts them; returns once that is durable. Running ones stop at their next checkpoint.</summary>
    /// <exception cref="EngineException">too_many_match (nothing was cancelled), invalid_request, storage_unavailable.</exception>
    Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default);

    /// <summary>Counters and gauges since this engine started.</summary>
    Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>All nodes, by name.</summary>
    Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default);

    /// <summary>The alerts that fire, each once its condition has held for a while.</summary>
    Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default);

    /// <summary>How the engine has worked since it started, and what limits it now.</summary>
    Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default);

    /// <summary>What happened in the last hours, also before a restart, as far as the tasks that are kept tell it.</summary>
    /// <param name="hours">1 to <see cref="SystemHistory.MaxHours"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">invalid_request (hours).</exception>
    Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default);

    /// <summary>Whether new work can be admitted, and if not, why.</summary>
    Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets terminal tasks that ended at least this long ago, with their events, stages, reports and keys; returns how many.</summary>
    Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default);

    /// <summary>Adds a node.</summary>
    /// <exception cref="EngineException">duplicate_instance, invalid_request; on a cluster unknown_instance.</exception>
    Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default);

    /// <summary>Changes a node's weight, or drains it, or makes it active again.</summary>
    /// <exception cref="EngineException">unknown_instance, invalid_request.</exception>
    Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Drains a node, hands its queued tasks over, and removes it when its last run has ended; returns when the draining has begun.</summary>
    /// <exception cref="EngineException">unknown_instance.</exception>
    Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default);

    /// <summary>Sets how nodes are chosen from now on.</summary>
    Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default);

    /// <summary>Changes the limits of every node from now on; lowering them stops nothing that runs. Returns the limits in force.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Breaks a node on purpose, where the engine allows it.</summary>
    /// <exception cref="EngineException">not_found (switched off), unknown_instance.</exception>
    Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default);
}
