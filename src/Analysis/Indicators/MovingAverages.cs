namespace TradingAgents.Analysis.Indicators;

/// <summary>Simple and exponential moving averages.</summary>
public static class MovingAverages
{
    /// <summary>Simple: the mean of the last <paramref name="period"/> values.</summary>
    /// <returns>As many values; null for the first <c>period - 1</c>.</returns>
    public static double?[] Simple(ReadOnlySpan<double> values, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var result = new double?[values.Length];
        for (var i = period - 1; i < values.Length; i++)
        {
            // Summed anew each time: a running sum gathers rounding errors that grow with the history.
            var sum = 0.0;
            foreach (var value in values.Slice(i - period + 1, period)) sum += value;
            result[i] = sum / period;
        }

        return result;
    }

    /// <summary>Exponential: <c>e(i) = a v(i) + (1 - a) e(i-1)</c>, <c>a = 2 / (period + 1)</c>, seeded with the simple average of the first <paramref name="period"/> values.</summary>
    /// <returns>As many values; null for the first <c>period - 1</c>.</returns>
    public static double?[] Exponential(ReadOnlySpan<double> values, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var result = new double?[values.Length];
        if (values.Length < period) return result;

        var sum = 0.0;
        foreach (var value in values[..period]) sum += value;
        var average = sum / period;
        result[period - 1] = average;
        var weight = 2.0 / (period + 1);
        for (var i = period; i < values.Length; i++)
        {
            average += weight * (values[i] - average);
            result[i] = average;
        }

        return result;
    }
}
