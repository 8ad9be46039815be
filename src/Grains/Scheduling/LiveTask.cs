using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Scheduling;

/// <summary>A task that has not ended, or whose end is not durable yet.</summary>
internal sealed class LiveTask(TaskDocument document)
{
    private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version = document.Version;

    public TaskId Id => document.Record.Id;
    public AnalysisRequest Request => document.Request;
    public string? BatchId => document.BatchId;

    /// <summary>As it was last durable; null before its admission is.</summary>
    public TaskRecord? Published { get; set; }

    /// <summary>The last record that its event log tells of.</summary>
    public TaskRecord Shown { get; set; } = document.Record;

    /// <summary>Completes when everything so far is durable; never faults.</summary>
    public Task Written { get; set; } = Task.CompletedTask;

    /// <summary>Completes when its admission is durable; faults when it was refused.</summary>
    public Task Admitted => _admitted.Task;

    /// <summary>Completes when its terminal status is durable.</summary>
    public Task Ended => _ended.Task;

    /// <summary>All that is durable of it after a change.</summary>
    public TaskDocument Next(TaskRecord record) => document with { Record = record, Version = ++_version };

    public void Admit(TaskRecord record)
    {
        Published = record;
        _admitted.TrySetResult();
    }

    public void Refuse(Exception reason)
    {
        _admitted.TrySetException(reason);
        _ = _admitted.Task.Exception; // Nobody need be waiting.
    }

    public void End() => _ended.TrySetResult();
}
