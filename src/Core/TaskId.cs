namespace TradingAgents.Core;

/// <summary>Identity of one submitted analysis; opaque, unique for ever within a deployment.</summary>
/// <param name="Value">1 to 64 URL-safe characters.</param>
public readonly record struct TaskId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
