using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Grains.Membership;

namespace TradingAgents.Silo;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <summary>The cluster as seen through one silo's facade: while the silo leaves, it refuses new work, so that callers try another one.</summary>
internal sealed class SiloEngine(IAnalysisEngine cluster, ISiloPresence presence) : IAnalysisEngine
{
    /// <inheritdoc />
    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        CheckAdmitting();
        return cluster.SubmitAsync(request, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        CheckAdmitting();
        return cluster.SubmitBatchAsync(request, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) =>
        presence.IsLeaving ? new Readiness(false, ErrorCodes.Draining)
        : !presence.Joined.IsCompleted ? new Readiness(false, "starting")
        : await cluster.GetReadinessAsync(cancellationToken);

    /// <inheritdoc />
    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) => cluster.GetBatchAsync(batchId, cancellationToken);

    /// <inheritdoc />
    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) => cluster.GetAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) => cluster.ListAsync(query, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default) =>
        cluster.WatchAsync(taskId, afterEventId, cancellationToken);

    /// <inheritdoc />
    public Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default) => cluster.GetResultAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) => cluster.CancelAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) =>
        cluster.ListBatchesAsync(query, cancellationToken);

    /// <inheritdoc />
    public Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        cluster.GetRequestAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        cluster.ExplainWaitAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default) =>
        cluster.CancelManyAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) =>
        cluster.GetAlertsAsync(cancellationToken);

    /// <inheritdoc />
    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default) =>
        cluster.GetReportAsync(cancellationToken);

    /// <inheritdoc />
    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        cluster.GetHistoryAsync(hours, cancellationToken);

    /// <inheritdoc />
    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) => cluster.GetStatsAsync(cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) => cluster.GetNodesAsync(cancellationToken);

    /// <inheritdoc />
    public Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default) => cluster.CleanupAsync(olderThan, cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default) => cluster.AddNodeAsync(node, cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        cluster.UpdateNodeAsync(nodeId, update, cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) => cluster.RemoveNodeAsync(nodeId, cancellationToken);

    /// <inheritdoc />
    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) => cluster.SetStrategyAsync(strategy, cancellationToken);

    /// <inheritdoc />
    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default) => cluster.SetLimitsAsync(update, cancellationToken);

    /// <inheritdoc />
    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) => cluster.InjectFaultAsync(nodeId, kind, cancellationToken);

    private void CheckAdmitting()
    {
        if (presence.IsLeaving)
            throw new EngineException(ErrorCodes.Draining, "This silo is stopping and takes no new work; try another one.") { RetryAfterSeconds = 1 };
    }
}
