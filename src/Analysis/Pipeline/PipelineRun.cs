using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>One run of a plan: what has been put out so far, and how its steps go on.</summary>
internal sealed class PipelineRun
{
    private readonly IStageJournal _journal;
    private readonly TimeProvider _timeProvider;
    private readonly AnalysisStage _last;
    private ImmutableDictionary<string, JsonElement> _outputs;

    public PipelineRun(AnalysisPlan plan, IStageJournal journal, TimeProvider timeProvider)
    {
        _journal = journal;
        _timeProvider = timeProvider;
        _last = plan.Steps[^1].Stages[0];
        _outputs = Usable(plan, journal.Finished);
        Progress = new PipelineProgress(plan, _outputs.Keys, journal);
    }

    public IReadOnlyDictionary<string, JsonElement> Outputs => _outputs;

    public PipelineProgress Progress { get; }

    public async Task RunStepAsync(AnalysisStep step, Func<AnalysisStage, StageContext> contextOf, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AnalysisStage[] unfinished = [.. step.Stages.Where(stage => !_outputs.ContainsKey(stage.Name))];
        if (unfinished.Length == 0) return;

        using var stepCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? firstFailure = null;
        foreach (var stage in unfinished) Progress.Start(stage.Name);
        await Task.WhenAll(unfinished.Select(stage => Task.Run(() => RunGuardedAsync(stage), CancellationToken.None)));

        cancellationToken.ThrowIfCancellationRequested();
        if (firstFailure is not null) ExceptionDispatchInfo.Throw(firstFailure);

        async Task RunGuardedAsync(AnalysisStage stage)
        {
            try
            {
                await RunStageAsync(stage, contextOf(stage), stepCancellation.Token, cancellationToken);
            }
            catch (Exception failure)
            {
                // A sibling stopped by our own cancellation comes after the failure that caused it.
                if (Interlocked.CompareExchange(ref firstFailure, failure, null) is null) await stepCancellation.CancelAsync();
            }
        }
    }

    private static ImmutableDictionary<string, JsonElement> Usable(AnalysisPlan plan, IReadOnlyDictionary<string, JsonElement> finished)
    {
        var usable = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        foreach (var step in plan.Steps)
        {
            AnalysisStage[] done = [.. step.Stages.Where(stage => finished.ContainsKey(stage.Name))];
            AnalysisStage[] serving = [.. done.Where(stage => stage.Accepts?.Invoke(finished[stage.Name]) ?? true)];
            usable.AddRange(serving.Select(stage => KeyValuePair.Create(stage.Name, finished[stage.Name])));
            if (serving.Length < done.Length) break; // What came after was made of it.
        }

        return usable.ToImmutable();
    }

    private async Task RunStageAsync(AnalysisStage stage, StageContext context, CancellationToken stepCancellation, CancellationToken cancellationToken)
    {
        stepCancellation.ThrowIfCancellationRequested();
        var start = _timeProvider.GetTimestamp();
        var isReused = false;
        var output = await RunExplainedAsync(stage, context with { NoteReused = () => isReused = true }, stepCancellation);
        TimeSpan? took = isReused ? null : _timeProvider.GetElapsedTime(start);

        // Not the step's token: what has been paid for is saved, also where another stage has just failed.
        if (stage == _last) await _journal.ConcludedAsync(stage.Name, output, took, cancellationToken);
        else await _journal.FinishedAsync(stage.Name, output, took, cancellationToken);
        ImmutableInterlocked.TryAdd(ref _outputs, stage.Name, output);
        Progress.Finish(stage.Name);
    }

    /// <summary>What a stage throws becomes an <see cref="AnalysisException"/>; what the journal throws stays as it is, the engine knows it.</summary>
    private static async Task<JsonElement> RunExplainedAsync(AnalysisStage stage, StageContext context, CancellationToken stepCancellation)
    {
        try
        {
            var output = await stage.RunAsync(context, stepCancellation);
            return output.ValueKind == JsonValueKind.Undefined ? throw new InvalidOperationException("it returned no JSON value.") : output.Clone();
        }
        catch (OperationCanceledException failure) when (!stepCancellation.IsCancellationRequested)
        {
            throw new AnalysisException(TaskErrorCodes.AnalysisFailed, $"The stage {stage.Name} gave up waiting for something.", inner: failure);
        }
        catch (Exception failure) when (failure is not (AnalysisException or OperationCanceledException))
        {
            throw new AnalysisException(TaskErrorCodes.AnalysisFailed, $"The stage {stage.Name} failed: {failure.Message}", inner: failure);
        }
    }
}
