using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Placement;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Tasks;

/// <inheritdoc cref="IAnalysisTaskGrain" />
[ChosenSilo]
internal sealed class AnalysisTaskGrain(ITaskStore store, TimeProvider time) : Grain, IAnalysisTaskGrain
{
    private const int EventPage = 256;

    private readonly Signal _events = new();
    private TaskDocument? _document;
    private double _progress;
    private string? _stage;

    private TaskId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.GetAsync(Id) is not { } kept) return;
        (_document, _progress, _stage) = (kept.Document, kept.Progress, kept.Stage);
    }

    public async Task<KeyHolder?> AdmitAsync(TaskAdmission admission)
    {
        var record = admission.Document.Record;
        var holder = await store.AdmitAsync(admission, EventLog.Write(TaskEventKind.Status, time.GetUtcNow(), TaskEvents.Status(record)));
        if (holder is null) Show(admission.Document);
        else DeactivateOnIdle();
        return holder;
    }

    public async Task ApplyAsync(TaskChange change)
    {
        var record = change.Document.Record;
        if (_document is { } before && before.Record.Status != record.Status) CheckLegal(before.Record, record);
        await store.PutAsync(change, change.Tell ? EventLog.Write(TaskEventKind.Status, time.GetUtcNow(), TaskEvents.Status(record)) : null);
        Show(change.Document);
    }

    public Task<TaskSnapshot?> GetAsync()
    {
        if (_document is not null) return Task.FromResult<TaskSnapshot?>(Snapshots.Of(_document.Record, _document.Request, _progress, _stage, null, time.GetUtcNow()));
        DeactivateOnIdle(); // Nobody knows it: it must not take room.
        return Task.FromResult<TaskSnapshot?>(null);
    }

    public Task<byte[]?> GetReportAsync() => _document is { Record: { Status: AnalysisStatus.Completed } record }
        ? store.GetReportAsync(Id, record.Epoch)
        : Task.FromResult<byte[]?>(null);

    public async Task<EventPage> ReadEventsAsync(long after, TimeSpan patience)
    {
        var next = _events.Next; // Before looking, so that nothing is missed.
        var page = await ReadAsync(after);
        if (page.Events.Length > 0 || page.Last) return page;
        await Task.WhenAny(next, Task.Delay(patience, time));
        return await ReadAsync(after);
    }

    public Task<Dictionary<string, byte[]>> GetStagesAsync() => store.GetStagesAsync(Id);

    public async Task<bool> NoteAsync(RunNote note)
    {
        if (!await store.AddEventAsync(Id, note, EventLog.Write(note.Kind, time.GetUtcNow(), note.Data))) return false;
        if (note.Progress is { } progress) (_progress, _stage) = (progress, note.Stage);
        _events.Raise();
        return true;
    }

    public async Task<bool> FinishStageAsync(FinishedStage stage)
    {
        var happened = EventLog.Write(TaskEventKind.Stage, time.GetUtcNow(), TaskEvents.StageFinished(stage.Stage, stage.Took));
        if (!await store.PutStageAsync(Id, stage, happened)) return false;
        _events.Raise();
        return true;
    }

    public Task<bool> KeepReportAsync(long epoch, byte[] report) => store.PutReportAsync(Id, epoch, report);

    public Task ForgetAsync()
    {
        _document = null;
        _events.Raise();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private void Show(TaskDocument document)
    {
        if (document.Record.Epoch != (_document?.Record.Epoch ?? 0)) (_progress, _stage) = (0, null);
        _document = document;
        _events.Raise();
    }

    private async Task<EventPage> ReadAsync(long after)
    {
        var ended = _document is null || TaskLifecycle.IsTerminal(_document.Record.Status); // Before looking: what it then finds is all.
        var kept = await store.GetEventsAsync(Id, after, EventPage);
        return new EventPage([.. kept.Select((happened, index) => EventLog.Read(after + index + 1, happened))], ended && kept.Count < EventPage);
    }

    // Core's table has the last word, also over a scheduler that errs. A task that was lost with its silo moves twice at once: from running over queued to running.
    private static void CheckLegal(TaskRecord before, TaskRecord after)
    {
        if (TaskLifecycle.IsTerminal(before.Status)) throw new InvalidOperationException($"Task {before.Id} is {before.Status} and cannot become {after.Status}.");
        if (!TaskLifecycle.Table.Any(move => move.From == before.Status && move.To == after.Status))
            throw new InvalidOperationException($"Task {before.Id} is {before.Status} and cannot become {after.Status}.");
    }
}
