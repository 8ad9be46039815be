namespace TradingAgents.Core.Placement;

/// <summary>What a node may do.</summary>
public enum NodeState
{
    /// <summary>Takes and starts work.</summary>
    Active,

    /// <summary>Finishes what runs; takes and starts nothing.</summary>
    Draining,

    /// <summary>Crashed or found hanging; does nothing until it is set active again.</summary>
    Down,
}
