namespace TradingAgents.Analysis.Indicators;

/// <summary>Moving average convergence and divergence (Appel).</summary>
/// <param name="Line">The fast average less the slow one; null while the slow one warms up.</param>
/// <param name="Signal">The exponential average of the line.</param>
/// <param name="Histogram">The line less its signal.</param>
public sealed record Macd(double?[] Line, double?[] Signal, double?[] Histogram)
{
    /// <summary>Exponential averages of 12 and 26 values, signal of 9, unless told otherwise.</summary>
    public static Macd Of(ReadOnlySpan<double> values, int fast = 12, int slow = 26, int signal = 9)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fast, slow);
        var fastAverage = MovingAverages.Exponential(values, fast);
        var slowAverage = MovingAverages.Exponential(values, slow);
        var line = new double?[values.Length];
        for (var i = 0; i < line.Length; i++) line[i] = fastAverage[i] - slowAverage[i];

        var signalLine = new double?[values.Length];
        if (values.Length >= slow)
        {
            var known = Array.ConvertAll(line[(slow - 1)..], value => value!.Value);
            MovingAverages.Exponential(known, signal).CopyTo(signalLine, slow - 1);
        }

        var histogram = new double?[values.Length];
        for (var i = 0; i < line.Length; i++) histogram[i] = line[i] - signalLine[i];
        return new Macd(line, signalLine, histogram);
    }
}
