namespace TradingAgents.Analysis.Indicators;

/// <summary>A price at which the market has turned before.</summary>
/// <param name="Price">The mean of the turning points.</param>
/// <param name="Touches">How many turning points lie there.</param>
/// <param name="FirstIndex">The earliest of them.</param>
/// <param name="LastIndex">The latest of them.</param>
public sealed record SwingLevel(double Price, int Touches, int FirstIndex, int LastIndex);

/// <summary>Support and resistance from swing highs and lows.</summary>
/// <param name="Support">Below the last close, nearest first.</param>
/// <param name="Resistance">Above the last close, nearest first.</param>
public sealed record SwingLevels(IReadOnlyList<SwingLevel> Support, IReadOnlyList<SwingLevel> Resistance)
{
    /// <summary>Days on either side that must stay below a swing high or above a swing low; so the last few days hold none yet.</summary>
    public const int Shoulder = 5;

    /// <summary>
    /// A swing high is a high that no high within <see cref="Shoulder"/> days before exceeds and that all after stay below; a swing low the reverse. Turning points, sorted by price, that lie within
    /// <paramref name="tolerance"/> of the mean of their group form one level.
    /// </summary>
    /// <param name="high">Daily highs.</param>
    /// <param name="low">Daily lows, as many.</param>
    /// <param name="close">The last close.</param>
    /// <param name="tolerance">How far apart turning points of one level may lie, above 0, in the unit of the prices.</param>
    /// <param name="count">How many levels of each kind are given at most.</param>
    public static SwingLevels Find(ReadOnlySpan<double> high, ReadOnlySpan<double> low, double close, double tolerance, int count)
    {
        var points = new List<(double Price, int Index)>();
        for (var i = Shoulder; i < high.Length - Shoulder; i++)
        {
            if (IsSwing(high, i, 1)) points.Add((high[i], i));
            if (IsSwing(low, i, -1)) points.Add((low[i], i));
        }

        var levels = Group([.. points.Order()], tolerance);
        return new SwingLevels(
            [.. levels.Where(level => level.Price < close).OrderByDescending(level => level.Price).Take(count)],
            [.. levels.Where(level => level.Price > close).OrderBy(level => level.Price).Take(count)]);
    }

    private static bool IsSwing(ReadOnlySpan<double> values, int at, int sign)
    {
        for (var distance = 1; distance <= Shoulder; distance++)
        {
            // Of equal extremes only the last one counts, so that a plateau is one turning point.
            if (sign * values[at - distance] > sign * values[at] || sign * values[at + distance] >= sign * values[at]) return false;
        }

        return true;
    }

    private static List<SwingLevel> Group((double Price, int Index)[] points, double tolerance)
    {
        var levels = new List<SwingLevel>();
        var group = new List<(double Price, int Index)>();
        foreach (var point in points)
        {
            if (group.Count > 0 && point.Price - group.Average(member => member.Price) > tolerance)
            {
                levels.Add(LevelOf(group));
                group.Clear();
            }

            group.Add(point);
        }

        if (group.Count > 0) levels.Add(LevelOf(group));
        return levels;
    }

    private static SwingLevel LevelOf(List<(double Price, int Index)> group) =>
        new(group.Average(member => member.Price), group.Count, group.Min(member => member.Index), group.Max(member => member.Index));
}
