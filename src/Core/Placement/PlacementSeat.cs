namespace TradingAgents.Core.Placement;

/// <summary>A node as a choice looks at it: its load, and when it was chosen before.</summary>
internal sealed class PlacementSeat(NodeId node)
{
    public NodeId Node { get; } = node;

    /// <summary>Tasks it has taken on and not ended.</summary>
    public int Connections { get; set; }

    public int Weight { get; set; } = 1;
    public double AverageExecutionSeconds { get; set; }
    public int Failures { get; set; }

    /// <summary>The turn in which it was chosen last; 0 for never.</summary>
    public long LastTurn { get; set; }

    /// <summary>What it has earned in the weighted rotation.</summary>
    public long Credit { get; set; }
}
