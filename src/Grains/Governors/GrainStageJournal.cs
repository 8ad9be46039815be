using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Governors;

/// <summary>The durable side of one run: its task's grain. What a fenced run would write is refused there.</summary>
internal sealed class GrainStageJournal(IAnalysisTaskGrain task, SiloGovernor governor, SiloRun run) : IStageJournal
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private Task _told = Task.CompletedTask;

    public IReadOnlyDictionary<string, JsonElement> Finished { get; private set; } = new Dictionary<string, JsonElement>();

    /// <summary>Reads what earlier attempts have finished.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stages = await InsistAsync(task.GetStagesAsync, cancellationToken).ConfigureAwait(false);
        Finished = stages.ToDictionary(stage => stage.Key, stage => JsonElement.Parse(stage.Value));
    }

    public void Started(string stage) => Tell(new RunNote(run.Task.Epoch, TaskEventKind.Stage, TaskEvents.StageStarted(stage), null, stage));

    public async Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken)
    {
        await governor.Answering.WaitAsync(cancellationToken).ConfigureAwait(false);
        var finished = new FinishedStage(run.Task.Epoch, stage, JsonSerializer.SerializeToUtf8Bytes(output), took);
        if (!await InOrder(() => InsistAsync(() => task.FinishStageAsync(finished), cancellationToken)).WaitAsync(cancellationToken).ConfigureAwait(false))
            throw new RunFencedException();
    }

    public void Progress(double progress, string? stage) =>
        Tell(new RunNote(run.Task.Epoch, TaskEventKind.Progress, TaskEvents.Progress(progress, stage), progress, stage));

    /// <summary>Completes when all that was told has arrived, or was lost.</summary>
    public Task FlushAsync()
    {
        lock (_gate) return _told;
    }

    // A note may be lost while its grain moves or the store is away; it is about what comes next anyway.
    private void Tell(RunNote note)
    {
        if (!governor.Answering.IsCompleted || run.Abandoned.IsCancellationRequested) return;
        _ = InOrder(async () =>
        {
            try
            {
                return await task.NoteAsync(note).ConfigureAwait(false);
            }
            catch (Exception)
            {
                return false;
            }
        });
    }

    // One after the other, so that the log tells them in their order.
    private Task<T> InOrder<T>(Func<Task<T>> send)
    {
        lock (_gate)
        {
            var sent = After(_told);
            _told = sent.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return sent;
        }

        async Task<T> After(Task before)
        {
            await before.ConfigureAwait(false);
            return await send().ConfigureAwait(false);
        }
    }

    private async Task<T> InsistAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call().WaitAsync(run.Abandoned.Token).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && !run.Abandoned.IsCancellationRequested) // Also a call that was cancelled elsewhere.
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
