using System.Text.Json.Serialization;

namespace TradingAgents.Cli.LoadTesting;

/// <summary>Seconds that something took, over many times; all 0 where there were none.</summary>
/// <param name="Count">How many times.</param>
/// <param name="Mean">Of all.</param>
/// <param name="Median">The middle one; of an even number, the mean of the two in the middle.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Max">The longest.</param>
internal sealed record TimeSummary(
    int Count,
    [property: JsonPropertyName("mean_seconds")] double Mean,
    [property: JsonPropertyName("median_seconds")] double Median,
    [property: JsonPropertyName("min_seconds")] double Min,
    [property: JsonPropertyName("max_seconds")] double Max)
{
    public static TimeSummary Of(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        if (sorted.Length == 0) return new TimeSummary(0, 0, 0, 0, 0);
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new TimeSummary(sorted.Length, sorted.Average(), median, sorted[0], sorted[^1]);
    }
}
