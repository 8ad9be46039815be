using System.Text;
using static TradingAgents.Reporting.Text.NumberText;

namespace TradingAgents.Reporting.Charts;

/// <summary>Path data of series, as short as it goes.</summary>
internal static class SvgPath
{
    /// <summary>A line through the values; a value that is absent breaks it, a value alone is a dot.</summary>
    public static string Line(IReadOnlyList<double?> values, DateAxis axis, LinearScale scale)
    {
        var path = new StringBuilder();
        var drawing = false;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                drawing = false;
                continue;
            }

            path.Append(drawing ? 'L' : 'M').Append(Point(axis.X(i), scale.Y(value)));
            if (!drawing && (i + 1 == values.Count || values[i + 1] is null)) path.Append("h0");
            drawing = true;
        }

        return path.ToString();
    }

    /// <summary>The area between two series, where both are present.</summary>
    public static string Band(IReadOnlyList<double?> upper, IReadOnlyList<double?> lower, DateAxis axis, LinearScale scale)
    {
        var path = new StringBuilder();
        for (var start = 0; start < upper.Count; start++)
        {
            var end = start;
            while (end < upper.Count && upper[end] is not null && lower[end] is not null) end++;
            if (end - start > 1)
            {
                for (var i = start; i < end; i++) path.Append(i == start ? 'M' : 'L').Append(Point(axis.X(i), scale.Y(upper[i]!.Value)));
                for (var i = end - 1; i >= start; i--) path.Append('L').Append(Point(axis.X(i), scale.Y(lower[i]!.Value)));
                path.Append('Z');
            }

            start = Math.Max(start, end);
        }

        return path.ToString();
    }

    /// <summary>Bars from a base line to the chosen values.</summary>
    public static string Bars(IReadOnlyList<double?> values, DateAxis axis, LinearScale scale, double baseline, Func<int, bool> chosen)
    {
        var path = new StringBuilder();
        var width = axis.SlotWidth * 0.7;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value || !chosen(i)) continue;
            path.Append(Box(axis.X(i) - (width / 2), scale.Y(baseline), width, scale.Y(value) - scale.Y(baseline)));
        }

        return path.ToString();
    }

    public static string Box(double x, double y, double width, double height) =>
        $"M{Point(x, y)}h{Coordinate(width)}v{Coordinate(height)}h{Coordinate(-width)}z";

    public static string Horizontal(double y, double from = 0, double to = DateAxis.Width) => $"M{Point(from, y)}H{Coordinate(to)}";

    public static string Vertical(double x, double from, double to) => $"M{Point(x, from)}V{Coordinate(to)}";

    /// <summary>A line of no length: with round ends it is a disc, however the drawing is stretched.</summary>
    public static string Dot(double x, double y) => $"M{Point(x, y)}h0";

    /// <summary>The next point of a line.</summary>
    public static string Step(double x, double y, bool first) => (first ? "M" : "L") + Point(x, y);

    private static string Point(double x, double y) => $"{Coordinate(x)} {Coordinate(y)}";
}
