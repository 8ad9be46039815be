namespace TradingAgents.Core;

/// <summary>Name of one node: an in-process governor, or a silo of a cluster.</summary>
/// <param name="Value">1 to 64 URL-safe characters, such as <c>node-1</c>.</param>
public readonly record struct NodeId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
