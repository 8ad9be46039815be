using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Retries;

namespace TradingAgents.Core.Scheduling;

/// <summary>How a cluster of governors is set up.</summary>
public sealed record ClusterOptions
{
    /// <summary>Scheduled and blocked tasks that may wait, 0 or more; they hold no place anywhere.</summary>
    public int MaxHeld { get; init; } = 10_000;

    /// <summary>The limits of every node.</summary>
    public GovernorLimits Limits { get; init; } = GovernorLimits.Default;

    /// <summary>How a node is chosen among those that have room.</summary>
    public PlacementStrategy Strategy { get; init; } = PlacementStrategy.LeastConnections;

    /// <summary>The order in which waiting tasks start.</summary>
    public OrderRules Order { get; init; } = OrderRules.Default;

    /// <summary>How long a failed attempt backs off.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>A node that fails so many checks in a row is lost, 1 or more.</summary>
    public int ChecksToLose { get; init; } = 5;

    /// <summary>Of all chance in it.</summary>
    public ulong Seed { get; init; }
}
