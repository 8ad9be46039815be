using Microsoft.Extensions.Logging;

namespace TradingAgents.Embedded.Journal;

/// <summary>The durable side of an embedded engine: one writer that groups commits, and readers beside it. It knows nothing of scheduling.</summary>
internal sealed class SqliteJournal : IDisposable
{
    private const string FileName = "journal.db";

    private readonly JournalWriter _writer;

    private SqliteJournal(JournalWriter writer, JournalReader reader)
    {
        _writer = writer;
        Reader = reader;
    }

    /// <summary>Raised on the writer thread when <see cref="Healthy"/> changes.</summary>
    public event Action<bool>? HealthChanged
    {
        add => _writer.HealthChanged += value;
        remove => _writer.HealthChanged -= value;
    }

    /// <summary>What is durable; safe from many threads, also while the disk is full.</summary>
    public JournalReader Reader { get; }

    /// <summary>False from a failure of the disk until a write succeeds again; the writer tries by itself.</summary>
    public bool Healthy => _writer.Healthy;

    /// <summary>Batches appended and not yet settled.</summary>
    public int BacklogCount => _writer.BacklogCount;

    /// <summary>Transactions committed since opening.</summary>
    public long CommitCount => _writer.CommitCount;

    /// <summary>Opens the journal of a directory, made or brought to the present schema where needed.</summary>
    /// <exception cref="SchemaTooNewException">A newer release wrote it.</exception>
    /// <exception cref="JournalDamagedException">The file is no journal, or damaged.</exception>
    /// <exception cref="StorageUnavailableException">The disk is full or fails.</exception>
    public static SqliteJournal Open(DataDirectory directory, TimeProvider time, ILogger logger, JournalOptions? options = null)
    {
        var file = Path.Combine(directory.Path, FileName);
        JournalSchema.Prepare(file);
        return new SqliteJournal(new JournalWriter(file, time, logger, options ?? new JournalOptions()), new JournalReader(file));
    }

    /// <summary>Hands a batch to the writer and returns at once.</summary>
    /// <exception cref="ObjectDisposedException">The journal is closed or closing.</exception>
    public void Append(JournalBatch batch) => _writer.Append(batch);

    /// <summary>Completes when everything appended so far is settled: durable, or refused.</summary>
    public Task FlushAsync() => _writer.FlushAsync();

    /// <summary>Settles what was appended, trying a failing disk once more, and closes the file. What the disk still does not take is refused.</summary>
    public void Dispose()
    {
        Reader.Dispose();
        _writer.Dispose();
    }
}
