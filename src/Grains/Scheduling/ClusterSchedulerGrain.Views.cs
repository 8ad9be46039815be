using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Grains.Scheduling;

/// <content>What became of tasks, and asking one to stop.</content>
internal sealed partial class ClusterSchedulerGrain
{
    private static readonly TimeSpan CancelPatience = TimeSpan.FromMilliseconds(500);

    public async Task<TaskSnapshot> CancelAsync(TaskId taskId)
    {
        CheckTerm();
        var live = _live.GetValueOrDefault(taskId);
        if (live?.Published is not null && _scheduler.Cancel(taskId, Now) is { } step)
        {
            // Asked before: that may be on its way to the store.
            await DurableAsync(step.Changed.Count > 0 ? Apply(step) : live.Written);
            CheckOver();
            await Task.WhenAny(live.Ended, Task.Delay(CancelPatience, time)); // Most runs stop at once; then the answer can say so.
            return Snapshot(live);
        }

        if (live?.Published is not null) await DurableAsync(live.Ended);
        var ended = await FindAsync(taskId) ?? throw Refusals.UnknownTask(taskId);
        return ended.Status == AnalysisStatus.Cancelled ? ended : throw Refusals.AlreadyFinished(ended);
    }

    public async Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request)
    {
        CheckTerm();
        RequestRules.CheckBulkCancel(request);
        var matches = _live.Values.Where(task => task.Published is { } record && TaskFilter.Matches(request, record, task.Request, task.BatchId)).ToArray();
        var byStatus = matches.CountBy(task => task.Published!.Status).ToDictionary();
        if (request.DryRun) return new BulkCancellation(true, matches.Length, 0, byStatus);
        if (matches.Length > request.AtMost)
            throw new EngineException(ErrorCodes.TooManyMatch, $"{matches.Length} tasks match, more than the {request.AtMost} that may be cancelled; nothing was. Look again and confirm the new number.");

        var asked = new List<Task>();
        foreach (var task in matches)
        {
            if (_scheduler.Cancel(task.Id, Now) is { } step) asked.Add(step.Changed.Count > 0 ? Apply(step) : task.Written);
        }

        await DurableAsync(Task.WhenAll(asked));
        CheckOver();
        return new BulkCancellation(false, matches.Length, asked.Count, byStatus);
    }

    public Task<Outlook?[]> GetOutlooksAsync(TaskId[] taskIds)
    {
        CheckTerm();
        var forecast = _forecast.Of(() => _scheduler.Forecast(Now));
        return Task.FromResult(taskIds.Select(id => OutlookOf(id, forecast)).ToArray());
    }

    public Task<SystemStats> GetStatsAsync()
    {
        CheckTerm();
        var counted = _scheduler.Statistics(Now);
        var nodes = _scheduler.Nodes;
        return Task.FromResult(new SystemStats(
            new ConcurrencyStats
            {
                CurrentRunning = _scheduler.Running,
                CurrentQueued = _scheduler.Queued,
                PeakConcurrentTasks = counted.PeakConcurrency,
                AverageExecutionTime = Math.Round(counted.Execution.Average, 3),
                SuccessRate = Math.Round(counted.SuccessRate, 4),
                TasksPerMinute = counted.TasksPerMinute,
                TotalSubmitted = counted.TotalSubmitted,
                TotalCompleted = counted.TotalCompleted,
                TotalFailed = counted.TotalFailed,
                TotalCancelled = counted.TotalCancelled,
                TotalTimedOut = counted.TotalTimedOut,
                TotalRejected = counted.TotalRejected,
                TotalRetried = counted.TotalRetried,
            },
            new LoadBalancerStats
            {
                Strategy = _scheduler.Strategy,
                TotalInstances = nodes.Count,
                HealthyInstances = nodes.Count(node => node.Healthy),
                TotalConnections = _scheduler.Running,
                TotalRequests = counted.TotalPlaced,
            }));
    }

    public Task<Readiness> GetReadinessAsync()
    {
        CheckTerm();
        return Task.FromResult(
            _failingWrites > 0 ? new Readiness(false, ErrorCodes.StorageUnavailable)
            : _scheduler.HasActiveNode ? new Readiness(true)
            : new Readiness(false, "no_active_node"));
    }

    private async Task<TaskSnapshot?> FindAsync(TaskId id)
    {
        if (_live.TryGetValue(id, out var live))
        {
            await live.Admitted;
            return Snapshot(live);
        }

        return await store.GetAsync(id) is { } kept
            ? Snapshots.Of(kept.Document.Record, kept.Document.Request, kept.Progress, kept.Stage, null, Now)
            : null;
    }

    private TaskSnapshot Snapshot(LiveTask task)
    {
        var record = task.Published!;
        var outlook = record.Status == AnalysisStatus.Queued ? OutlookOf(task.Id, _forecast.Of(() => _scheduler.Forecast(Now))) : null;
        return Snapshots.Of(record, task.Request, progress: 0, stage: null, outlook, Now);
    }

    // One that left the queue a moment ago, and whose start is on its way to the store, is as good as next. (A forecast that lasts does not know the newest.)
    private Outlook? OutlookOf(TaskId id, IReadOnlyDictionary<TaskId, Outlook> forecast)
    {
        if (forecast.TryGetValue(id, out var outlook)) return outlook;
        return _live.GetValueOrDefault(id)?.Published is { Status: AnalysisStatus.Queued, Node: not null } ? new Outlook(1, 0) : null;
    }
}
