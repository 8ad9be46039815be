using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Embedded.Tasks;

/// <summary>A task that has not ended, or whose end is not durable yet.</summary>
/// <remarks>Events are numbered under the engine's gate; everything else may be read from any thread.</remarks>
internal sealed class LiveTask(TaskId id, AnalysisRequest request, string? batchId, int batchIndex, long lastEventId)
{
    private Once _admitted;
    private Once _ended;
    private Signal _newEvents;
    private volatile TaskRecord? _published;
    private double _progress;
    private volatile string? _stage;
    private long _shownEventId = lastEventId;

    public TaskId Id { get; } = id;
    public AnalysisRequest Request { get; } = request;
    public string? BatchId { get; } = batchId;
    public int BatchIndex { get; } = batchIndex;

    /// <summary>As it was last durable; null before its admission is.</summary>
    public TaskRecord? Published => _published;

    /// <summary>Completes when its admission is durable; faults when it was refused.</summary>
    public Task Admitted => _admitted.Task;

    /// <summary>Completes when its terminal status is durable.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The last record that its event log tells of; under the gate.</summary>
    public TaskRecord? Shown { get; set; }

    public double Progress
    {
        get => Volatile.Read(ref _progress);
        set => Volatile.Write(ref _progress, value);
    }

    public string? Stage
    {
        get => _stage;
        set => _stage = value;
    }

    /// <summary>Completes when its watchers may find more; taken before they look, so that they miss nothing.</summary>
    public Task NewEvents => _newEvents.Next;

    /// <summary>The latest event, durable or not; under the gate.</summary>
    public long LastEventId { get; private set; } = lastEventId;

    /// <summary>Events up to this one may be told: whatever they say of the task is published.</summary>
    public long ShownEventId => Volatile.Read(ref _shownEventId);

    public long NextEventId() => ++LastEventId;

    /// <summary>Events up to this one are settled; called in their order.</summary>
    public void ShowEvents(long eventId)
    {
        Volatile.Write(ref _shownEventId, eventId);
        WakeWatchers();
    }

    /// <summary>Lets all who watch it look again.</summary>
    public void WakeWatchers() => _newEvents.Raise();

    public TaskDocument Document(TaskRecord record) => new(record, Request, BatchId, BatchIndex, Progress);

    public void Publish(TaskRecord record) => _published = record;

    public void Admit() => _admitted.Happen();

    public void Refuse(Exception reason) => _admitted.Fail(reason);

    public void End() => _ended.Happen();
}
