using Orleans.Concurrency;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Grains.Tasks;

/// <inheritdoc cref="ITaskQueriesGrain" />
[StatelessWorker, Reentrant]
internal sealed class TaskQueriesGrain(ITaskStore store, TimeProvider time) : Grain, ITaskQueriesGrain
{
    public async Task<TaskPage> ListAsync(TaskQuery query)
    {
        if (query.Limit is < 1 or > TaskQuery.MaxLimit) throw RequestRules.Invalid("limit", $"Must be 1 to {TaskQuery.MaxLimit}.");
        RequestRules.CheckSearch(query.Search);
        var kept = await store.ListAsync(query, ListCursor.Read(query.Cursor), query.Limit + 1);
        var shown = kept.Take(query.Limit).ToArray();
        var tasks = await SnapshotsAsync(shown);
        return new TaskPage(tasks, kept.Count > query.Limit ? ListCursor.Write(shown[^1].Document.Record.Sequence) : null);
    }

    public async Task<BatchSnapshot> GetBatchAsync(string batchId) => await SnapshotAsync(
        batchId, await store.GetBatchAsync(batchId) ?? throw new EngineException(ErrorCodes.UnknownBatch, $"There is no batch '{batchId}'."));

    public async Task<BatchPage> ListBatchesAsync(BatchQuery query)
    {
        if (query.Limit is < 1 or > BatchQuery.MaxLimit) throw RequestRules.Invalid("limit", $"Must be 1 to {BatchQuery.MaxLimit}.");
        var kept = await store.ListBatchesAsync(query.Tenant, ListCursor.Read(query.Cursor), query.Limit + 1);
        var batches = new List<BatchSummary>();
        foreach (var (batchId, _) in kept.Take(query.Limit))
        {
            if (await store.GetBatchAsync(batchId) is { } batch && await SnapshotAsync(batchId, batch) is { Tasks.Count: > 0 } snapshot)
                batches.Add(BatchSummary.Of(snapshot));
        }

        return new BatchPage(batches, kept.Count > query.Limit ? ListCursor.Write(kept[query.Limit - 1].Place) : null);
    }

    public async Task<AnalysisRequest?> GetRequestAsync(TaskId taskId) => (await store.GetAsync(taskId))?.Document.Request;

    private async Task<BatchSnapshot> SnapshotAsync(string batchId, StoredBatch batch)
    {
        var kept = await Task.WhenAll(batch.Tasks.Select(store.GetAsync));
        var tasks = await SnapshotsAsync([.. kept.OfType<StoredTask>()]);
        var progress = tasks.Length == 0 ? 1 : tasks.Average(task => TaskLifecycle.IsTerminal(task.Status) ? 1 : task.Progress);
        return new BatchSnapshot(batchId, tasks.CountBy(task => task.Status).ToDictionary(), Math.Round(progress, 4), tasks);
    }

    private async Task<TaskSnapshot[]> SnapshotsAsync(IReadOnlyList<StoredTask> kept)
    {
        var now = time.GetUtcNow();
        var tasks = kept.Select(task => Snapshots.Of(task.Document.Record, task.Document.Request, task.Progress, task.Stage, null, now)).ToArray();
        var queued = tasks.Index().Where(task => task.Item.Status == AnalysisStatus.Queued).ToArray();
        if (queued.Length == 0) return tasks;
        var outlooks = await GrainFactory.GetGrain<IClusterSchedulerGrain>(GrainKeys.Scheduler).GetOutlooksAsync([.. queued.Select(task => task.Item.TaskId)]);
        foreach (var ((index, task), outlook) in queued.Zip(outlooks)) tasks[index] = Snapshots.With(task, outlook);
        return tasks;
    }
}
