using System.Runtime.CompilerServices;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Grains.Wire;
using PlacementStrategy = TradingAgents.Core.Placement.PlacementStrategy;

namespace TradingAgents.Grains;

/// <summary>The engine of a cluster, as its silos and its clients see it: every call goes to a grain.</summary>
/// <remarks>
/// A call that fails because a silo died is repeated, which is safe: tasks and batches carry an id from here. After <see cref="Patience"/> the caller is told
/// <c>storage_unavailable</c>, and may repeat it in turn under an idempotency key.
/// </remarks>
public sealed class GrainAnalysisEngine(IGrainFactory grains) : IAnalysisEngine
{
    /// <summary>How long a call is repeated while silos die or move.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(10);

    private IClusterSchedulerGrain Scheduler => grains.GetGrain<IClusterSchedulerGrain>(GrainKeys.Scheduler);

    private ITaskQueriesGrain Queries => grains.GetGrain<ITaskQueriesGrain>(0);

    /// <inheritdoc />
    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckIdempotencyKey(idempotencyKey);
        var submission = new Submission(new TaskId(Guid.CreateVersion7().ToString("N")), request, idempotencyKey, Again: false);
        return GrainCalls.RepeatAsync(again => Scheduler.SubmitAsync(submission with { Again = again }), cancellationToken);
    }

    /// <inheritdoc />
    public Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckIdempotencyKey(idempotencyKey);
        var submission = new BatchSubmission("batch-" + Guid.CreateVersion7().ToString("N"), request, idempotencyKey, Again: false);
        return GrainCalls.RepeatAsync(again => Scheduler.SubmitBatchAsync(submission with { Again = again }), cancellationToken);
    }

    /// <inheritdoc />
    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Queries.GetBatchAsync(batchId), cancellationToken);

    /// <inheritdoc />
    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Queries.ListBatchesAsync(query), cancellationToken);

    /// <inheritdoc />
    public async Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        if (!RequestRules.IsCode(taskId.Value, 64)) throw Refusals.UnknownTask(taskId);
        return await GrainCalls.RepeatAsync(() => Queries.GetRequestAsync(taskId), cancellationToken).ConfigureAwait(false) ?? throw Refusals.UnknownTask(taskId);
    }

    /// <inheritdoc />
    public Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) => RequestRules.IsCode(taskId.Value, 64)
        ? GrainCalls.RepeatAsync(() => Scheduler.ExplainWaitAsync(taskId), cancellationToken)
        : throw Refusals.UnknownTask(taskId);

    /// <inheritdoc />
    public async Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var task = await FindAsync(taskId, cancellationToken).ConfigureAwait(false);
        if (task.Status != AnalysisStatus.Queued) return task;
        var outlook = (await GrainCalls.RepeatAsync(() => Scheduler.GetOutlooksAsync([taskId]), cancellationToken).ConfigureAwait(false))[0];
        return Snapshots.With(task, outlook);
    }

    /// <inheritdoc />
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Queries.ListAsync(query), cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await FindAsync(taskId, cancellationToken).ConfigureAwait(false);
        var (grain, after) = (TaskGrain(taskId), afterEventId);
        while (true)
        {
            var from = after;
            var page = await GrainCalls.RepeatAsync(() => grain.ReadEventsAsync(from, EventPatience), cancellationToken).ConfigureAwait(false);
            foreach (var happened in page.Events)
            {
                after = happened.Id;
                yield return happened;
            }

            if (page.Last) yield break;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc />
    public async Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var task = await GetAsync(taskId, cancellationToken).ConfigureAwait(false);
        if (task.Status != AnalysisStatus.Completed) throw Refusals.NoReport(task);
        var report = await GrainCalls.RepeatAsync(() => TaskGrain(taskId).GetReportAsync(), cancellationToken).ConfigureAwait(false);
        return report is null ? throw Refusals.NoReport(task) : new AnalysisResult(task, JsonElement.Parse(report));
    }

    /// <inheritdoc />
    public Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.CancelAsync(taskId), cancellationToken);

    /// <inheritdoc />
    public Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.CancelManyAsync(request), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) =>
        await GrainCalls.RepeatAsync(() => Scheduler.GetAlertsAsync(), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.GetReportAsync(), cancellationToken);

    /// <inheritdoc />
    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.GetHistoryAsync(hours), cancellationToken);

    /// <inheritdoc />
    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.GetStatsAsync(), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) =>
        await GrainCalls.RepeatAsync(() => Scheduler.GetNodesAsync(), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public async Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await Scheduler.GetReadinessAsync().WaitAsync(TimeSpan.FromSeconds(5), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (GrainCalls.MayPass(failure) || failure is EngineException)
        {
            return new Readiness(false, ErrorCodes.StorageUnavailable);
        }
    }

    /// <inheritdoc />
    public Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.CleanupAsync(olderThan), cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.AddNodeAsync(node), cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.UpdateNodeAsync(nodeId, update), cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.RemoveNodeAsync(nodeId), cancellationToken);

    /// <inheritdoc />
    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.SetStrategyAsync(strategy), cancellationToken);

    /// <inheritdoc />
    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.SetLimitsAsync(update), cancellationToken);

    /// <inheritdoc />
    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) =>
        GrainCalls.RepeatAsync(() => Scheduler.InjectFaultAsync(nodeId, kind), cancellationToken);

    private async Task<TaskSnapshot> FindAsync(TaskId taskId, CancellationToken cancellationToken)
    {
        if (!RequestRules.IsCode(taskId.Value, 64)) throw Refusals.UnknownTask(taskId);
        return await GrainCalls.RepeatAsync(() => TaskGrain(taskId).GetAsync(), cancellationToken).ConfigureAwait(false) ?? throw Refusals.UnknownTask(taskId);
    }

    private IAnalysisTaskGrain TaskGrain(TaskId taskId) => grains.GetGrain<IAnalysisTaskGrain>(taskId.Value);
}
