using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;

namespace TradingAgents.Analysis.Decisions;

/// <summary>What a decision is made of.</summary>
internal sealed record DecisionInput
{
    public required MarketWindow Window { get; init; }
    public required MarketSeries Series { get; init; }

    /// <summary>Findings of the analysts with a view.</summary>
    public required IReadOnlyList<AnalystFindings> Views { get; init; }

    /// <summary>How many analysts were asked for.</summary>
    public required int AnalystsAsked { get; init; }

    public required ResearchOutcome Research { get; init; }
    public required TraderProposal Proposal { get; init; }

    /// <summary>Of the risk debate; empty without one.</summary>
    public required IReadOnlyList<RiskTurn> RiskTurns { get; init; }

    /// <summary>Turns conviction into a confidence by the symbol's track record; null: the confidence is the conviction.</summary>
    public Calibrate? Calibrate { get; init; }
}

/// <summary>How often decisions like this one came right on the symbol's own past, up to the last bar.</summary>
/// <param name="action">The decision's.</param>
/// <param name="horizonWeeks">The far end of its horizon.</param>
/// <param name="conviction">0 to 1.</param>
/// <returns>Null where the past tells nothing.</returns>
internal delegate CalibratedConfidence? Calibrate(TradeAction action, int horizonWeeks, double conviction);

/// <summary>A confidence and what it rests on.</summary>
internal sealed record CalibratedConfidence(double Confidence, TrackRecord Record);
