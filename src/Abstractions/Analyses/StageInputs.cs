namespace TradingAgents.Abstractions.Analyses;

/// <summary>All that a stage's output depends on, declared, so that equal work is done once and its output is used again.</summary>
/// <remarks>
/// The stage's name is part of it by itself. A stage that declares its inputs runs for whoever asks first and for all who ask after it: it sees the
/// outputs named here and no others, and no task of its own. What it reads beyond this declaration would be reused wrongly.
/// </remarks>
public sealed record StageInputs
{
    /// <summary>Raised by whoever changes the stage's rules, words or model, from 1: outputs of another version are not used.</summary>
    public required int Version { get; init; }

    /// <summary>The stages whose outputs it reads, all of earlier steps; their content counts, not who made it.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>What of the request it depends on and no output above tells, such as <c>language</c>; normalised, names unique.</summary>
    public IReadOnlyList<StageSetting> Settings { get; init; } = [];

    /// <summary>The data it reads.</summary>
    public IReadOnlyList<DataInput> Data { get; init; } = [];
}

/// <summary>A part of the request that matters to a stage.</summary>
/// <param name="Name">snake_case, such as <c>language</c>.</param>
/// <param name="Value">In one form only, whatever way it was asked for.</param>
public readonly record struct StageSetting(string Name, string Value);

/// <summary>Data that a stage reads.</summary>
/// <param name="Name">What it is, such as <c>prices/AAPL</c>.</param>
/// <param name="VersionAsync">Identifies the present content; null: it cannot be told, and then nothing is shared. Asked at every run, so it must be cheap.</param>
public sealed record DataInput(string Name, Func<CancellationToken, Task<string?>> VersionAsync);
