using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.TrackRecords;

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

    /// <summary>The symbol's own past, which tells how likely a decision is to come right.</summary>
    public required PastDecisions Past { get; init; }
}
