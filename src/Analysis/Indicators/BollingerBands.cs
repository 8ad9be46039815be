namespace TradingAgents.Analysis.Indicators;

/// <summary>Bollinger bands: a simple average and lines a number of standard deviations around it.</summary>
/// <param name="Lower">The average less the deviations; null for the first <c>period - 1</c>.</param>
/// <param name="Middle">The simple average.</param>
/// <param name="Upper">The average plus the deviations.</param>
public sealed record BollingerBands(double?[] Lower, double?[] Middle, double?[] Upper)
{
    /// <summary>20 values and 2 population standard deviations, as Bollinger defines them, unless told otherwise.</summary>
    public static BollingerBands Of(ReadOnlySpan<double> values, int period = 20, double deviations = 2)
    {
        var middle = MovingAverages.Simple(values, period);
        var lower = new double?[values.Length];
        var upper = new double?[values.Length];
        for (var i = period - 1; i < values.Length; i++)
        {
            var mean = middle[i]!.Value;
            var squares = 0.0;
            foreach (var value in values.Slice(i - period + 1, period)) squares += (value - mean) * (value - mean);
            var width = deviations * Math.Sqrt(squares / period);
            lower[i] = mean - width;
            upper[i] = mean + width;
        }

        return new BollingerBands(lower, middle, upper);
    }
}
