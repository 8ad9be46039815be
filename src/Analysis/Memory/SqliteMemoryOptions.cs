namespace TradingAgents.Analysis.Memory;

/// <summary>Settings of <see cref="SqliteMemory"/>.</summary>
public sealed record SqliteMemoryOptions
{
    /// <summary>Collections open at once, at least 1; the one idle longest is closed to open another.</summary>
    public int MaxOpen { get; init; } = 50;

    /// <summary>Dates the ids made up for documents without one.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
