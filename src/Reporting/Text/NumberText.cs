using System.Globalization;

namespace TradingAgents.Reporting.Text;

/// <summary>Numbers for people, always in the invariant culture.</summary>
internal static class NumberText
{
    /// <summary>What stands where there is no number.</summary>
    public const string Absent = "–";

    /// <summary>Two decimals from 1 on, four significant digits below, powers of ten where digits no longer help.</summary>
    public static string Format(double? value)
    {
        if (value is not { } number || !double.IsFinite(number)) return Absent;

        var size = Math.Abs(number);
        return size switch
        {
            0 => "0",
            >= 1e15 or < 1e-9 => Invariant(number, "0.###E+0"),
            >= 1000 when number == Math.Truncate(number) => Invariant(number, "#,##0"),
            >= 1 => Invariant(number, "#,##0.00"),
            _ => Invariant(number, "F" + Math.Max(2, 3 - (int)Math.Floor(Math.Log10(size)))),
        };
    }

    /// <summary>A number that counts something, without decimals.</summary>
    public static string Count(double value) => double.IsFinite(value) ? Invariant(value, "#,##0") : Absent;

    /// <summary>A fact's number: whole where its unit cannot be split.</summary>
    public static string Format(double value, string unit) => unit is "shares" or "days" or "sessions" or "texts" ? Count(value) : Format(value);

    /// <summary>With its sign, two decimals.</summary>
    public static string Signed(double value) => double.IsFinite(value) ? Invariant(value, "+0.00;-0.00;0.00") : Absent;

    /// <summary>A fraction as whole percent.</summary>
    public static string Percent(double fraction) => double.IsFinite(fraction) ? Invariant(fraction * 100, "0") + "%" : Absent;

    /// <summary>Two decimals, without a sign.</summary>
    public static string Unsigned(double value) => double.IsFinite(value) ? Invariant(Math.Abs(value), "0.00") : Absent;

    /// <summary>One decimal at most.</summary>
    public static string OneDecimal(double value) => double.IsFinite(value) ? Invariant(value, "0.0") : Absent;

    /// <summary>A fraction as percent, with a decimal where a whole number would say too little.</summary>
    public static string Share(double fraction) => double.IsFinite(fraction) ? Invariant(fraction * 100, "0.#") + "%" : Absent;

    /// <summary>A fraction as percent with its sign and one decimal.</summary>
    public static string SignedPercent(double fraction) =>
        double.IsFinite(fraction) ? Invariant(fraction * 100, "+#,##0.0;-#,##0.0;0.0") + "%" : Absent;

    /// <summary>Short, with K, M, B or T, as an axis has room for; decimals as the axis' step needs them.</summary>
    public static string Compact(double value, double step)
    {
        var (divisor, suffix) = Math.Abs(value) switch
        {
            >= 1e15 => (0d, ""),
            >= 1e12 => (1e12, "T"),
            >= 1e9 => (1e9, "B"),
            >= 1e6 => (1e6, "M"),
            >= 1e5 => (1e3, "K"),
            _ => (1d, ""),
        };
        var decimals = divisor > 0 ? DecimalsOf(step / divisor) : int.MaxValue;
        return decimals > 7 ? Invariant(value, "0.###E+0") : Invariant(value / divisor, "#,##0." + new string('0', decimals)) + suffix;
    }

    /// <summary>A coordinate: one decimal, as short as it goes.</summary>
    public static string Coordinate(double value) => Invariant(value + 0.0, "0.#");

    public static string Date(DateOnly date, string format = "yyyy-MM-dd") => date.ToString(format, CultureInfo.InvariantCulture);

    private static int DecimalsOf(double step)
    {
        var decimals = 0;
        while (decimals <= 7 && Math.Abs(step - Math.Round(step)) > 1e-6 * step)
        {
            step *= 10;
            decimals++;
        }

        return decimals;
    }

    private static string Invariant(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
