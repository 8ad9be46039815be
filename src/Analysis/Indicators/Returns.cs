namespace TradingAgents.Analysis.Indicators;

/// <summary>Returns and their volatility over windows of trading days.</summary>
public static class Returns
{
    /// <summary>Trading days that make a year.</summary>
    public const int DaysPerYear = 252;

    /// <summary><c>v(i) / v(i - window) - 1</c>.</summary>
    /// <returns>As many values, as fractions; null for the first <paramref name="window"/>.</returns>
    public static double?[] Simple(ReadOnlySpan<double> values, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var result = new double?[values.Length];
        for (var i = window; i < values.Length; i++) result[i] = values[i] / values[i - window] - 1;
        return result;
    }

    /// <summary>Annualised volatility: the sample standard deviation of the last <paramref name="window"/> daily log returns, times the root of 252.</summary>
    /// <returns>As many values, as fractions; null for the first <paramref name="window"/>.</returns>
    public static double?[] Volatility(ReadOnlySpan<double> values, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        var result = new double?[values.Length];
        var daily = new double[values.Length];
        for (var i = 1; i < values.Length; i++) daily[i] = Math.Log(values[i] / values[i - 1]);
        for (var i = window; i < values.Length; i++)
        {
            var mean = Math.Log(values[i] / values[i - window]) / window;
            var squares = 0.0;
            for (var k = i - window + 1; k <= i; k++)
            {
                var deviation = daily[k] - mean;
                squares += deviation * deviation;
            }

            result[i] = Math.Sqrt(squares / (window - 1) * DaysPerYear);
        }

        return result;
    }
}
