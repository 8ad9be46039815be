using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TradingAgents.Analysis.Reuse;

namespace TradingAgents.Embedded.Outputs;

/// <summary>The durable tier of stage outputs: a SQLite file of its own beside the journal, bounded in size and age.</summary>
/// <remarks>
/// It may be deleted at any time while no engine runs. Whatever is wrong with it, such as damage or a full disk, makes it forget and never fails an analysis:
/// a damaged file is made anew, one that cannot be used is tried again later. Outputs are written one after another by one writer that nobody waits for.
/// </remarks>
internal sealed partial class SqliteOutputStore : IOutputStore, IAsyncDisposable
{
    public const string FileName = "outputs.db";

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutputStoreOptions _options;
    private readonly Channel<Action> _writes = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;
    private readonly Lock _gate = new();
    private OutputDatabase? _database;
    private DateTimeOffset _openAgainAt;
    private DateTimeOffset _writeAgainAt;
    private long _pendingBytes;
    private bool _closed;

    /// <summary>Opens the file; where that fails the store says so in the log and is empty until it succeeds.</summary>
    public SqliteOutputStore(string folder, TimeProvider time, ILogger logger, OutputStoreOptions? options = null)
    {
        (_file, _time, _logger, _options) = (Path.Combine(folder, FileName), time, logger, options ?? new OutputStoreOptions());
        lock (_gate) TryOpen();
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Rows and bytes held; null while the file cannot be used.</summary>
    internal (long Count, long Bytes)? Size
    {
        get
        {
            lock (_gate) return _database is { } database ? (database.Count, database.Bytes) : null;
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The file cannot be used now.</exception>
    public Task<byte[]?> FindAsync(ContentKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (TryOpen() is not { } database) throw new IOException("The file of kept outputs cannot be used now.");
            try
            {
                return Task.FromResult(database.Find(key, _time.GetUtcNow()));
            }
            catch (SqliteException failure)
            {
                Close(failure);
                throw;
            }
        }
    }

    /// <inheritdoc />
    public void Keep(ContentKey key, string stage, byte[] output)
    {
        if (output.Length > _options.MaxOutputBytes) return;
        if (Interlocked.Add(ref _pendingBytes, output.Length) > _options.MaxPendingBytes || !_writes.Writer.TryWrite(() => Write(key, stage, output)))
            Interlocked.Add(ref _pendingBytes, -output.Length);
    }

    /// <summary>Completes when everything given so far is written, or dropped.</summary>
    public Task FlushAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _writes.Writer.TryWrite(written.SetResult) ? written.Task : _writer;
    }

    /// <summary>Writes what was given, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        lock (_gate)
        {
            _closed = true;
            _database?.Dispose();
            _database = null;
        }
    }

    private async Task WriteAsync()
    {
        await foreach (var write in _writes.Reader.ReadAllAsync().ConfigureAwait(false)) write();
    }

    private void Write(ContentKey key, string stage, byte[] output)
    {
        Interlocked.Add(ref _pendingBytes, -output.Length);
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (now < _writeAgainAt || TryOpen() is not { } database) return;
            try
            {
                database.Keep(key, stage, output, now);
            }
            catch (SqliteException damage) when (OutputDatabase.IsDamage(damage))
            {
                Close(damage);
            }
            catch (SqliteException refused)
            {
                // A full disk, mostly. What is there can still be read.
                _writeAgainAt = now + _options.RetryInterval;
                LogNotWritten(_logger, refused, _file);
                if (database.Bytes > _options.MaxBytes / 10 * 9) TryShrink(database);
            }
        }
    }

    // Also the file's own bound may be what was reached.
    private void TryShrink(OutputDatabase database)
    {
        try
        {
            database.Shrink(database.Bytes / 10 * 9);
        }
        catch (SqliteException failure)
        {
            Close(failure);
        }
    }

    private OutputDatabase? TryOpen()
    {
        if (_database is not null || _closed || _time.GetUtcNow() < _openAgainAt) return _database;
        try
        {
            return _database = OpenOrReplace();
        }
        catch (Exception unusable) when (IsUnusable(unusable))
        {
            LeaveAlone(unusable);
            return null;
        }
    }

    private OutputDatabase OpenOrReplace()
    {
        try
        {
            return OutputDatabase.Open(_file, _options);
        }
        catch (SqliteException damage) when (OutputDatabase.IsDamage(damage))
        {
            LogReplaced(_logger, damage, _file);
            OutputDatabase.Delete(_file);
            return OutputDatabase.Open(_file, _options);
        }
    }

    private void Close(SqliteException failure)
    {
        var database = _database;
        _database = null;
        try
        {
            database?.Dispose();
            if (!OutputDatabase.IsDamage(failure))
            {
                LeaveAlone(failure);
                return;
            }

            LogReplaced(_logger, failure, _file);
            OutputDatabase.Delete(_file); // Opened anew by whoever comes next.
        }
        catch (Exception unusable) when (IsUnusable(unusable))
        {
            LeaveAlone(unusable);
        }
    }

    private void LeaveAlone(Exception unusable)
    {
        _openAgainAt = _time.GetUtcNow() + _options.RetryInterval;
        LogUnusable(_logger, unusable, _file);
    }

    private static bool IsUnusable(Exception failure) => failure is SqliteException or IOException or UnauthorizedAccessException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outputs kept in {File} are damaged or of another release and are forgotten; analyses go on without them")]
    private static partial void LogReplaced(ILogger logger, Exception failure, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outputs kept in {File} cannot be used and are left alone for a while; analyses go on without them")]
    private static partial void LogUnusable(ILogger logger, Exception failure, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outputs cannot be kept in {File} for now; analyses go on without it")]
    private static partial void LogNotWritten(ILogger logger, Exception failure, string file);
}
