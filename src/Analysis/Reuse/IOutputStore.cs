namespace TradingAgents.Analysis.Reuse;

/// <summary>The durable tier of an engine: outputs that outlive the process. Losing it, or any part of it, loses nothing but time.</summary>
public interface IOutputStore
{
    /// <summary>An output kept under the key, exactly as it was given; null where there is none.</summary>
    /// <remarks>Whatever it throws but a cancellation is taken for none, and counted.</remarks>
    Task<byte[]?> FindAsync(ContentKey key, CancellationToken cancellationToken);

    /// <summary>Keeps an output, soon and without making the caller wait; may drop it. Throws nothing.</summary>
    /// <param name="key">What it depends on.</param>
    /// <param name="stage">Whose output it is, for people.</param>
    /// <param name="output">UTF-8 JSON; not changed afterwards.</param>
    void Keep(ContentKey key, string stage, byte[] output);
}

/// <summary>Names an output by all it depends on.</summary>
/// <param name="Value">SHA-256, 64 lower-case hexadecimal digits.</param>
public readonly record struct ContentKey(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
