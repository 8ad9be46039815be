using System.Globalization;

namespace TradingAgents.Cli.Rendering;

/// <summary>Text from elsewhere, made safe to print: no escape sequence reaches the terminal.</summary>
internal static class Plain
{
    /// <summary>Line breaks and tabs stay.</summary>
    public static string Text(string text) => Replace(text, keep: "\n\t");

    /// <summary>On one line.</summary>
    public static string Line(string text) => Replace(text, keep: "");

    /// <summary>A number with at most so many decimals, as every locale writes it in programs.</summary>
    public static string Number(double value, int decimals = 1) =>
        Math.Round(value, decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);

    public static string Percent(double fraction) => Number(fraction * 100, 0) + " %";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time of day; of another day also its month and day.</summary>
    public static string ShortTime(DateTimeOffset time, DateTimeOffset now) =>
        time.UtcDateTime.ToString(time.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss'Z'" : "MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>How many rows a text takes that breaks between its words.</summary>
    public static int RowsOf(string text, int width)
    {
        var (rows, used) = (1, 0);
        foreach (var word in text.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > width) (rows, used) = (rows + 1, 0);
            used += (used > 0 ? 1 : 0) + word.Length;
            for (; used > width; used -= width) rows++;
        }

        return rows;
    }

    /// <summary>As much of a text as fits on one row.</summary>
    public static string Clip(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width - 1)] + "…";

    private static string Replace(string text, string keep) =>
        text.Any(c => char.IsControl(c) && !keep.Contains(c))
            ? string.Concat(text.Select(c => char.IsControl(c) && !keep.Contains(c) ? ' ' : c))
            : text;
}
