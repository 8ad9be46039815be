using Microsoft.Data.Sqlite;

namespace TradingAgents.Embedded.Journal;

/// <summary>A few read-only connections, each lent to one caller at a time.</summary>
internal sealed class ReadConnections(string file) : IDisposable
{
    private const int Limit = 4;

    // Sorting must not need a temporary file: reads go on while the disk is full.
    private const string Pragmas = "PRAGMA temp_store = MEMORY;";

    private readonly SemaphoreSlim _free = new(Limit);
    private readonly Lock _gate = new();
    private readonly Stack<PreparedConnection> _idle = new();
    private bool _disposed;

    /// <summary>Waits for a connection. It must be returned or discarded.</summary>
    public PreparedConnection Rent()
    {
        _free.Wait();
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_idle.TryPop(out var idle)) return idle;
            }

            return PreparedConnection.Open(file, SqliteOpenMode.ReadOnly, Pragmas);
        }
        catch (Exception failed)
        {
            _free.Release();
            if (failed is SqliteException) throw new StorageUnavailableException($"The journal cannot be opened for reading: {failed.Message}", failed);
            throw;
        }
    }

    public void Return(PreparedConnection connection)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _idle.Push(connection);
                _free.Release();
                return;
            }
        }

        Discard(connection);
    }

    /// <summary>Takes a connection back that may be broken.</summary>
    public void Discard(PreparedConnection connection)
    {
        connection.Dispose();
        _free.Release();
    }

    /// <summary>Closes what is idle; what is lent closes on its return.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_idle.TryPop(out var connection)) connection.Dispose();
        }
    }
}
