using TradingAgents.Core;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Grains.Scheduling;

/// <summary>A silo, as the scheduler knows it.</summary>
internal sealed class NodeEntry(NodeSettings settings)
{
    public NodeSettings Settings { get; set; } = settings;
    public NodeId Id => Settings.Node;

    /// <summary>The process that is a node now; null where none is.</summary>
    public string? Joined { get; set; }

    /// <summary>Its process is about to stop.</summary>
    public bool Leaving { get; set; }

    /// <summary>Health checks failed since the last that passed.</summary>
    public int FailedChecks { get; set; }

    public DateTimeOffset? LastCheckAt { get; set; }
    public DateTimeOffset LastHelloAt { get; set; }
    public bool IsBeingChecked { get; set; }
}
