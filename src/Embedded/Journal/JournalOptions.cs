using Microsoft.Data.Sqlite;

namespace TradingAgents.Embedded.Journal;

/// <summary>How the writer groups and retries; the defaults are for every deployment.</summary>
internal sealed record JournalOptions
{
    /// <summary>Batches that share one transaction, at most.</summary>
    public int MaxGroupBatches { get; init; } = 1024;

    /// <summary>Bytes after which a transaction takes no further batch.</summary>
    public int MaxGroupBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How often the disk is tried again while it fails.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Called on the writer thread before each transaction with its connection: where tests hold the writer or break the disk.</summary>
    public Action<SqliteConnection>? BeforeTransaction { get; init; }
}
