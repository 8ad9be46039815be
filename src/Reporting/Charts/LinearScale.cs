namespace TradingAgents.Reporting.Charts;

/// <summary>Maps values to heights, the highest value to the smallest y.</summary>
internal sealed class LinearScale
{
    private readonly double _top;
    private readonly double _bottom;

    /// <summary>A scale over a range that is not empty; see <see cref="Around"/> for data.</summary>
    public LinearScale(double lowest, double highest, double top, double bottom)
    {
        (Lowest, Highest, _top, _bottom) = (lowest, highest, top, bottom);
    }

    public double Lowest { get; }
    public double Highest { get; }

    /// <summary>A scale with room for all the values, also where they are all the same; values that are no numbers do not count.</summary>
    public static LinearScale Around(IEnumerable<double?> values, double top, double bottom)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (value is not { } number || !double.IsFinite(number)) continue;
            lowest = Math.Min(lowest, number);
            highest = Math.Max(highest, number);
        }

        if (lowest > highest) (lowest, highest) = (0, 1);

        // Below a millionth of the values the ticks could no longer be told apart.
        var size = Math.Max(Math.Abs(lowest), Math.Abs(highest));
        var range = highest - lowest;
        var padding = range > size * 1e-6 ? range * 0.05 : size > 0 ? size * 0.05 : 1;
        return new LinearScale(lowest - padding, highest + padding, top, bottom);
    }

    public double Y(double value) => _bottom - ((value - Lowest) / (Highest - Lowest) * (_bottom - _top));

    public bool Contains(double value) => value >= Lowest && value <= Highest;

    /// <summary>Round numbers within the range, at most <paramref name="most"/> of them, and the step between them.</summary>
    public (IReadOnlyList<double> Values, double Step) Ticks(int most)
    {
        var step = RoundStep((Highest - Lowest) / most);
        var first = Math.Ceiling(Lowest / step);
        var count = (int)(Math.Floor(Highest / step) - first) + 1;
        return ([.. Enumerable.Range(0, Math.Clamp(count, 0, most + 1)).Select(i => (first + i) * step)], step);
    }

    /// <summary>The next of 1, 2, 2.5, 5 times a power of ten.</summary>
    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double[] steps = [1, 2, 2.5, 5, 10];
        return steps.Select(step => step * power).First(step => step >= atLeast * (1 - 1e-9) || step >= power * 10);
    }
}
