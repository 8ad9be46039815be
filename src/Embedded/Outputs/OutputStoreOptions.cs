namespace TradingAgents.Embedded.Outputs;

/// <summary>Bounds of the durable tier of stage outputs; the defaults are for every deployment.</summary>
internal sealed record OutputStoreOptions
{
    /// <summary>Bytes of outputs kept at most; the oldest go first. The file takes up to a quarter more.</summary>
    public long MaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>A greater output is not kept.</summary>
    public int MaxOutputBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long an output is kept.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Bytes that may wait to be written; further outputs are dropped.</summary>
    public long MaxPendingBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>How long a file that failed is left alone before it is tried again.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(1);
}
