namespace TradingAgents.Analysis.Indicators;

/// <summary>Relative strength index (Wilder, New Concepts in Technical Trading Systems, 1978).</summary>
public static class RelativeStrengthIndex
{
    /// <summary>
    /// <c>100 - 100 / (1 + average gain / average loss)</c>; the averages start as the mean of the first <paramref name="period"/> changes and go on as
    /// <c>(previous (period - 1) + change) / period</c>. Without losses it is 100, without any change 50.
    /// </summary>
    /// <returns>As many values, 0 to 100; null for the first <paramref name="period"/>.</returns>
    public static double?[] Wilder(ReadOnlySpan<double> values, int period = 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var result = new double?[values.Length];
        double gain = 0, loss = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var change = values[i] - values[i - 1];
            if (i <= period)
            {
                gain += Math.Max(change, 0) / period;
                loss += Math.Max(-change, 0) / period;
            }
            else
            {
                gain = (gain * (period - 1) + Math.Max(change, 0)) / period;
                loss = (loss * (period - 1) + Math.Max(-change, 0)) / period;
            }

            if (i >= period) result[i] = gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
        }

        return result;
    }
}
