using TradingAgents.Abstractions;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.TrackRecords;

/// <summary>What a price did after a day; the one definition that confidence is calibrated on and that backtests judge by.</summary>
internal static class PriceMoves
{
    /// <summary>Bars of a week of a horizon.</summary>
    public const int BarsPerWeek = 5;

    /// <summary>Bars whose movement tells what is usual.</summary>
    public const int UsualWindow = 63;

    /// <summary>Half of all periods of a random walk end within so many deviations of their start.</summary>
    private const double HalfOfAll = 0.674489750196082;

    /// <summary>From the open of the bar after a day to the close at the end of its horizon, as a fraction; null where the bars end before.</summary>
    /// <param name="bars">Ascending by date.</param>
    /// <param name="day">Index of the bar on whose close someone decides.</param>
    /// <param name="horizonBars">1 or more.</param>
    public static double? ChangeAfter(IReadOnlyList<PriceBar> bars, int day, int horizonBars) =>
        day + horizonBars < bars.Count ? bars[day + horizonBars].Close / bars[day + 1].Open - 1 : null;

    /// <summary>Whether a change is no more than the movement that half of all periods of a random walk of this volatility stay within.</summary>
    /// <param name="change">As a fraction.</param>
    /// <param name="annualVolatility">Of the <see cref="UsualWindow"/> bars up to the day, as a fraction.</param>
    /// <param name="horizonBars">Over which the price changed.</param>
    public static bool IsUsual(double change, double annualVolatility, int horizonBars) =>
        Math.Abs(Math.Log(1 + change)) <= HalfOfAll * annualVolatility * Math.Sqrt(horizonBars / (double)Returns.DaysPerYear);
}
