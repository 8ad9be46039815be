namespace TradingAgents.Analysis.Analysts;

/// <summary>How far a reading speaks for higher (to 1) or lower (to -1) prices. The constants are judgement, not fitted to data; docs/analysis.md gives them all.</summary>
internal static class MarketSignals
{
    /// <summary>A distance in log price against what the price usually moves in <paramref name="days"/>; two such moves count in full.</summary>
    public static double Distance(double logDistance, double dailyVolatility, double days) =>
        Math.Clamp(logDistance / (2 * dailyVolatility * Math.Sqrt(days)), -1, 1);

    /// <summary>A trend line: its growth over the window as above, times how much of the movement it explains.</summary>
    public static double Trend(double dailyGrowth, double rSquared, double dailyVolatility, int window) =>
        rSquared * Distance(Math.Log(1 + dailyGrowth) * window, dailyVolatility, window);

    /// <summary>RSI: rises to 0.7 at 70, falls back to -0.3 at 85 and beyond; the mirror image below 50.</summary>
    public static double Rsi(double rsi)
    {
        var distance = Math.Abs(rsi - 50);
        var strength = distance <= 20 ? 0.7 * distance / 20 : Math.Max(-0.3, 0.7 - (distance - 20) / 15);
        return Math.Sign(rsi - 50) * strength;
    }

    /// <summary>MACD: 0.4 for the side of zero the line is on, up to 0.6 for the histogram, in full from a quarter of the ATR.</summary>
    public static double Macd(double line, double histogram, double atr) =>
        atr <= 0 ? 0 : 0.4 * Math.Sign(line) + 0.6 * Math.Clamp(histogram / (0.25 * atr), -1, 1);

    /// <summary>Outside the bands the move is overstretched: against it, in full half a band's width beyond.</summary>
    public static double Bollinger(double percentB) =>
        percentB > 1 ? -Math.Min(1, (percentB - 1) / 0.5) : percentB < 0 ? Math.Min(1, -percentB / 0.5) : 0;

    /// <summary>The share of net volume; 15 % counts in full.</summary>
    public static double NetVolume(double share) => Math.Clamp(share / 0.15, -1, 1);

    /// <summary>At the high 0.5, from 25 % below it -1.</summary>
    public static double Drawdown(double current) => Math.Clamp(0.5 + current * 6, -1, 0.5);

    /// <summary>Room to the next resistance against room to the next support; without a level on one side half the full amount, as far as the market is free there.</summary>
    public static double Room(double close, double? support, double? resistance) => (support, resistance) switch
    {
        ({ } below, { } above) => (above - close - (close - below)) / (above - below),
        ({ }, null) => 0.5,
        (null, { }) => -0.5,
        _ => 0,
    };

    /// <summary>Return above the benchmark's; 30 % a year counts in full, shorter windows in proportion to the root of their length.</summary>
    public static double RelativeStrength(double excess, int window) =>
        Math.Clamp(excess / (0.30 * Math.Sqrt(window / (double)Indicators.Returns.DaysPerYear)), -1, 1);
}
