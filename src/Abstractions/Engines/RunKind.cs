using System.Collections.Concurrent;
using System.Globalization;

namespace TradingAgents.Abstractions.Engines;

/// <summary>Which requests are expected to run about as long as each other.</summary>
/// <param name="Name">The analysis type and its depth, such as <c>comprehensive/1</c>; of a synthetic one its milliseconds, such as <c>synthetic/20000</c>.</param>
/// <param name="ExpectedSeconds">How long a synthetic one is told to take, cut off at its own timeout; null for any other.</param>
public readonly record struct RunKind(string Name, double? ExpectedSeconds)
{
    // One text for all tasks of a kind: there are few kinds, and many tasks wait.
    private static readonly ConcurrentDictionary<(AnalysisType Type, int Detail), string> Names = new();

    /// <summary>The kind of a normalised request.</summary>
    public static RunKind Of(AnalysisRequest request)
    {
        if (request.AnalysisType == AnalysisType.Synthetic)
        {
            var told = RequestRules.ReadSyntheticParameters(request).DurationMs / 1000.0;
            var seconds = Math.Min(told, request.TimeoutSeconds ?? told);
            return new RunKind(NameOf(request.AnalysisType, Rounded(seconds)), seconds);
        }

        var depth = request.AnalysisType == AnalysisType.Quick ? 1 : RequestRules.ReadParameters(request).Depth;
        return new RunKind(NameOf(request.AnalysisType, depth), null);
    }

    private static string NameOf(AnalysisType type, int detail) =>
        Names.GetOrAdd((type, detail), kind => string.Create(CultureInfo.InvariantCulture, $"{ContractJson.NameOf(kind.Type)}/{kind.Detail}"));

    // To a tenth of a second and two digits: within a kind lengths then differ by 5 % at most from a second on, and there are fewer than 250 such kinds, so that
    // random lengths do not crowd out what was learned of analyses.
    private static int Rounded(double seconds)
    {
        var unit = 100;
        while (seconds * 1000 >= 100.0 * unit) unit *= 10;
        return (int)Math.Round(seconds * 1000 / unit) * unit;
    }
}
