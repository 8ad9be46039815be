using TradingAgents.Abstractions;
using PlacementStrategy = TradingAgents.Core.Placement.PlacementStrategy;

namespace TradingAgents.Silo;

/// <summary>Where silos find each other and keep what they know.</summary>
internal enum Clustering
{
    /// <summary>One silo, everything in its memory.</summary>
    Localhost,

    /// <summary>Any number of silos over one Redis.</summary>
    Redis,
}

/// <summary>How a silo is started; every value has been checked.</summary>
internal sealed record SiloSettings
{
    public required string Name { get; init; }
    public required IReadOnlyList<string> Urls { get; init; }
    public required Clustering Clustering { get; init; }
    public required string Redis { get; init; }
    public required string ClusterId { get; init; }
    public required int SiloPort { get; init; }
    public required int GatewayPort { get; init; }
    public required Limits Limits { get; init; }
    public required PlacementStrategy Strategy { get; init; }
    public required TimeSpan Aging { get; init; }
    public required TimeSpan Drain { get; init; }
    public required string? MarketData { get; init; }
    public required string? ApiKeys { get; init; }
    public required bool AllowSynthetic { get; init; }
    public required bool AllowFaults { get; init; }
    public required bool Standby { get; init; }
}

/// <summary>The command line is wrong; the message says what to do.</summary>
internal sealed class SiloUsageException(string message) : Exception(message);
