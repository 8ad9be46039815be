using System.Text.Json;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Reuse;

/// <summary>Outputs of stages, each computed once: memory, then the durable tier, then the stage itself; concurrent misses for one key make one call.</summary>
/// <remarks>One for all runs of an engine. Nothing is shared that does not declare its inputs, and no failure is kept.</remarks>
/// <param name="options">Bounds.</param>
/// <param name="time">The clock.</param>
/// <param name="durable">The durable tier; null: none.</param>
public sealed class StageReuse(StageReuseOptions options, TimeProvider time, IOutputStore? durable = null)
{
    /// <summary>Shared work has no task of its own: an output must not depend on who asked first.</summary>
    private static readonly TaskId Nobody = new("shared");

    private readonly OutputCache _memory = new(options, time);

    // A retry joins retries alone: what it has just left, because it hung or failed, would be no second chance.
    private readonly SingleFlight<(ContentKey Key, int UsedAttempts), byte[]> _flights = new();

    /// <summary>Outputs in memory, what they take, and stages under way.</summary>
    internal (int Count, long Bytes, int UnderWay) Size => (_memory.Size.Count, _memory.Size.Bytes, _flights.Count);

    /// <summary>The plan with its shareable stages shared; the others are as they were.</summary>
    public AnalysisPlan Share(AnalysisPlan plan) =>
        new([.. plan.Steps.Select(step => new AnalysisStep([.. step.Stages.Select(Share)]))]);

    private AnalysisStage Share(AnalysisStage stage) => stage.Inputs is { } inputs
        ? stage with { RunAsync = (context, cancellationToken) => RunAsync(stage, inputs, context, cancellationToken) }
        : stage;

    private async Task<JsonElement> RunAsync(AnalysisStage stage, StageInputs inputs, StageContext context, CancellationToken cancellationToken)
    {
        context = context with { Outputs = inputs.Outputs.ToDictionary(name => name, name => context.Outputs[name]) };
        if (await KeyOfAsync(stage, inputs, context, cancellationToken) is not { } key) return await stage.RunAsync(context, cancellationToken);
        if (_memory.Find(key) is { } held)
        {
            CacheMetrics.Count(CacheTier.Memory, CacheOutcome.Hit);
            context.NoteReused();
            return JsonElement.Parse(held);
        }

        var seat = _flights.Join(
            (key, context.UsedAttempts),
            (report, stop) => FindOrComputeAsync(stage, inputs, key, context with { TaskId = Nobody, Attempt = 1, UsedAttempts = 1, ReportProgress = report }, stop),
            context.ReportProgress);
        CacheMetrics.Count(CacheTier.Memory, seat.Joined ? CacheOutcome.Joined : CacheOutcome.Miss);
        return JsonElement.Parse(await seat.WaitAsync(cancellationToken));
    }

    private async Task<byte[]> FindOrComputeAsync(AnalysisStage stage, StageInputs inputs, ContentKey key, StageContext context, CancellationToken stop)
    {
        // An earlier flight may have landed between the look into memory and the start of this one.
        if (_memory.Find(key) is { } held)
        {
            context.NoteReused();
            return held;
        }

        if (await FindDurableAsync(key, stop) is { } durablyHeld)
        {
            _memory.Keep(key, durablyHeld);
            context.NoteReused(); // To the one who asked first; who joined has waited for it.
            return durablyHeld;
        }

        var output = await ComputeAsync(stage, context, stop);

        // Data that changed meanwhile may or may not be in the output: its first readers get it, as ever, and it is not kept.
        if (await KeyOfAsync(stage, inputs, context, stop) == key)
        {
            _memory.Keep(key, output);
            durable?.Keep(key, stage.Name, output);
        }

        return output;
    }

    private static async Task<byte[]> ComputeAsync(AnalysisStage stage, StageContext context, CancellationToken stop)
    {
        try
        {
            var output = await stage.RunAsync(context, stop);
            if (output.ValueKind == JsonValueKind.Undefined) throw new InvalidOperationException("it returned no JSON value.");
            CacheMetrics.Count(CacheTier.Source, CacheOutcome.Computed);

            // All get what was parsed from these bytes, the first one too: so nobody can tell whether it was computed, joined or held.
            return JsonSerializer.SerializeToUtf8Bytes(output);
        }
        catch (Exception failure)
        {
            CacheMetrics.Count(CacheTier.Source, failure is OperationCanceledException && stop.IsCancellationRequested ? CacheOutcome.Cancelled : CacheOutcome.Failed);
            throw;
        }
    }

    private async Task<byte[]?> FindDurableAsync(ContentKey key, CancellationToken stop)
    {
        if (durable is null) return null;
        try
        {
            var found = await durable.FindAsync(key, stop);
            CacheMetrics.Count(CacheTier.Durable, found is null ? CacheOutcome.Miss : CacheOutcome.Hit);
            return found;
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            CacheMetrics.Count(CacheTier.Durable, CacheOutcome.Error);
            return null;
        }
    }

    /// <summary>Null where the stage cannot be shared now.</summary>
    private static async Task<ContentKey?> KeyOfAsync(AnalysisStage stage, StageInputs inputs, StageContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await ContentKeys.OfAsync(stage, inputs, context, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or AnalysisException)
        {
            return null; // Data that cannot be read: the stage itself explains it better. Anything else is a defect, and not hidden.
        }
    }
}
