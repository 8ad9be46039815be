using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>Stable over releases: journals hold outputs under these names.</summary>
internal static class StageNames
{
    public const string MarketData = "market_data";
    public const string ResearchManager = "research_manager";
    public const string Trader = "trader";

    /// <summary>The decision of a whole team.</summary>
    public const string PortfolioDecision = "portfolio_decision";

    /// <summary>The decision where there is no debate.</summary>
    public const string Decision = "decision";

    public const string Report = "report";

    public static string Of(IAnalyst analyst) => $"{analyst.Name}_analyst";

    /// <summary>A turn of the debate, such as <c>bull_round_1</c>.</summary>
    public static string Of(DebateSide side, int round) => $"{(side == DebateSide.Bull ? "bull" : "bear")}_round_{round}";

    /// <summary>A turn of the risk debate, such as <c>conservative_round_1</c>.</summary>
    public static string Of(RiskStance stance, int round) => stance switch
    {
        RiskStance.Aggressive => $"aggressive_round_{round}",
        RiskStance.Conservative => $"conservative_round_{round}",
        _ => $"neutral_round_{round}",
    };
}
