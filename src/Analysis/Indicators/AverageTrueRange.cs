namespace TradingAgents.Analysis.Indicators;

/// <summary>Average true range (Wilder, 1978): how far the price usually moves in a day, gaps included.</summary>
public static class AverageTrueRange
{
    /// <summary>
    /// True range: the largest of high - low, |high - previous close|, |low - previous close|, from the second day on. The average starts as the mean of the first
    /// <paramref name="period"/> true ranges and goes on as <c>(previous (period - 1) + range) / period</c>.
    /// </summary>
    /// <returns>As many values, in the unit of the prices; null for the first <paramref name="period"/>.</returns>
    public static double?[] Wilder(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int period = 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var result = new double?[close.Length];
        var average = 0.0;
        for (var i = 1; i < close.Length; i++)
        {
            var range = Math.Max(high[i], close[i - 1]) - Math.Min(low[i], close[i - 1]);
            average = i <= period ? average + range / period : (average * (period - 1) + range) / period;
            if (i >= period) result[i] = average;
        }

        return result;
    }
}
