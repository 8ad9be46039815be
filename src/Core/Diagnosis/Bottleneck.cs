namespace TradingAgents.Core.Diagnosis;

/// <summary>What limits a cluster.</summary>
public enum BottleneckName
{
    /// <summary>All slots are taken and work waits.</summary>
    Slots,

    /// <summary>Submissions are refused because no place is free.</summary>
    QueuePlaces,

    /// <summary>Nodes that drain, are down or unhealthy.</summary>
    Nodes,

    /// <summary>Attempts that fail use slots for nothing.</summary>
    Failures,

    /// <summary>Attempts run out of time.</summary>
    Timeouts,
}

/// <summary>One thing that limits a cluster, and what to do about it.</summary>
/// <param name="Name">What.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Summary">What was found, with its numbers; one sentence for people.</param>
/// <param name="Remedy">What would help; one sentence for people.</param>
/// <param name="Value">The number it hangs on: a utilisation or share (0 to 1), refusals, or nodes.</param>
/// <param name="Forecast">For <see cref="BottleneckName.Slots"/>: expected waits at the rate of arrivals of the last while, with so many nodes; empty where nothing is known.</param>
public sealed record Bottleneck(
    BottleneckName Name, Severity Severity, string Summary, string Remedy, double Value, IReadOnlyList<NodeForecast> Forecast);

/// <summary>Waits in the long run with so many nodes, by the model of <see cref="Estimation.MultiServerQueue"/>.</summary>
/// <param name="Nodes">Of the present limits.</param>
/// <param name="Utilization">Share of the slots' time that is used; 1 where work arrives faster than it can be done.</param>
/// <param name="AverageWaitSeconds">Null where the line grows without end.</param>
/// <param name="P95WaitSeconds">Null where the line grows without end.</param>
public sealed record NodeForecast(int Nodes, double Utilization, double? AverageWaitSeconds, double? P95WaitSeconds);
