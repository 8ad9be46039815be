using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace TradingAgents.Embedded.Journal;

/// <summary>The writer's connection, and what one transaction does on it.</summary>
internal sealed class WriterTransactions : IDisposable
{
    private const int ProbeBytes = 64 * 1024;

    private readonly PreparedConnection _connection;
    private readonly Action<SqliteConnection>? _before;

    public WriterTransactions(string file, Action<SqliteConnection>? before)
    {
        _connection = PreparedConnection.Open(file, SqliteOpenMode.ReadWrite, JournalWriter.Pragmas);
        _before = before;
    }

    /// <summary>Commits the batches in order; one that is at fault itself is marked and leaves no trace.</summary>
    /// <exception cref="Exception">The disk failed; nothing of the group is stored.</exception>
    public void Commit(IReadOnlyList<JournalWriter.Entry> group)
    {
        foreach (var entry in group) entry.Fault = null;
        try
        {
            InTransaction(() =>
            {
                foreach (var entry in group) Apply(entry);
            });
        }
        catch (Exception fault) when (IsFaultOfBatch(fault))
        {
            CommitOneByOne(group);
        }
    }

    /// <summary>Writes something of size and takes it away again; the room it took stays free within the file.</summary>
    public void Probe()
    {
        InTransaction(() => _connection.Execute("INSERT OR REPLACE INTO probe (id, data) VALUES (1, zeroblob(?1))", ProbeBytes));
        InTransaction(() => _connection.Execute("DELETE FROM probe"));
    }

    /// <summary>Whether the connection can go on after this failure; after an I/O error its view of the file is not trusted.</summary>
    public bool IsUsableAfter(Exception failed) =>
        failed is SqliteException { SqliteErrorCode: SQLITE_FULL or SQLITE_BUSY or SQLITE_LOCKED } && !_connection.InTransaction;

    /// <summary>Brings everything into the main file where nobody reads, and closes.</summary>
    public void Dispose()
    {
        try
        {
            _connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // What is committed is in the WAL; the next opening reads it from there.
        }

        _connection.Dispose();
    }

    // To find the batch at fault; a savepoint for each is too dear for the many times when none is.
    private void CommitOneByOne(IReadOnlyList<JournalWriter.Entry> group) => InTransaction(() =>
    {
        foreach (var entry in group)
        {
            _connection.Execute("SAVEPOINT batch");
            try
            {
                Apply(entry);
            }
            catch (Exception fault) when (IsFaultOfBatch(fault))
            {
                entry.Fault = fault;
                _connection.Execute("ROLLBACK TO batch");
            }

            _connection.Execute("RELEASE batch");
        }
    });

    private void Apply(JournalWriter.Entry entry)
    {
        foreach (var write in entry.Batch.Writes) JournalStatements.Apply(_connection, write);
    }

    private void InTransaction(Action writes)
    {
        _before?.Invoke(_connection.Connection);
        _connection.Execute("BEGIN IMMEDIATE");
        try
        {
            writes();
            _connection.Execute("COMMIT");
        }
        catch
        {
            // Some errors end the transaction by themselves.
            if (_connection.InTransaction) TryRollback();
            throw;
        }
    }

    private void TryRollback()
    {
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // IsUsableAfter sees the open transaction, and the connection is replaced.
        }
    }

    /// <summary>The writes are wrong, whatever the disk: trying again would not help.</summary>
    private static bool IsFaultOfBatch(Exception fault) => fault is InvalidOperationException and not ObjectDisposedException
        || fault is ArgumentException
        || fault is SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT or SQLITE_MISMATCH or SQLITE_TOOBIG or SQLITE_RANGE };
}
