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

    private static string Replace(string text, string keep) =>
        text.Any(c => char.IsControl(c) && !keep.Contains(c))
            ? string.Concat(text.Select(c => char.IsControl(c) && !keep.Contains(c) ? ' ' : c))
            : text;
}
