using Microsoft.Data.Sqlite;

namespace TradingAgents.Embedded.Tests.Journal;

/// <summary>A disk that fills up, fails, or makes the writer wait.</summary>
internal sealed class TestDisk : IDisposable
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly SemaphoreSlim _waiting = new(0);
    private volatile bool _full;
    private volatile int _error;

    /// <summary>A real SQLITE_FULL as soon as the file would have to grow.</summary>
    public void Fill() => _full = true;

    public void Fail(int sqliteError) => _error = sqliteError;

    public void Mend()
    {
        _full = false;
        _error = 0;
        _open.Set();
    }

    /// <summary>The writer waits before its next transaction.</summary>
    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    public async Task WriterWaitsAsync() => Assert.True(await _waiting.WaitAsync(JournalBench.Patience));

    public void Dispose()
    {
        _open.Dispose();
        _waiting.Dispose();
    }

    public void BeforeTransaction(SqliteConnection connection)
    {
        if (!_open.IsSet)
        {
            _waiting.Release();
            Assert.True(_open.Wait(JournalBench.Patience));
        }

        if (_error != 0) throw new SqliteException("injected", _error);
        using var limit = connection.CreateCommand();
        limit.CommandText = _full ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1073741823"; // 1: the present size
        limit.ExecuteNonQuery();
    }
}
