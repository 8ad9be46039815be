using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;

namespace TradingAgents.Contract;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <summary>
/// A cluster's engine for a suite that adds nodes by name alone: membership, not the call, is what admits a silo, so a machine of that name is
/// brought up on standby first, as an operator would.
/// </summary>
/// <param name="engine">The cluster.</param>
/// <param name="bringUp">Brings up a machine of this name, where there is none.</param>
public sealed class GrowingCluster(IAnalysisEngine engine, Func<string, Task> bringUp) : IAnalysisEngine
{
    private readonly IAnalysisEngine _engine = engine;

    /// <inheritdoc />
    public async Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default)
    {
        if (RequestRules.IsName(node.InstanceId)) await bringUp(node.InstanceId);
        return await _engine.AddNodeAsync(node, cancellationToken);
    }

    /// <inheritdoc />
    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _engine.SubmitAsync(request, idempotencyKey, cancellationToken);

    /// <inheritdoc />
    public Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _engine.SubmitBatchAsync(request, idempotencyKey, cancellationToken);

    /// <inheritdoc />
    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) => _engine.GetBatchAsync(batchId, cancellationToken);

    /// <inheritdoc />
    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.GetAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) => _engine.ListAsync(query, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(taskId, afterEventId, cancellationToken);

    /// <inheritdoc />
    public Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.GetResultAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.CancelAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) =>
        _engine.ListBatchesAsync(query, cancellationToken);

    /// <inheritdoc />
    public Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        _engine.GetRequestAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        _engine.ExplainWaitAsync(taskId, cancellationToken);

    /// <inheritdoc />
    public Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default) =>
        _engine.CancelManyAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) =>
        _engine.GetAlertsAsync(cancellationToken);

    /// <inheritdoc />
    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default) =>
        _engine.GetReportAsync(cancellationToken);

    /// <inheritdoc />
    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        _engine.GetHistoryAsync(hours, cancellationToken);

    /// <inheritdoc />
    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) => _engine.GetStatsAsync(cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) => _engine.GetNodesAsync(cancellationToken);

    /// <inheritdoc />
    public Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) => _engine.GetReadinessAsync(cancellationToken);

    /// <inheritdoc />
    public Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default) => _engine.CleanupAsync(olderThan, cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        _engine.UpdateNodeAsync(nodeId, update, cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) => _engine.RemoveNodeAsync(nodeId, cancellationToken);

    /// <inheritdoc />
    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) => _engine.SetStrategyAsync(strategy, cancellationToken);

    /// <inheritdoc />
    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default) => _engine.SetLimitsAsync(update, cancellationToken);

    /// <inheritdoc />
    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) => _engine.InjectFaultAsync(nodeId, kind, cancellationToken);
}
