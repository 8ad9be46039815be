using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Decisions;

/// <summary>How wildly the price moves, 0 (calm) to 1 (wild).</summary>
internal static class RiskScore
{
    /// <summary>Half from the 63-day volatility (60 % a year is full), 0.3 from the deepest fall of the period (50 %), 0.2 from the ATR (5 % of the price); what is unknown leaves its weight to the others.</summary>
    /// <returns>Null where the history is too short for a volatility or an ATR.</returns>
    public static double? Of(MarketSeries series)
    {
        double sum = 0, weights = 0;
        Add(0.5, (series.Volatility63[^1] ?? series.Volatility21[^1]) / 0.60);
        Add(0.2, series.Atr[^1] / series.LastClose / 0.05);
        if (weights == 0) return null;
        Add(0.3, -series.Drawdown.Max / 0.50);
        return Math.Round(sum / weights, 2);

        void Add(double weight, double? part)
        {
            if (part is not { } known) return;
            sum += weight * Math.Clamp(known, 0, 1);
            weights += weight;
        }
    }
}
