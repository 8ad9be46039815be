using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;

namespace TradingAgents.Grains.Tests.Contract;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <summary>
/// A cluster's engine for a suite that adds nodes by name alone: membership, not the call, is what admits a silo, so a machine of that name is
/// brought up on standby first, as an operator would.
/// </summary>
internal sealed class GrowingCluster(SiloCluster cluster) : IAnalysisEngine
{
    private readonly IAnalysisEngine _engine = cluster.Engine;

    public async Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default)
    {
        if (RequestRules.IsName(node.InstanceId) && !cluster.Names.Contains(node.InstanceId)) await cluster.AddStandbyAsync(node.InstanceId);
        return await _engine.AddNodeAsync(node, cancellationToken);
    }

    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _engine.SubmitAsync(request, idempotencyKey, cancellationToken);

    public Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _engine.SubmitBatchAsync(request, idempotencyKey, cancellationToken);

    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) => _engine.GetBatchAsync(batchId, cancellationToken);

    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.GetAsync(taskId, cancellationToken);

    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) => _engine.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(taskId, afterEventId, cancellationToken);

    public Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.GetResultAsync(taskId, cancellationToken);

    public Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.CancelAsync(taskId, cancellationToken);

    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) =>
        _engine.ListBatchesAsync(query, cancellationToken);

    public Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        _engine.GetRequestAsync(taskId, cancellationToken);

    public Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        _engine.ExplainWaitAsync(taskId, cancellationToken);

    public Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default) =>
        _engine.CancelManyAsync(request, cancellationToken);

    public Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) =>
        _engine.GetAlertsAsync(cancellationToken);

    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default) =>
        _engine.GetReportAsync(cancellationToken);

    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        _engine.GetHistoryAsync(hours, cancellationToken);

    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) => _engine.GetStatsAsync(cancellationToken);

    public Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) => _engine.GetNodesAsync(cancellationToken);

    public Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) => _engine.GetReadinessAsync(cancellationToken);

    public Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default) => _engine.CleanupAsync(olderThan, cancellationToken);

    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        _engine.UpdateNodeAsync(nodeId, update, cancellationToken);

    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) => _engine.RemoveNodeAsync(nodeId, cancellationToken);

    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) => _engine.SetStrategyAsync(strategy, cancellationToken);

    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default) => _engine.SetLimitsAsync(update, cancellationToken);

    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) => _engine.InjectFaultAsync(nodeId, kind, cancellationToken);
}
