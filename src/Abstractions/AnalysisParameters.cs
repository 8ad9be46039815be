namespace TradingAgents.Abstractions;

/// <summary>The <c>parameters</c> of every analysis but the synthetic one.</summary>
public sealed record AnalysisParameters
{
    /// <summary>1 to 5, default 1: rounds of debate, windows.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Nothing dated after it is read; null: the last bar held.</summary>
    public DateOnly? TradeDate { get; init; }

    /// <summary>Which analysts, of market, sentiment, news, fundamentals; null: as the analysis type says.</summary>
    public IReadOnlyList<string>? Analysts { get; init; }

    /// <summary>Of the report: <c>en</c> (default) or <c>zh</c>.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>The <c>parameters</c> of a synthetic analysis.</summary>
public sealed record SyntheticParameters
{
    /// <summary>0 to 600000.</summary>
    public int DurationMs { get; init; }

    /// <summary>How many attempts fail before one succeeds, from 0.</summary>
    public int FailAttempts { get; init; }

    /// <summary>How often the progress advances, 1 to 1000.</summary>
    public int Steps { get; init; } = 1;
}
