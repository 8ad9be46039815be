using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;

namespace TradingAgents.Analysis.Decisions;

/// <summary>How strongly the evidence agrees, 0 to 1, and what stands against a trade whatever the score is.</summary>
internal static class Conviction
{
    /// <summary>Calendar days from the last bar to the trade date above which the report says so and conviction is halved.</summary>
    public const int NoticeableGapDays = 7;

    /// <summary>Calendar days from the last bar to the trade date above which no trade is proposed.</summary>
    public const int OldPricesGapDays = 30;

    /// <summary>Below it no trade is proposed.</summary>
    public const double Minimum = 0.20;

    /// <summary>From here on risk is high.</summary>
    public const double HighRisk = 0.6;

    /// <summary>From here on disagreement is high.</summary>
    public const double HighDisagreement = 0.6;

    /// <param name="window">Of the analysis.</param>
    /// <param name="findings">Of the analysts with a view.</param>
    /// <param name="analystsAsked">How many were asked for.</param>
    public static double Of(MarketWindow window, IReadOnlyList<AnalystFindings> findings, int analystsAsked)
    {
        if (findings.Count == 0) return 0;

        // Weighted by itself: an analyst who knows little takes nothing from one who knows more.
        double[] voices = [.. Voices.Of(findings)];
        var mean = voices.Sum() > 0 ? voices.Sum(confidence => confidence * confidence) / voices.Sum() : 0;
        var complete = 0.8 + 0.2 * findings.Count / Math.Max(analystsAsked, findings.Count);
        return Math.Round(mean * complete * FreshnessOf(window), 2);
    }

    /// <summary>What conviction is multiplied with: a half where the prices end long before the trade date.</summary>
    public static double FreshnessOf(MarketWindow window) => window.GapDays > NoticeableGapDays ? 0.5 : 1;

    /// <returns>Null where a trade may be proposed, or the plan is to hold anyway.</returns>
    public static HoldReason? WhyHold(Rating plan, MarketWindow window, int bars, double conviction)
    {
        if (bars < MarketReading.MinimumBars) return HoldReason.ShortHistory;
        if (window.GapDays > OldPricesGapDays) return HoldReason.OldPrices;
        return plan != Rating.Hold && conviction < Minimum ? HoldReason.LowConviction : null;
    }
}

/// <summary>Why no trade is proposed, whatever the score is.</summary>
internal enum HoldReason
{
    ShortHistory,
    OldPrices,
    LowConviction,

    /// <summary>Risk and disagreement are both high, and the plan leaned one way only.</summary>
    RiskAndDisagreement,
}
