using System.Collections.Concurrent;
using System.Text.Json;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Tests.Pipeline;

/// <summary>A journal that remembers, over several attempts.</summary>
internal sealed class MemoryJournal : IStageJournal
{
    private readonly ConcurrentDictionary<string, JsonElement> _finished = new();

    public ConcurrentQueue<string> Starts { get; } = new();

    public ConcurrentQueue<string> Conclusions { get; } = new();

    public ConcurrentQueue<(double Progress, string? Stage)> Reports { get; } = new();

    public IReadOnlyDictionary<string, JsonElement> Finished => _finished;

    /// <summary>How long each stage took, as it was told last.</summary>
    public ConcurrentDictionary<string, TimeSpan?> Took { get; } = new();

    public void Started(string stage) => Starts.Enqueue(stage);

    public Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken)
    {
        _finished[stage] = output;
        Took[stage] = took;
        return Task.CompletedTask;
    }

    public Task ConcludedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken)
    {
        Conclusions.Enqueue(stage);
        return FinishedAsync(stage, output, took, cancellationToken);
    }

    public void Progress(double progress, string? stage) => Reports.Enqueue((progress, stage));
}
