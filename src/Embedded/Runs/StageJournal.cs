using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Nodes;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded.Runs;

/// <summary>The durable side of one run; what a fenced run or a node that does not answer would write is held back.</summary>
internal sealed class StageJournal(
    SchedulerHost host, NodeMonitor monitor, LiveTask task, TaskRecord run, IReadOnlyDictionary<string, JsonElement> finished) : IStageJournal
{
    public IReadOnlyDictionary<string, JsonElement> Finished { get; } = finished;

    private volatile StageEnd? _conclusion;

    /// <summary>The last stage, once it has finished; it is written with the end of the run.</summary>
    public StageEnd? Conclusion => _conclusion;

    public void Started(string stage) => Note(TaskEventKind.Stage, TaskEvents.StageStarted(stage));

    public async Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken)
    {
        await monitor.WhenAnswering(run.Node!.Value).WaitAsync(cancellationToken).ConfigureAwait(false);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(output);
        await host.FinishStageAsync(task, run.Epoch, stage, bytes, took).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task ConcludedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken)
    {
        _conclusion = new StageEnd(stage, took);
        return Task.CompletedTask;
    }

    public void Progress(double progress, string? stage)
    {
        if (!Note(TaskEventKind.Progress, TaskEvents.Progress(progress, stage))) return;
        task.Progress = progress;
        task.Stage = stage;
    }

    private bool Note(TaskEventKind kind, byte[] data) =>
        monitor.WhenAnswering(run.Node!.Value).IsCompleted && host.Note(task, run.Epoch, kind, data);
}

/// <summary>A stage that has finished, and how long it ran; null where it did not.</summary>
internal sealed record StageEnd(string Stage, TimeSpan? Took);
