namespace TradingAgents.Core.Placement;

/// <summary>What a choice between nodes looks at.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Running">Tasks running there, at least 0.</param>
/// <param name="Queued">Tasks that have a place in its queue, at least 0.</param>
/// <param name="Slots">How many it may run at once.</param>
/// <param name="Weight">1 to 1000: how much work it gets beside the others.</param>
/// <param name="AverageExecutionSeconds">Mean of its recent runs, 0 before the first.</param>
/// <param name="Failures">Failures in a row: of its health checks, and runs that are stuck.</param>
public sealed record NodeLoad(
    NodeId Node, int Running, int Queued, int Slots, int Weight, double AverageExecutionSeconds, int Failures)
{
    /// <summary>Tasks it has taken on and not ended.</summary>
    public int Connections => Running + Queued;
}
