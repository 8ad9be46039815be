using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded;

/// <content>What became of tasks.</content>
public sealed partial class EmbeddedEngine
{
    /// <inheritdoc />
    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) => Task.FromResult(_reader.Get(taskId));

    /// <inheritdoc />
    public Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default) => Task.FromResult(_reader.GetRequest(taskId));

    /// <inheritdoc />
    public Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) => Task.FromResult(_reader.ExplainWait(taskId));

    /// <inheritdoc />
    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) => Task.FromResult(_reader.ListBatches(query));

    /// <inheritdoc />
    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) => Task.FromResult(_reader.GetBatch(batchId));

    /// <inheritdoc />
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) => Task.FromResult(_reader.List(query));

    /// <inheritdoc />
    public IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default)
    {
        _reader.Get(taskId); // An unknown task is told at the call, not at the first step.
        return _reader.WatchAsync(taskId, afterEventId, cancellationToken);
    }

    /// <inheritdoc />
    public Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var task = _reader.Get(taskId);
        if (!TaskLifecycle.IsTerminal(task.Status))
            throw new EngineException(ErrorCodes.NotFinished, $"Task {taskId} is {ContractJson.NameOf(task.Status)}; its report comes when it has completed.");
        var report = task.Status == AnalysisStatus.Completed ? _journal.Reader.GetReport(taskId) : null;
        return report is null
            ? throw new EngineException(ErrorCodes.NoResult, $"Task {taskId} is {ContractJson.NameOf(task.Status)} and has no report. {task.Error?.Message}".TrimEnd())
            : Task.FromResult(new AnalysisResult(task, JsonElement.Parse(report)));
    }

    /// <inheritdoc />
    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) => Task.FromResult(_host.Read(scheduler =>
    {
        var counted = scheduler.Statistics(_host.Now);
        var nodes = scheduler.Nodes;
        return new SystemStats(
            new ConcurrencyStats
            {
                CurrentRunning = scheduler.Running,
                CurrentQueued = scheduler.Queued,
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
                Strategy = scheduler.Strategy,
                TotalInstances = nodes.Count,
                HealthyInstances = nodes.Count(node => node.Healthy),
                TotalConnections = scheduler.Running,
                TotalRequests = counted.TotalPlaced,
            });
    }));

    /// <inheritdoc />
    public Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) => Task.FromResult(
        _draining ? new Readiness(false, ErrorCodes.Draining)
        : !_journal.Healthy || _host.HasFailed ? new Readiness(false, ErrorCodes.StorageUnavailable)
        : _host.Read(scheduler => scheduler.HasActiveNode) ? new Readiness(true)
        : new Readiness(false, "no_active_node"));
}
