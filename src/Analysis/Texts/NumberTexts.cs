using System.Globalization;

namespace TradingAgents.Analysis.Texts;

/// <summary>Numbers as people read them.</summary>
/// <param name="unit">Of the prices, as it is written after them.</param>
/// <param name="close">Tells how many decimals a price of this size has.</param>
/// <param name="percentSign">With its space, where the language sets one.</param>
internal sealed class NumberTexts(string unit, double close, string percentSign)
{
    /// <summary>The unit of an index.</summary>
    public const string Points = "points";

    private readonly string _priceFormat = "#,0." + new string('0', DecimalsOf(close));

    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="unit">Of the prices: a currency, or <see cref="Points"/>.</param>
    /// <param name="close">As above.</param>
    public static NumberTexts Of(string language, string unit, double close) =>
        language == "zh" ? new NumberTexts(unit == Points ? "点" : unit, close, "%") : new NumberTexts(unit, close, " %");

    /// <summary>Decimals of a price: 2 from 1 on, more below.</summary>
    public static int DecimalsOf(double price) => price >= 1 ? 2 : price >= 0.1 ? 3 : price >= 0.01 ? 4 : 6;

    public string Price(double price) => (Math.Round(price, DecimalsOf(close)) + 0.0).ToString(_priceFormat, CultureInfo.InvariantCulture);

    public string Money(double price) => $"{Price(price)} {unit}";

    /// <summary>A fraction without its sign: 0.1234 is 12.3 %.</summary>
    public string Percent(double fraction) => Math.Abs(fraction * 100).ToString(PercentFormat(fraction), CultureInfo.InvariantCulture) + percentSign;

    /// <summary>Without decimals.</summary>
    public string WholePercent(double fraction) => Math.Round(Math.Abs(fraction * 100)).ToString("0", CultureInfo.InvariantCulture) + percentSign;

    /// <summary>Without decimals; of a part of a whole that is neither none nor all of it never 0 or 100 %.</summary>
    public string Share(double fraction) =>
        fraction is > 0 and < 1 && Math.Round(fraction * 100) is (0 or 100) ? Math.Clamp(fraction * 100, 0.1, 99.9).ToString("0.0", CultureInfo.InvariantCulture) + percentSign : WholePercent(fraction);

    /// <summary>How much one shown percentage is above another, in percentage points: of the figures as they are shown, so that the reader can check it.</summary>
    public static decimal PointsBetween(double one, double other) => ShownPercent(one) - ShownPercent(other);

    private static decimal ShownPercent(double fraction) => decimal.Parse((fraction * 100).ToString(PercentFormat(fraction), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string PercentFormat(double fraction) => Math.Abs(fraction) < 0.0095 ? "0.00" : "0.0";

    /// <summary>Never a negative zero.</summary>
    public static string Plain(double value, int decimals) => (Math.Round(value, decimals) + 0.0).ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture);

    /// <summary>No more decimals than it has, two at most.</summary>
    public static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Two decimals, thousands apart.</summary>
    public static string Grouped(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    public static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
