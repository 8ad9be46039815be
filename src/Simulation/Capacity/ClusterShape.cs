using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;

namespace TradingAgents.Simulation.Capacity;

/// <summary>A cluster of equal nodes.</summary>
public sealed record ClusterShape
{
    /// <summary>How many, 1 or more.</summary>
    public required int Nodes { get; init; }

    /// <summary>What each may hold.</summary>
    public GovernorLimits Limits { get; init; } = GovernorLimits.Default;

    /// <summary>How a node is chosen among those that have room.</summary>
    public PlacementStrategy Strategy { get; init; } = PlacementStrategy.LeastConnections;

    /// <summary>The order in which waiting tasks start.</summary>
    public OrderRules Order { get; init; } = OrderRules.Default;

    /// <summary>Of the chance in placement.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Tasks that run at once.</summary>
    public int Slots => Nodes * Limits.MaxRunning;
}
