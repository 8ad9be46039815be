namespace TradingAgents.Core.Placement;

/// <summary>How a node is chosen among those that have room.</summary>
public enum PlacementStrategy
{
    /// <summary>Each in turn.</summary>
    RoundRobin,

    /// <summary>The one with the fewest running and queued tasks for its weight. The default.</summary>
    LeastConnections,

    /// <summary>Each in turn, as often as its weight says, evenly interleaved.</summary>
    WeightedRoundRobin,

    /// <summary>Any, with equal chances.</summary>
    Random,

    /// <summary>The lowest score of response time + 0.1 x connections + 2 x failures.</summary>
    HealthAware,

    /// <summary>The less loaded of two drawn at random.</summary>
    PowerOfTwo,
}
