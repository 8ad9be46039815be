using System.Runtime.CompilerServices;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <summary>Tasks as the contract shows them: what is live from memory, what has ended from the journal.</summary>
internal sealed class TaskReader(SchedulerHost host, JournalReader journal, TimeProvider time)
{
    private const int EventPage = 256;

    private readonly Lock _forecastGate = new();
    private readonly ForecastCache _forecasts = new(time);
    private volatile bool _closed;

    public TaskSnapshot Get(TaskId id)
    {
        if (host.Find(id) is { Published: { } record } live) return Snapshot(live, record, NewForecast());
        return journal.GetTask(id) is { } row ? Snapshot(TaskDocument.FromRow(row), NewForecast()) : throw Unknown(id);
    }

    public AnalysisRequest GetRequest(TaskId id)
    {
        if (host.Find(id) is { Published: not null } live) return live.Request;
        return journal.GetTask(id) is { } row ? TaskDocument.FromRow(row).Request : throw Unknown(id);
    }

    // What is shown is durable; where the scheduler is a step ahead of it, nothing is explained rather than another state.
    public WaitExplanation ExplainWait(TaskId id)
    {
        var view = host.Read(scheduler => (Task: scheduler.Find(id), View: scheduler.Explain(id, host.Now)));
        var task = Get(id);
        return WaitExplanation.Of(task, view.Task?.Status == task.Status ? view.View : null);
    }

    public BatchPage ListBatches(BatchQuery query)
    {
        if (query.Limit is < 1 or > BatchQuery.MaxLimit) throw RequestRules.Invalid("limit", $"Must be 1 to {BatchQuery.MaxLimit}.");
        var rows = journal.ListBatches(query.Tenant, ListCursor.Read(query.Cursor), query.Limit + 1);
        var batches = rows.Take(query.Limit).Select(row => GetBatch(row.BatchId)).Where(batch => batch.Tasks.Count > 0).Select(BatchSummary.Of).ToArray();
        return new BatchPage(batches, rows.Count > query.Limit ? ListCursor.Write(rows[query.Limit - 1].Place) : null);
    }

    public BatchSnapshot GetBatch(string batchId)
    {
        if (journal.GetBatch(batchId) is null) throw new EngineException(ErrorCodes.UnknownBatch, $"There is no batch '{batchId}'.");
        var forecast = NewForecast();
        var tasks = journal.GetBatchTasks(batchId).Select(row => host.Find(row.TaskId) is { Published: { } record } live
            ? Snapshot(live, record, forecast)
            : Snapshot(TaskDocument.FromRow(row), forecast)).ToArray();
        var progress = tasks.Length == 0 ? 1 : tasks.Average(task => TaskLifecycle.IsTerminal(task.Status) ? 1 : task.Progress);
        return new BatchSnapshot(batchId, tasks.CountBy(task => task.Status).ToDictionary(), Math.Round(progress, 4), tasks);
    }

    public TaskPage List(TaskQuery query)
    {
        if (query.Limit is < 1 or > TaskQuery.MaxLimit) throw RequestRules.Invalid("limit", $"Must be 1 to {TaskQuery.MaxLimit}.");
        RequestRules.CheckSearch(query.Search);
        var filter = new TaskFilter(query.Status, query.Priority, query.StockCode?.ToUpperInvariant(), query.Tenant, ListCursor.Read(query.Cursor), query.Search);
        var rows = journal.ListTasks(filter, query.Limit + 1);
        var forecast = NewForecast();
        var tasks = rows.Take(query.Limit).Select(row => Snapshot(TaskDocument.FromRow(row), forecast)).ToArray();
        return new TaskPage(tasks, rows.Count > query.Limit ? ListCursor.Write(rows[query.Limit - 1].Seq) : null);
    }

    public async IAsyncEnumerable<TaskEvent> WatchAsync(TaskId id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var live = host.Find(id);
            var more = live?.NewEvents; // Before looking, so that nothing is missed.
            if (live is { Ended.IsCompleted: true }) (live, more) = (null, null); // It ended just now, and may never signal again.
            if (_closed) throw new EngineException(ErrorCodes.Draining, "The server has stopped; watch again from the last event when it is back.");
            var shown = live?.ShownEventId ?? long.MaxValue;
            foreach (var row in journal.GetEvents(id, after, EventPage))
            {
                if (row.Id > shown) break;
                after = row.Id;
                var data = JsonElement.Parse(row.Data);
                yield return new TaskEvent(row.Id, row.Kind, row.At, data);
                if (TaskEvents.IsTerminal(row.Kind, data)) yield break;
                more = null; // There may be another page.
            }

            if (more is not null) await more.WaitAsync(cancellationToken).ConfigureAwait(false);
            else if (live is null && journal.GetEvents(id, after, 1).Count == 0) yield break; // Ended, and told before.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Ends all watching.</summary>
    public void Close()
    {
        _closed = true;
        host.WakeWatchers();
    }

    private static EngineException Unknown(TaskId id) => new(ErrorCodes.UnknownTask, $"There is no task '{id}'.");

    private TaskSnapshot Snapshot(LiveTask live, TaskRecord record, Lazy<IReadOnlyDictionary<TaskId, Outlook>> forecast) =>
        Snapshots.Of(record, live.Request, live.Progress, live.Stage, OutlookOf(record, forecast), host.Now);

    // The record of the row itself, so that a listing agrees with its filter.
    private TaskSnapshot Snapshot(TaskDocument document, Lazy<IReadOnlyDictionary<TaskId, Outlook>> forecast)
    {
        var live = host.Find(document.Record.Id);
        return Snapshots.Of(document.Record, document.Request, live?.Progress ?? document.Progress, live?.Stage, OutlookOf(document.Record, forecast), host.Now);
    }

    private static Outlook? OutlookOf(TaskRecord record, Lazy<IReadOnlyDictionary<TaskId, Outlook>> forecast)
    {
        if (record.Status != AnalysisStatus.Queued) return null;
        if (forecast.Value.TryGetValue(record.Id, out var outlook)) return outlook;
        // It left the queue a moment ago, and its start is on its way to the disk. (A forecast that lasts does not know the newest.)
        return forecast.Value.Count <= ForecastCache.Fresh && record.Node is not null ? new Outlook(1, 0) : null;
    }

    // One for all tasks of an answer, and only where one of them waits.
    private Lazy<IReadOnlyDictionary<TaskId, Outlook>> NewForecast() => new(Forecast, LazyThreadSafetyMode.None);

    private IReadOnlyDictionary<TaskId, Outlook> Forecast()
    {
        lock (_forecastGate) return _forecasts.Of(() => host.Read(scheduler => scheduler.Forecast(host.Now)));
    }
}
