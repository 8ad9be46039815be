using System.Globalization;

namespace TradingAgents.Analysis.Texts;

/// <summary>Numbers as people read them.</summary>
/// <param name="currency">Of the prices.</param>
/// <param name="close">Tells how many decimals a price of this size has.</param>
/// <param name="percentSign">With its space, where the language sets one.</param>
internal sealed class NumberTexts(string currency, double close, string percentSign)
{
    private readonly string _priceFormat = "#,0." + new string('0', DecimalsOf(close));

    /// <summary>Decimals of a price: 2 from 1 on, more below.</summary>
    public static int DecimalsOf(double price) => price >= 1 ? 2 : price >= 0.1 ? 3 : price >= 0.01 ? 4 : 6;

    public string Price(double price) => (Math.Round(price, DecimalsOf(close)) + 0.0).ToString(_priceFormat, CultureInfo.InvariantCulture);

    public string Money(double price) => $"{Price(price)} {currency}";

    /// <summary>A fraction without its sign: 0.1234 is 12.3 %.</summary>
    public string Percent(double fraction) => Math.Abs(fraction * 100).ToString(Math.Abs(fraction) < 0.0095 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + percentSign;

    /// <summary>Without decimals.</summary>
    public string WholePercent(double fraction) => Math.Round(Math.Abs(fraction * 100)).ToString("0", CultureInfo.InvariantCulture) + percentSign;

    /// <summary>Never a negative zero.</summary>
    public static string Plain(double value, int decimals) => (Math.Round(value, decimals) + 0.0).ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture);

    /// <summary>Two decimals, thousands apart.</summary>
    public static string Grouped(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    public static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
