using TradingAgents.Abstractions;

namespace TradingAgents.Contract;

/// <summary>How a test wants its engine. The synthetic analysis is always allowed.</summary>
public sealed record ContractSetup
{
    /// <summary>Nodes at the start, named node-1, node-2, ...</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>Of every node.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Waiting that raises a task by one level.</summary>
    public TimeSpan Aging { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether nodes may be broken on purpose.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>One node with one slot: what starts, starts one after the other.</summary>
    public static ContractSetup OneSlot { get; } = new() { Nodes = 1, Limits = new Limits(MaxConcurrentAnalyses: 1) };
}
