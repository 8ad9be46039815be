using System.Globalization;

namespace TradingAgents.Core.Diagnosis;

/// <summary>Numbers as alerts and bottlenecks tell them.</summary>
internal static class Wording
{
    private const int MostDecimals = 4;

    /// <summary>A share, 0 to 1, in percent with at most one decimal.</summary>
    public static string Percent(double share) => Percent(share, decimals: 1);

    /// <summary>The same with as many decimals as tell it from another share, which it is said to be above or below.</summary>
    public static string PercentBeside(double other, double share)
    {
        var decimals = 1;
        while (decimals < MostDecimals && Percent(share, decimals) == Percent(other)) decimals++;
        return Percent(share, decimals);
    }

    /// <summary>Seconds, with a decimal below ten.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(seconds < 10 ? Math.Round(seconds, 1) : Math.Round(seconds)):0.#} s");

    private static string Percent(double share, int decimals) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, decimals, MidpointRounding.AwayFromZero):0.####} %");
}
