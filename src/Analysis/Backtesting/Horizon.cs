using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>How long a decision is meant for, in bars.</summary>
internal static partial class Horizon
{
    /// <summary>Where a horizon names no time: four weeks, as for a Hold.</summary>
    public const int UnknownBars = 20;

    private const int LongestBars = 1260;

    /// <summary>The far end of a text such as <c>4 to 8 weeks</c>; a week has 5 bars, a month 21, a quarter 63, a year 252.</summary>
    public static int BarsOf(string text)
    {
        if (Period().Matches(text) is not { Count: > 0 } found) return UnknownBars;
        var (number, unit) = (found[^1].Groups[1].Value, found[^1].Groups[2].Value.ToUpperInvariant());
        var bars = double.Parse(number, CultureInfo.InvariantCulture) * unit switch { "DAY" => 1, "WEEK" => 5, "MONTH" => 21, "QUARTER" => 63, _ => 252 };
        return (int)Math.Clamp(Math.Round(bars), 1, LongestBars);
    }

    [GeneratedRegex(@"(\d{1,4})\s*-?\s*(?:trading )?(day|week|month|quarter|year)s?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Period();
}
