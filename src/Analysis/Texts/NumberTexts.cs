using System.Globalization;

namespace TradingAgents.Analysis.Texts;

/// <summary>Numbers as people read them.</summary>
/// <param name="unit">Of the prices, as it is written after them.</param>
/// <param name="close">Tells how many decimals a price of this size has.</param>
internal sealed class NumberTexts(string unit, double close)
{
    /// <summary>The unit of an index.</summary>
    public const string Points = "points";

    private readonly string _priceFormat = "#,0." + new string('0', DecimalsOf(close));

    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="unit">Of the prices: a currency, or <see cref="Points"/>.</param>
    /// <param name="close">As above.</param>
    public static NumberTexts Of(string language, string unit, double close) =>
        new(language == "zh" && unit == Points ? "点" : unit, close);

    /// <summary>Decimals of a price: 2 from 1 on, more below.</summary>
    public static int DecimalsOf(double price) => price >= 1 ? 2 : price >= 0.1 ? 3 : price >= 0.01 ? 4 : 6;

    public string Price(double price) => (Math.Round(price, DecimalsOf(close)) + 0.0).ToString(_priceFormat, CultureInfo.InvariantCulture);

    public string Money(double price) => $"{Price(price)} {unit}";

    /// <summary>A fraction without its sign: 0.1234 is 12.3 %.</summary>
    public static string Percent(double fraction) => Percent(fraction, DecimalsOfPercent(fraction));

    /// <summary>The same with a number of decimals that <see cref="SharedDecimals"/> gives.</summary>
    public static string Percent(double fraction, int decimals) => Math.Abs(fraction * 100).ToString(DecimalFormat(decimals), CultureInfo.InvariantCulture) + "%";

    /// <summary>Without decimals.</summary>
    public static string WholePercent(double fraction) => Math.Round(Math.Abs(fraction * 100)).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>Without decimals; of a part of a whole that is neither none nor all of it never 0 or 100 %.</summary>
    public static string Share(double fraction) =>
        fraction is > 0 and < 1 && Math.Round(fraction * 100) is (0 or 100) ? Math.Clamp(fraction * 100, 0.1, 99.9).ToString("0.0", CultureInfo.InvariantCulture) + "%" : WholePercent(fraction);

    /// <summary>How many decimals two percentages have that are compared: one, and two where both are small or one decimal would make nothing of either.</summary>
    public static int SharedDecimals(double one, double other) =>
        DecimalsOfPercent(one) == 2 && DecimalsOfPercent(other) == 2 || IsLostInOneDecimal(one) || IsLostInOneDecimal(other) ? 2 : 1;

    /// <summary>How much one percentage is above another, in percentage points: of the figures as they are shown beside each other, so that the reader can check it.</summary>
    public static decimal PointsBetween(double one, double other)
    {
        var decimals = SharedDecimals(one, other);
        return ShownPercent(one, decimals) - ShownPercent(other, decimals);
    }

    private static bool IsLostInOneDecimal(double fraction) => fraction != 0 && ShownPercent(fraction, 1) == 0;

    private static int DecimalsOfPercent(double fraction) => Math.Abs(fraction) < 0.0095 ? 2 : 1;

    private static string DecimalFormat(int decimals) => "0." + new string('0', decimals);

    private static decimal ShownPercent(double fraction, int decimals) => decimal.Parse((fraction * 100).ToString(DecimalFormat(decimals), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Never a negative zero.</summary>
    public static string Plain(double value, int decimals) => (Math.Round(value, decimals) + 0.0).ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture);

    /// <summary>No more decimals than it has, two at most.</summary>
    public static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Two decimals, thousands apart.</summary>
    public static string Grouped(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    public static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
