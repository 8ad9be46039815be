using System.Text.Json;

namespace TradingAgents.Abstractions.Analyses;

/// <summary>The durable side of one running attempt, given by the engine.</summary>
public interface IStageJournal
{
    /// <summary>Outputs of stages that have finished in this or an earlier attempt, by stage name.</summary>
    IReadOnlyDictionary<string, JsonElement> Finished { get; }

    /// <summary>A stage starts.</summary>
    void Started(string stage);

    /// <summary>Makes a stage's output durable; returns when it is.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="output">What it put out.</param>
    /// <param name="took">How long it ran; null where it did not, because the output was held from an equal stage before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFencedException">The run no longer counts.</exception>
    Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken);

    /// <summary>The last stage has finished: its output is the report, which becomes durable when the attempt ends. An engine may leave all of it until then, so that both share one write.</summary>
    /// <exception cref="RunFencedException">The run no longer counts.</exception>
    Task ConcludedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken) => FinishedAsync(stage, output, took, cancellationToken);

    /// <summary>The attempt's overall progress, 0 to 1, and the first stage that runs.</summary>
    void Progress(double progress, string? stage);
}
