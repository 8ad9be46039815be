namespace TradingAgents.Analysis.Indicators;

/// <summary>The line that fits the logarithms of prices best (ordinary least squares over the day's number).</summary>
/// <param name="DailyGrowth">The line's growth a day, as a fraction.</param>
/// <param name="RSquared">How much of the price's movement the line explains, 0 to 1; 0 for constant prices.</param>
public readonly record struct LinearTrend(double DailyGrowth, double RSquared)
{
    /// <summary>Over the last <paramref name="window"/> values; null where there are fewer.</summary>
    public static LinearTrend? Of(ReadOnlySpan<double> values, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 3);
        if (values.Length < window) return null;
        var last = values[^window..];
        var meanX = (window - 1) / 2.0;
        var meanY = 0.0;
        foreach (var value in last) meanY += Math.Log(value) / window;

        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < window; i++)
        {
            double x = i - meanX, y = Math.Log(last[i]) - meanY;
            xy += x * y;
            xx += x * x;
            yy += y * y;
        }

        // Rounding leaves constant prices a trace of variance, of which a line would "explain" an arbitrary part.
        return yy < 1e-18 ? new LinearTrend(0, 0) : new LinearTrend(Math.Exp(xy / xx) - 1, Math.Clamp(xy * xy / (xx * yy), 0, 1));
    }
}
