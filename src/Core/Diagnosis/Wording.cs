using System.Globalization;

namespace TradingAgents.Core.Diagnosis;

/// <summary>Numbers as alerts and bottlenecks tell them.</summary>
internal static class Wording
{
    /// <summary>A share, 0 to 1, in percent with at most one decimal.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, 1, MidpointRounding.AwayFromZero):0.#} %");

    /// <summary>Seconds, with a decimal below ten.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(seconds < 10 ? Math.Round(seconds, 1) : Math.Round(seconds)):0.#} s");
}
