using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Diagnosis;

/// <summary>How a cluster works now, as far as its bottlenecks can be told from it.</summary>
public sealed record OperatingPoint
{
    /// <summary>What happened lately, over <see cref="BottleneckFinder.Window"/> or since the start.</summary>
    public required ActivityWindow Window { get; init; }

    /// <summary>Share of the slots' time used in the last minute, 0 to 1.</summary>
    public double Utilization { get; init; }

    /// <summary>Nodes in all.</summary>
    public int Nodes { get; init; }

    /// <summary>Those of them that take work.</summary>
    public int ServingNodes { get; init; }

    /// <summary>Slots of one node, 1 or more.</summary>
    public required int SlotsPerNode { get; init; }

    /// <summary>Places in one node's queue.</summary>
    public int PlacesPerNode { get; init; }

    public int Running { get; init; }

    /// <summary>Tasks that wait for a slot.</summary>
    public int Queued { get; init; }

    /// <summary>Seconds until the last of them is expected to have started, 0 where none waits, by the slots there are. Asked only where it is told: it costs in proportion to what waits.</summary>
    public Func<int, double> LastStartSeconds { get; init; } = _ => 0;

    /// <summary>Default timeout of one attempt, in seconds.</summary>
    public double TimeoutSeconds { get; init; }

    /// <summary>Slots of the nodes that take work.</summary>
    public int Slots => ServingNodes * SlotsPerNode;
}
