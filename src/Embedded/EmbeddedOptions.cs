using TradingAgents.Abstractions;
using TradingAgents.Analysis.Reuse;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Outputs;

namespace TradingAgents.Embedded;

/// <summary>How an embedded engine is set up. Checked once, when it starts.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Where the journal lives; belongs to one process at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Nodes at the start, 1 to 1000, named node-1, node-2, ...</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>The limits of every node at the start.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>How a node is chosen among those that have room.</summary>
    public PlacementStrategy Strategy { get; init; } = PlacementStrategy.LeastConnections;

    /// <summary>Waiting that raises a task by one level, above zero; 60 s by default.</summary>
    public TimeSpan Aging { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the synthetic analysis may be asked for.</summary>
    public bool AllowSynthetic { get; init; }

    /// <summary>Whether nodes may be broken on purpose.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>What a run may take to stop after its timeout or cancellation before it is given up, above zero.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often the nodes are checked, above zero.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How equal stages of different tasks are computed once, in memory and in <c>outputs.db</c> beside the journal; null: every task computes its own.</summary>
    public StageReuseOptions? Reuse { get; init; } = new();

    internal OutputStoreOptions Outputs { get; init; } = new();

    /// <summary>When alerts fire.</summary>
    public AlertRules Alerts { get; init; } = new();

    internal JournalOptions Journal { get; init; } = new();

    internal void Check()
    {
        AdministrationRules.Check(Limits);
        Alerts.Check();
        ArgumentException.ThrowIfNullOrWhiteSpace(DataDirectory);
        Reuse?.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(Nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Nodes, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Aging, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StopGrace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CheckInterval, TimeSpan.Zero);
    }
}
