using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Storage;

/// <summary>Keeps everything in memory, for as long as the process lives: for development and tests. Silos in one process may share one.</summary>
internal sealed class MemoryTaskStore : ITaskStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TaskId, Entry> _tasks = [];
    private readonly Dictionary<(string Tenant, string Key), KeyHolder> _keys = [];
    private readonly Dictionary<string, (string Digest, string Tenant, long Place, SortedDictionary<int, TaskId> Tasks)> _batches = [];
    private ClusterSettings? _settings;
    private long _term;

    public Task<long> BeginTermAsync() => Do(() => ++_term);

    public Task<ClusterSettings?> GetSettingsAsync() => Do(() => _settings);

    public Task PutSettingsAsync(long term, ClusterSettings settings) => Do(() =>
    {
        CheckTerm(term);
        return _settings = settings;
    });

    public Task<KeyHolder?> AdmitAsync(TaskAdmission admission, byte[] firstEvent) => Do(() =>
    {
        CheckTerm(admission.Term);
        var (document, id) = (admission.Document, admission.Document.Record.Id);
        if (_tasks.ContainsKey(id)) return null;
        if (document.Key is { } key)
        {
            if (_keys.TryGetValue((document.Record.Tenant, key), out var holder)) return holder;
            _keys.Add((document.Record.Tenant, key), new KeyHolder(admission.Digest!, id));
        }

        if (document.BatchId is { } batch)
        {
            if (!_batches.TryGetValue(batch, out var found)) _batches[batch] = found = (admission.BatchDigest!, document.Record.Tenant, document.Record.Sequence, []);
            found.Tasks[document.BatchIndex] = id;
        }

        _tasks.Add(id, new Entry(document) { Events = { firstEvent } });
        return null;
    });

    public Task PutAsync(TaskChange change, byte[]? happened) => Do(() =>
    {
        CheckTerm(change.Term);
        if (!_tasks.TryGetValue(change.Document.Record.Id, out var task) || task.Document.Version >= change.Document.Version) return false;
        if (change.Document.Record.Epoch != task.Document.Record.Epoch) (task.Progress, task.Stage) = (0, null);
        task.Document = change.Document;
        if (TaskLifecycle.IsTerminal(change.Document.Record.Status)) task.Stages.Clear();
        if (happened is not null) task.Events.Add(happened);
        return true;
    });

    public Task<StoredTask?> GetAsync(TaskId id) =>
        Do(() => _tasks.GetValueOrDefault(id)?.Stored);

    public Task<bool> AddEventAsync(TaskId id, RunNote note, byte[] happened) => Do(() =>
    {
        if (!Runs(id, note.Epoch, out var task)) return false;
        if (note is { Progress: null, Stage: { } starts } && task.Stages.ContainsKey(starts)) return true; // The call was overtaken.
        if (note.Progress is { } progress) (task.Progress, task.Stage) = (progress, note.Stage);
        task.Events.Add(happened);
        return true;
    });

    public Task<bool> PutStageAsync(TaskId id, FinishedStage stage, byte[] happened) => Do(() =>
    {
        if (!Runs(id, stage.Epoch, out var task)) return false;
        if (task.Stages.TryAdd(stage.Stage, stage.Output)) task.Events.Add(happened);
        return true;
    });

    public Task<bool> PutReportAsync(TaskId id, long epoch, byte[] report) => Do(() =>
    {
        if (!Runs(id, epoch, out var task)) return false;
        task.Report = (epoch, report);
        return true;
    });

    public Task<Dictionary<string, byte[]>> GetStagesAsync(TaskId id) =>
        Do(() => _tasks.TryGetValue(id, out var task) ? new Dictionary<string, byte[]>(task.Stages) : []);

    public Task<byte[]?> GetReportAsync(TaskId id, long epoch) =>
        Do(() => _tasks.TryGetValue(id, out var task) && task.Report.Epoch == epoch ? task.Report.Json : null);

    public Task<IReadOnlyList<byte[]>> GetEventsAsync(TaskId id, long after, int count) =>
        Do<IReadOnlyList<byte[]>>(() => _tasks.TryGetValue(id, out var task) ? [.. task.Events.Skip((int)Math.Min(after, int.MaxValue)).Take(count)] : []);

    public Task<KeyHolder?> FindKeyAsync(string tenant, string key) => Do(() => _keys.GetValueOrDefault((tenant, key)));

    public Task<StoredBatch?> GetBatchAsync(string batchId) =>
        Do(() => _batches.TryGetValue(batchId, out var batch) ? new StoredBatch(batch.Digest, [.. batch.Tasks.Values]) : null);

    public Task<IReadOnlyList<BatchPlace>> ListBatchesAsync(string? tenant, long? before, int count) => Do<IReadOnlyList<BatchPlace>>(() =>
    [
        .. _batches.Where(batch => (tenant is null || batch.Value.Tenant == tenant) && (before is null || batch.Value.Place < before))
            .OrderByDescending(batch => batch.Value.Place).Take(count).Select(batch => new BatchPlace(batch.Key, batch.Value.Place)),
    ]);

    public Task<IReadOnlyList<StoredTask>> ListAsync(TaskQuery query, long? before, int count) => Do<IReadOnlyList<StoredTask>>(() =>
    [
        .. _tasks.Values
            .Where(task => (before is null || task.Document.Record.Sequence < before) && TaskFilter.Matches(query, task.Document))
            .OrderByDescending(task => task.Document.Record.Sequence).Take(count).Select(task => task.Stored),
    ]);

    public Task<IReadOnlyList<TaskDocument>> GetUnfinishedAsync() => Do<IReadOnlyList<TaskDocument>>(() =>
        [.. _tasks.Values.Select(task => task.Document).Where(document => !TaskLifecycle.IsTerminal(document.Record.Status))]);

    public Task<Dictionary<AnalysisStatus, int>> CountByStatusAsync() => Do(() => _tasks.Values.CountBy(task => task.Document.Record.Status).ToDictionary());

    public Task<long> GetMaxSequenceAsync() => Do(() => _tasks.Values.Select(task => task.Document.Record.Sequence).DefaultIfEmpty().Max());

    public Task<IReadOnlyList<TaskId>> FindEndedBeforeAsync(DateTimeOffset before, int count) => Do<IReadOnlyList<TaskId>>(() =>
    [
        .. _tasks.Values.Select(task => task.Document.Record).Where(record => record.FinishedAt <= before)
            .OrderBy(record => record.FinishedAt).Take(count).Select(record => record.Id),
    ]);

    public Task<IReadOnlyList<TaskDocument>> FindEndedSinceAsync(DateTimeOffset since, int count) => Do<IReadOnlyList<TaskDocument>>(() =>
    [
        .. _tasks.Values.Select(task => task.Document).Where(document => document.Record.FinishedAt >= since)
            .OrderByDescending(document => document.Record.FinishedAt).Take(count),
    ]);

    public Task<int> DeleteAsync(long term, IReadOnlyList<TaskId> ids, bool unfinished = false) => Do(() =>
    {
        CheckTerm(term);
        return ids.Count(id => Delete(id, unfinished));
    });

    private bool Delete(TaskId id, bool unfinished)
    {
        if (!_tasks.TryGetValue(id, out var task) || !(unfinished || TaskLifecycle.IsTerminal(task.Document.Record.Status))) return false;
        _tasks.Remove(id);
        if (task.Document.Key is { } key) _keys.Remove((task.Document.Record.Tenant, key));
        if (task.Document.BatchId is { } batch && _batches[batch].Tasks.Remove(task.Document.BatchIndex) && _batches[batch].Tasks.Count == 0) _batches.Remove(batch);
        return true;
    }

    private bool Runs(TaskId id, long epoch, out Entry task) =>
        _tasks.TryGetValue(id, out task!) && task.Document.Record.Status == AnalysisStatus.Running && task.Document.Record.Epoch == epoch;

    private void CheckTerm(long term)
    {
        if (term < _term) throw new StaleTermException();
    }

    private Task<T> Do<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return Task.FromResult(work());
            }
            catch (StaleTermException stale)
            {
                return Task.FromException<T>(stale);
            }
        }
    }

    private sealed class Entry(TaskDocument document)
    {
        public TaskDocument Document { get; set; } = document;
        public double Progress { get; set; }
        public string? Stage { get; set; }
        public List<byte[]> Events { get; } = [];
        public Dictionary<string, byte[]> Stages { get; } = [];
        public (long Epoch, byte[]? Json) Report { get; set; }
        public StoredTask Stored => new(Document, Progress, Stage);
    }
}
