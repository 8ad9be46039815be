using System.Text.Json.Serialization;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Analysts;

/// <summary>One view of a stock; the analysts of an analysis run side by side, each as a stage of its own.</summary>
public interface IAnalyst
{
    /// <summary>market, sentiment, news or fundamentals.</summary>
    string Name { get; }

    /// <summary>Its stage's share of the progress, above 0.</summary>
    double StageWeight { get; }

    /// <summary>Raised by whoever changes its rules or its words, from 1: findings of another version are not used again.</summary>
    int Version => 1;

    /// <summary>Looks at no price after the window's end, and at nothing else after its trade date.</summary>
    Task<AnalystFindings> AnalyseAsync(AnalystInput input, CancellationToken cancellationToken);

    /// <summary>All data that it reads about a symbol; null, as here by default: not told, so its findings are never shared between analyses.</summary>
    IReadOnlyList<DataInput>? DataRead(string symbol) => null;
}

/// <summary>What an analyst works from.</summary>
/// <param name="Window">The prices to read.</param>
/// <param name="LookBack">How far back to look.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="ReportProgress">Tells how far it has come, 0 to 1.</param>
public sealed record AnalystInput(MarketWindow Window, LookBack LookBack, string Language, Action<double> ReportProgress);

/// <summary>What an analyst found: the output of its stage.</summary>
public sealed record AnalystFindings
{
    public required AnalystReport Report { get; init; }
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Ids of the evidence that moves the score, the weightiest first.</summary>
    public required IReadOnlyList<string> KeyEvidence { get; init; }

    /// <summary>What each weighted piece of evidence adds to the score.</summary>
    public IReadOnlyList<EvidenceSignal> Signals { get; init; } = [];

    /// <summary>What was read besides the analysis' own prices.</summary>
    public required IReadOnlyList<DataWindow> DataWindows { get; init; }

    /// <summary>What could not be used, in sentences.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Whether there was anything to judge from. Without it the report shows the reason under missing alone, and the decision does not count the analyst.</summary>
    [JsonIgnore]
    public bool HasView => Evidence.Count > 0;
}

/// <summary>What a piece of evidence adds to its analyst's score.</summary>
/// <param name="EvidenceId">Such as <c>market.rsi14</c>.</param>
/// <param name="Theme">The section of the report it stands in, such as <c>Momentum</c>.</param>
/// <param name="Pull">Its direction times its share of the analyst's weights, -1 to 1: the pulls of an analyst add up to the score.</param>
public sealed record EvidenceSignal(string EvidenceId, string Theme, double Pull);
