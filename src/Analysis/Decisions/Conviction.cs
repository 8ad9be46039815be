using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Decisions;

/// <summary>How strongly the evidence agrees, 0 to 1, and what stands against a trade whatever the score is.</summary>
internal static class Conviction
{
    /// <summary>Calendar days from the last bar to the trade date above which the report says so and conviction is halved.</summary>
    public const int NoticeableGapDays = 7;

    /// <summary>Calendar days from the last bar to the trade date above which no trade is proposed.</summary>
    public const int OldPricesGapDays = 30;

    private const double Minimum = 0.20;

    /// <param name="window">Of the analysis.</param>
    /// <param name="findings">Of the analysts with a view.</param>
    /// <param name="analystsAsked">How many were asked for.</param>
    public static double Of(MarketWindow window, IReadOnlyList<AnalystFindings> findings, int analystsAsked)
    {
        if (findings.Count == 0) return 0;

        // Weighted by itself: an analyst who knows little takes nothing from one who knows more.
        var sum = findings.Sum(found => found.Report.Confidence);
        var mean = sum > 0 ? findings.Sum(found => found.Report.Confidence * found.Report.Confidence) / sum : 0;
        var complete = 0.8 + 0.2 * findings.Count / Math.Max(analystsAsked, findings.Count);
        var fresh = window.GapDays > NoticeableGapDays ? 0.5 : 1;
        return Math.Round(mean * complete * fresh, 2);
    }

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
