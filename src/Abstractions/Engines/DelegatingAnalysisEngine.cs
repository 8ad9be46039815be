using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;

namespace TradingAgents.Abstractions.Engines;

/// <summary>Hands every call to another engine; what differs is overridden.</summary>
/// <param name="engine">The other engine.</param>
public abstract class DelegatingAnalysisEngine(IAnalysisEngine engine) : IAnalysisEngine
{
    /// <inheritdoc />
    public virtual Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        engine.SubmitAsync(request, idempotencyKey, cancellationToken);

    /// <inheritdoc />
    public virtual Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        engine.SubmitBatchAsync(request, idempotencyKey, cancellationToken);

    /// <inheritdoc />
    public virtual Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) => engine.GetBatchAsync(batchId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) => engine.GetAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) => engine.ListAsync(query, cancellationToken);

    /// <inheritdoc />
    public virtual IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default) =>
        engine.WatchAsync(taskId, afterEventId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default) => engine.GetResultAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) => engine.CancelAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) =>
        engine.ListBatchesAsync(query, cancellationToken);

    /// <inheritdoc />
    public virtual Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        engine.GetRequestAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        engine.ExplainWaitAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public virtual Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default) =>
        engine.CancelManyAsync(request, cancellationToken);

    /// <inheritdoc />
    public virtual Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) =>
        engine.GetAlertsAsync(cancellationToken);

    /// <inheritdoc />
    public virtual Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default) =>
        engine.GetReportAsync(cancellationToken);

    /// <inheritdoc />
    public virtual Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        engine.GetHistoryAsync(hours, cancellationToken);

    /// <inheritdoc />
    public virtual Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) => engine.GetStatsAsync(cancellationToken);

    /// <inheritdoc />
    public virtual Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) => engine.GetNodesAsync(cancellationToken);

    /// <inheritdoc />
    public virtual Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) => engine.GetReadinessAsync(cancellationToken);

    /// <inheritdoc />
    public virtual Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default) => engine.CleanupAsync(olderThan, cancellationToken);

    /// <inheritdoc />
    public virtual Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default) => engine.AddNodeAsync(node, cancellationToken);

    /// <inheritdoc />
    public virtual Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        engine.UpdateNodeAsync(nodeId, update, cancellationToken);

    /// <inheritdoc />
    public virtual Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) => engine.RemoveNodeAsync(nodeId, cancellationToken);

    /// <inheritdoc />
    public virtual Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) => engine.SetStrategyAsync(strategy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default) => engine.SetLimitsAsync(update, cancellationToken);

    /// <inheritdoc />
    public virtual Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) => engine.InjectFaultAsync(nodeId, kind, cancellationToken);
}
