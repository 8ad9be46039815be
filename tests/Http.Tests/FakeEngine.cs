using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Http.Tests;

/// <summary>Just enough of an engine: it keeps tasks, runs none, and does what a test tells it.</summary>
internal sealed class FakeEngine : IAnalysisEngine
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, 123, TimeSpan.Zero);

    private readonly ConcurrentDictionary<TaskId, TaskSnapshot> _tasks = new();
    private readonly ConcurrentDictionary<TaskId, Channel<TaskEvent>> _live = new();
    private readonly ConcurrentDictionary<TaskId, ConcurrentQueue<TaskEvent>> _events = new();
    private readonly ConcurrentDictionary<string, TaskId[]> _batches = new();
    private readonly ConcurrentDictionary<string, TaskId> _keys = new();
    private int _count;

    /// <summary>Thrown by every call that follows.</summary>
    public Exception? Failure { get; set; }

    public Readiness Readiness { get; set; } = new(true);
    public TaskQuery? LastQuery { get; private set; }
    public BatchQuery? LastBatchQuery { get; private set; }
    public BulkCancelRequest? LastBulkCancel { get; private set; }
    public TimeSpan? LastCleanup { get; private set; }
    public LimitsUpdate? LastLimits { get; private set; }

    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        var asked = RequestRules.Normalize(request, allowSynthetic: true);
        foreach (var id in asked.DependsOn ?? [])
        {
            if (!_tasks.ContainsKey(id)) throw RequestRules.Invalid("depends_on", $"There is no task '{id}'.");
        }

        if (idempotencyKey is not null && _keys.TryGetValue(asked.Tenant + "/" + idempotencyKey, out var known))
            return Task.FromResult(_tasks[known] with { Deduplicated = true });
        var task = new TaskSnapshot
        {
            TaskId = new TaskId($"t{Interlocked.Increment(ref _count)}"),
            StockCode = asked.StockCode,
            AnalysisType = asked.AnalysisType,
            Priority = asked.Priority,
            Tenant = asked.Tenant!,
            Status = AnalysisStatus.Queued,
            SubmittedAt = Now,
            MaxAttempts = asked.MaxAttempts!.Value,
        };
        _tasks[task.TaskId] = task;
        _live[task.TaskId] = Channel.CreateUnbounded<TaskEvent>();
        _events[task.TaskId] = new ConcurrentQueue<TaskEvent>();
        if (idempotencyKey is not null) _keys[asked.Tenant + "/" + idempotencyKey] = task.TaskId;
        return Task.FromResult(task);
    }

    public async Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        RequestRules.CheckBatch(request, allowSynthetic: true);
        var items = new List<BatchItem>();
        foreach (var code in request.StockCodes)
        {
            try
            {
                items.Add(new BatchItem(code, await SubmitAsync(request.Template with { StockCode = code }, null, cancellationToken), null));
            }
            catch (EngineException refused)
            {
                items.Add(new BatchItem(code, null, new BatchItemError(refused.Code, refused.Message, refused.RetryAfterSeconds)));
            }
        }

        var id = $"b{Interlocked.Increment(ref _count)}";
        _batches[id] = [.. items.Where(item => item.Task is not null).Select(item => item.Task!.TaskId)];
        return new BatchReceipt(id, items);
    }

    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        if (!_batches.TryGetValue(batchId, out var ids)) throw new EngineException(ErrorCodes.UnknownBatch, "There is no such batch.");
        var tasks = ids.Select(id => _tasks[id]).ToArray();
        return Task.FromResult(new BatchSnapshot(batchId, tasks.CountBy(task => task.Status).ToDictionary(), 0, tasks));
    }

    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        return Task.FromResult(_tasks.TryGetValue(taskId, out var task) ? task : throw new EngineException(ErrorCodes.UnknownTask, $"There is no task '{taskId}'."));
    }

    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        LastQuery = query;
        if (query.Cursor is not (null or "next")) throw RequestRules.Invalid("cursor", "Not a cursor of this list.");
        return Task.FromResult(new TaskPage([.. _tasks.Values.Where(task => query.Tenant is null || task.Tenant == query.Tenant).Take(query.Limit)], null));
    }

    public async IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var old in _events[taskId].Where(old => old.Id > afterEventId)) yield return old;
        if (_tasks[taskId].Status == AnalysisStatus.Completed) yield break;
        await foreach (var live in _live[taskId].Reader.ReadAllAsync(cancellationToken)) yield return live;
    }

    public async Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var task = await GetAsync(taskId, cancellationToken);
        return task.Status switch
        {
            AnalysisStatus.Completed => new AnalysisResult(task, JsonSerializer.SerializeToElement(new { synthetic = true })),
            AnalysisStatus.Failed or AnalysisStatus.Cancelled => throw new EngineException(ErrorCodes.NoResult, "It has no report."),
            _ => throw new EngineException(ErrorCodes.NotFinished, "It has not finished."),
        };
    }

    public async Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var task = await GetAsync(taskId, cancellationToken);
        return new AnalysisRequest { StockCode = task.StockCode, Tenant = task.Tenant };
    }

    public async Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        WaitExplanation.Of(await GetAsync(taskId, cancellationToken), new WaitView { Reasons = [new WaitReason(WaitCause.NoActiveNode)] });

    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default)
    {
        LastBatchQuery = query;
        return Task.FromResult(new BatchPage([], null));
    }

    public Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default)
    {
        LastBulkCancel = request;
        return Task.FromResult(new BulkCancellation(request.DryRun, 1, request.DryRun ? 0 : 1, new Dictionary<AnalysisStatus, int> { [AnalysisStatus.Queued] = 1 }));
    }

    public async Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var task = await GetAsync(taskId, cancellationToken);
        if (task.Status is AnalysisStatus.Completed or AnalysisStatus.Failed) throw new EngineException(ErrorCodes.AlreadyFinished, "It has finished.");
        return _tasks[taskId] = task with { Status = AnalysisStatus.Cancelled };
    }

    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        return Task.FromResult(new SystemStats(
            new ConcurrencyStats { CurrentRunning = 2, CurrentQueued = 4, TotalSubmitted = 7, TotalCompleted = 5, TotalRejected = 3, SuccessRate = 0.5 },
            new LoadBalancerStats { Strategy = PlacementStrategy.LeastConnections, TotalInstances = 1 }));
    }

    public Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        return Task.FromResult<IReadOnlyList<NodeSnapshot>>([Node("node-1") with
        {
            Running = 2, Queued = 3, QueuedByPriority = new Dictionary<TaskPriority, int> { [TaskPriority.High] = 3 },
        }]);
    }

    public Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        return Task.FromResult<IReadOnlyList<Alert>>([new Alert(AlertName.QueueLength, Severity.Warning, Now, 51, 50, "51 tasks wait, more than 50.")]);
    }

    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfTold();
        return Task.FromResult(new SystemReport { UptimeSeconds = 12.5, Utilization = 0.75, Bottlenecks = [] });
    }

    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        Task.FromResult(new SystemHistory(SystemHistory.BucketSecondsOf(hours), [new HistoryBucket { At = Now, Submitted = hours }]));

    public Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) => Task.FromResult(Readiness);

    public Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default)
    {
        LastCleanup = olderThan;
        return Task.FromResult(4);
    }

    public Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default) =>
        node.InstanceId == "node-1"
            ? throw new EngineException(ErrorCodes.DuplicateInstance, "The name is taken.")
            : Task.FromResult(Node(node.InstanceId) with { Host = node.Host, Port = node.Port, Weight = node.Weight });

    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        Task.FromResult(Known(nodeId) with { Weight = update.Weight ?? 1, State = update.State ?? NodeState.Active });

    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Known(nodeId) with { State = NodeState.Draining });

    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default)
    {
        LastLimits = update;
        return Task.FromResult(new Limits(update.MaxConcurrentAnalyses ?? 5, update.MaxQueueSize ?? 50, update.AnalysisTimeout ?? 300));
    }

    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) => Task.FromResult(Known(nodeId));

    /// <summary>A task that has completed, with the events 1 to <paramref name="events"/>.</summary>
    public async Task<TaskSnapshot> CompletedAsync(string tenant = "default", int events = 3)
    {
        var task = await SubmitAsync(new AnalysisRequest { StockCode = "AAPL", Tenant = tenant });
        for (var i = 1; i < events; i++) _events[task.TaskId].Enqueue(Event(i, TaskEventKind.Progress, new { progress = 0.5, stage = (string?)null }));
        _events[task.TaskId].Enqueue(Event(events, TaskEventKind.Status, new { status = "completed" }));
        return Set(task.TaskId, AnalysisStatus.Completed);
    }

    public TaskSnapshot Set(TaskId id, AnalysisStatus status) => _tasks[id] = _tasks[id] with { Status = status };

    /// <summary>Tells those who watch.</summary>
    public void Publish(TaskId id, long eventId, object data, bool last = false)
    {
        _live[id].Writer.TryWrite(Event(eventId, TaskEventKind.Status, data));
        if (last) _live[id].Writer.Complete();
    }

    private static TaskEvent Event(long id, TaskEventKind kind, object data) => new(id, kind, Now, ContractJson.ToElement(data));

    private static NodeSnapshot Known(NodeId id) => id.Value == "node-1" ? Node("node-1") : throw new EngineException(ErrorCodes.UnknownInstance, "There is no such instance.");

    private static NodeSnapshot Node(string id) => new() { NodeId = new NodeId(id), State = NodeState.Active, Healthy = true, MaxConcurrentAnalyses = 5, MaxQueueSize = 50 };

    private void ThrowIfTold()
    {
        if (Failure is not null) throw Failure;
    }
}
