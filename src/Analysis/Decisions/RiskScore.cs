using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Decisions;

/// <summary>How wildly the price moves, 0 (calm) to 1 (wild).</summary>
/// <param name="Value">To two decimals.</param>
/// <param name="Parts">What it is made of, that with the largest part of it first; what is unknown is not among them.</param>
internal sealed record RiskScore(double Value, IReadOnlyList<RiskPart> Parts)
{
    /// <summary>Half from the 63-day volatility (60 % a year is full), 0.3 from the deepest fall of the period (50 %), 0.2 from the ATR (5 % of the price); what is unknown leaves its weight to the others.</summary>
    /// <returns>Null where the history is too short for a volatility or an ATR.</returns>
    public static RiskScore? Of(MarketSeries series)
    {
        (RiskMeasure Measure, double Weight, double? Size, double Full)[] measures =
        [
            (RiskMeasure.Volatility, 0.5, series.Volatility63[^1] ?? series.Volatility21[^1], 0.60),
            (RiskMeasure.Fall, 0.3, -series.Drawdown.Max, 0.50),
            (RiskMeasure.DailyRange, 0.2, series.Atr[^1] / series.LastClose, 0.05),
        ];
        var known = measures.Where(measure => measure.Size is not null).ToArray();
        if (known.Length < 2) return null;
        var weighed = known.Select(measure => (measure.Measure, Size: measure.Size!.Value, Part: measure.Weight * Math.Clamp(measure.Size.Value / measure.Full, 0, 1))).ToArray();
        return new RiskScore(
            Math.Round(weighed.Sum(measure => measure.Part) / known.Sum(measure => measure.Weight), 2),
            [.. weighed.OrderByDescending(measure => measure.Part).ThenBy(measure => measure.Measure).Select(measure => new RiskPart(measure.Measure, measure.Size))]);
    }
}

/// <summary>One of the numbers that a risk is made of.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Size">As a fraction, 0 or more: a year's volatility, the fall, the daily range of the price.</param>
internal readonly record struct RiskPart(RiskMeasure Measure, double Size);

internal enum RiskMeasure
{
    Volatility,
    Fall,
    DailyRange,
}
