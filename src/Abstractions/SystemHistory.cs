using TradingAgents.Core.Statistics;

namespace TradingAgents.Abstractions;

/// <summary>The last hours in buckets of equal length.</summary>
/// <param name="BucketSeconds">Length of a bucket.</param>
/// <param name="Buckets">Oldest first; the last one is not over yet.</param>
public sealed record SystemHistory(int BucketSeconds, IReadOnlyList<HistoryBucket> Buckets)
{
    /// <summary>Hours where none are asked for.</summary>
    public const int DefaultHours = 3;

    /// <summary>Most hours that can be asked for.</summary>
    public const int MaxHours = ActivityHistory.Hours;

    /// <summary>How long a bucket of so many hours is: a minute up to 3 hours, 5 minutes up to 12, 10 minutes beyond; so there are 60 to 180 of them.</summary>
    /// <exception cref="EngineException">invalid_request: not 1 to <see cref="MaxHours"/>.</exception>
    public static int BucketSecondsOf(int hours) => hours switch
    {
        < 1 or > MaxHours => throw RequestRules.Invalid("hours", $"Must be a whole number, 1 to {MaxHours}."),
        <= 3 => 60,
        <= 12 => 300,
        _ => 600,
    };
}
