using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core.Alerts;

namespace TradingAgents.Grains;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <summary>How one silo takes part in a cluster. Give every silo of a cluster the same, but for its name.</summary>
public sealed record ClusterNodeOptions
{
    /// <summary>The node's name, 1 to 64 of A-Z a-z 0-9 . - _, unique in the cluster; kept over restarts.</summary>
    public required string Name { get; init; }

    /// <summary>The limits of every node, until they are changed.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>How a node is chosen among those that have room, until that is changed.</summary>
    public PlacementStrategy Strategy { get; init; } = PlacementStrategy.LeastConnections;

    /// <summary>Waiting that raises a task by one level, above zero; 60 s by default.</summary>
    public TimeSpan Aging { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>When alerts fire.</summary>
    public AlertRules Alerts { get; init; } = new();

    /// <summary>Whether the synthetic analysis may be asked for.</summary>
    public bool AllowSynthetic { get; init; }

    /// <summary>Whether nodes may be broken on purpose.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>The silo joins without becoming a node: <c>add_instance</c> makes it one. Off by default.</summary>
    public bool Standby { get; init; }

    /// <summary>What a run may take to stop after its timeout or cancellation before it is given up, above zero.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often the scheduler checks each node, and how long it waits for the answer; above zero. Five in a row unanswered lose the node.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How often a silo tells that it is there, above zero.</summary>
    public TimeSpan HelloInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long running tasks may go on once the silo is asked to stop, 0 or more; then they are handed over.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (!RequestRules.IsName(Name)) throw new ArgumentException("A node's name must be 1 to 64 of A-Z a-z 0-9 . - _", nameof(Name));
        AdministrationRules.Check(Limits);
        Alerts.Check();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Aging, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StopGrace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CheckInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HelloInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Drain, TimeSpan.Zero);
    }
}
