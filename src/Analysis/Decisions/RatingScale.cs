using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Decisions;

/// <summary>From a score to a rating, for analysts, plan and decision alike.</summary>
internal static class RatingScale
{
    /// <summary>From here on, either way, a score is strong: Buy or Sell.</summary>
    public const double Strong = 0.45;

    /// <summary>From here on, either way, a score has a direction: Overweight or Underweight.</summary>
    public const double Weak = 0.15;

    /// <param name="score">-1 to 1; judged as it is shown, with two decimals.</param>
    public static Rating Of(double score) => Math.Round(score, 2) switch
    {
        >= Strong => Rating.Buy,
        >= Weak => Rating.Overweight,
        > -Weak => Rating.Hold,
        > -Strong => Rating.Underweight,
        _ => Rating.Sell,
    };

    /// <summary>The words for a score, by the same thresholds.</summary>
    public static string Worded(double score, string strongUp, string up, string neutral, string down, string strongDown) => Of(score) switch
    {
        Rating.Buy => strongUp,
        Rating.Overweight => up,
        Rating.Underweight => down,
        Rating.Sell => strongDown,
        _ => neutral,
    };

    public static TradeAction ActionOf(Rating rating) => rating switch
    {
        Rating.Buy or Rating.Overweight => TradeAction.Buy,
        Rating.Sell or Rating.Underweight => TradeAction.Sell,
        _ => TradeAction.Hold,
    };

    /// <summary>One grade nearer to Hold.</summary>
    public static Rating TowardHold(Rating rating) => rating switch
    {
        Rating.Buy => Rating.Overweight,
        Rating.Sell => Rating.Underweight,
        _ => Rating.Hold,
    };

    /// <summary>The part of a full position a rating asks for: 1 for Buy and Sell, half for Overweight and Underweight, else none.</summary>
    public static double PositionOf(Rating rating) => rating switch
    {
        Rating.Buy or Rating.Sell => 1,
        Rating.Overweight or Rating.Underweight => 0.5,
        _ => 0,
    };
}
