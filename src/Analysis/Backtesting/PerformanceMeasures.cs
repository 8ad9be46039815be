using TradingAgents.Abstractions.Backtests;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>The usual measures of a track; definitions: <see cref="Performance"/>.</summary>
internal static class PerformanceMeasures
{
    private const int ShortestPeriodDays = 30;
    private const double DaysPerCalendarYear = 365.25;
    private const double NothingMoves = 1e-12;

    public static Performance Of(Track track)
    {
        var equity = track.Equity();
        var years = YearsOf(track.Dates);
        return new Performance
        {
            TotalReturn = Round(equity[^1] - 1),
            AnnualisedReturn = years is null ? null : Round(Math.Pow(equity[^1], 1 / years.Value) - 1),
            MaxDrawdown = Round(Drawdown.Of(equity)!.Value.Max),
            Sharpe = SharpeOf(track.Returns) is { } sharpe ? Round(sharpe) : null,
            Trades = track.Trades,
            HitRate = track.Trades > 0 ? Round((double)track.Hits / track.Trades) : null,
            Turnover = years is null ? null : Round(track.Turnover.Sum() / years.Value),
            Exposure = Round(MeanOf(track.Gross)),
            NetExposure = Round(MeanOf(track.Exposure)),
        };
    }

    /// <summary>Null for fewer than two returns, and where they do not vary. The first day's is no return.</summary>
    public static double? SharpeOf(double[] returns)
    {
        var count = returns.Length - 1;
        if (count < 2) return null;
        double mean = MeanOf(returns), squares = 0;
        for (var i = 1; i < returns.Length; i++) squares += (returns[i] - mean) * (returns[i] - mean);
        var deviation = Math.Sqrt(squares / (count - 1));
        return deviation > NothingMoves ? mean / deviation * Math.Sqrt(Returns.DaysPerYear) : null;
    }

    /// <summary>Linear between the two nearest ranks.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        var rank = share * (sorted.Length - 1);
        var below = (int)rank;
        return below + 1 < sorted.Length ? sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    /// <summary>To six decimals: what is printed does not hang on the last bits of a processor's arithmetic.</summary>
    public static double Round(double value) => Math.Round(value, 6) + 0.0; // no negative zero

    private static double? YearsOf(IReadOnlyList<DateOnly> dates)
    {
        var days = dates[^1].DayNumber - dates[0].DayNumber;
        return days >= ShortestPeriodDays ? days / DaysPerCalendarYear : null;
    }

    private static double MeanOf(double[] values)
    {
        double sum = 0;
        for (var i = 1; i < values.Length; i++) sum += values[i];
        return values.Length > 1 ? sum / (values.Length - 1) : 0;
    }
}
