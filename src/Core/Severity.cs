namespace TradingAgents.Core;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Worth looking at today.</summary>
    Warning,

    /// <summary>Worth waking someone.</summary>
    Critical,
}
