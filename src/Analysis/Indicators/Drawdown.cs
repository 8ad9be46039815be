namespace TradingAgents.Analysis.Indicators;

/// <summary>Falls from a high.</summary>
/// <param name="Max">The deepest fall, 0 or negative, as a fraction.</param>
/// <param name="PeakIndex">Where the deepest fall began.</param>
/// <param name="TroughIndex">Where it was deepest.</param>
/// <param name="Current">The last value below the highest so far, 0 or negative, as a fraction.</param>
/// <param name="HighIndex">Where the highest value so far was first reached.</param>
public readonly record struct Drawdown(double Max, int PeakIndex, int TroughIndex, double Current, int HighIndex)
{
    /// <summary><c>v(i) / max(v(0..i)) - 1</c>, 0 or negative. No warm-up.</summary>
    public static double[] Series(ReadOnlySpan<double> values)
    {
        var result = new double[values.Length];
        var high = double.MinValue;
        for (var i = 0; i < values.Length; i++)
        {
            high = Math.Max(high, values[i]);
            result[i] = values[i] / high - 1;
        }

        return result;
    }

    /// <summary>Of all the values; null without any.</summary>
    public static Drawdown? Of(ReadOnlySpan<double> values)
    {
        if (values.Length == 0) return null;
        int high = 0, peak = 0, trough = 0;
        double deepest = 0, current = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > values[high]) high = i;
            current = values[i] / values[high] - 1;
            if (current >= deepest) continue;
            (deepest, peak, trough) = (current, high, i);
        }

        return new Drawdown(deepest, peak, trough, current, high);
    }
}
