namespace TradingAgents.Analysis.Reuse;

/// <summary>Bounds of the memory tier of stage outputs.</summary>
public sealed record StageReuseOptions
{
    /// <summary>Outputs held at most, from 1; 1,000 by default. Those used longest ago go first.</summary>
    public int MemoryEntries { get; init; } = 1000;

    /// <summary>Bytes they take at most, from 0; 64 MiB by default. A greater output is not held.</summary>
    public long MemoryBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long an output is held, above zero; one hour by default.</summary>
    public TimeSpan MemoryAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the bounds make sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One does not.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MemoryEntries, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MemoryBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MemoryAge, TimeSpan.Zero);
    }
}
