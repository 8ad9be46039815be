using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TradingAgents.Analysis.Reuse;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded.Outputs;

/// <summary>The open file of the durable tier. Not safe for more than one thread at a time; every call may throw <see cref="SqliteException"/>.</summary>
/// <remarks>Nothing waits for the disk (<c>synchronous=OFF</c>): a process that dies loses no more than what it was writing, and what a power cut breaks is found by digest.</remarks>
internal sealed class OutputDatabase : IDisposable
{
    /// <summary>Marks the file as ours: "TAou".</summary>
    private const int ApplicationId = 0x54416F75;

    /// <summary>There are no steps between versions: what another release kept is thrown away.</summary>
    private const int SchemaVersion = 1;

    private const int PageBytes = 4096;

    /// <summary>What a row takes besides its output: digest, key, and the key again in its index.</summary>
    private const int RowBytes = 512;

    // seq grows, and the oldest row is always the first: no row is ever changed.
    private const string Schema = """
        CREATE TABLE outputs (
            seq INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            stage TEXT NOT NULL,
            stored_at INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            digest BLOB NOT NULL,
            output BLOB NOT NULL
        ) STRICT;
        """;

    private const int SqliteError = 1; // such as: no such table
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    private readonly PreparedConnection _connection;
    private readonly OutputStoreOptions _options;

    private OutputDatabase(PreparedConnection connection, OutputStoreOptions options)
    {
        (_connection, _options) = (connection, options);
        Bytes = Number("SELECT coalesce(sum(bytes), 0) FROM outputs");
    }

    /// <summary>What the rows take.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rows.</summary>
    public long Count => Number("SELECT count(*) FROM outputs");

    /// <summary>Opens the file; makes it where it is missing.</summary>
    public static OutputDatabase Open(string file, OutputStoreOptions options)
    {
        var pages = Math.Max(64, options.MaxBytes / 4 * 5 / PageBytes);
        var connection = PreparedConnection.Open(file, SqliteOpenMode.ReadWriteCreate, string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA page_size = {PageBytes};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = OFF;
            PRAGMA max_page_count = {pages};
            PRAGMA journal_size_limit = {4 * 1024 * 1024};
            """));
        try
        {
            Prepare(connection);
            return new OutputDatabase(connection, options);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether only a new file helps: it is no database, broken inside, or of another release.</summary>
    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is SqliteError or SqliteCorrupt or SqliteNotADatabase;

    /// <summary>Deletes the file and what SQLite keeps beside it.</summary>
    public static void Delete(string file)
    {
        foreach (var part in (string[])[file, file + "-wal", file + "-shm"]) File.Delete(part);
    }

    /// <summary>The output, where it is held and not too old.</summary>
    /// <exception cref="InvalidDataException">It is not what was kept; it is held no more.</exception>
    public byte[]? Find(ContentKey key, DateTimeOffset now)
    {
        byte[] output, digest;
        using (var row = _connection.Query("SELECT output, digest FROM outputs WHERE key = ?1 AND stored_at > ?2", key.Value, NewestExpired(now)))
        {
            if (!row.Read()) return null;
            (output, digest) = (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));
        }

        if (SHA256.HashData(output).AsSpan().SequenceEqual(digest)) return output;
        Remove(key);
        throw new InvalidDataException("A kept output is not what it was.");
    }

    /// <summary>Keeps an output, and lets go of the oldest beyond the bounds.</summary>
    public void Keep(ContentKey key, string stage, byte[] output, DateTimeOffset now)
    {
        Remove(key);
        var bytes = (output.Length + RowBytes + PageBytes - 1) / PageBytes * PageBytes; // Rows of this size hardly share pages.
        _connection.Execute(
            "INSERT INTO outputs (key, stage, stored_at, bytes, digest, output) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            key.Value, stage, now.ToUnixTimeMilliseconds(), bytes, SHA256.HashData(output), output);
        Bytes += bytes;
        while (RemoveOldest("stored_at <= ?1", NewestExpired(now))) { }
        Shrink(_options.MaxBytes);
    }

    /// <summary>Lets go of the oldest until the rest takes no more than this.</summary>
    public void Shrink(long bytes)
    {
        while (Bytes > bytes && RemoveOldest("?1 = 0", 0)) { }
    }

    public void Dispose() => _connection.Dispose();

    private static void Prepare(PreparedConnection connection)
    {
        using var command = connection.Connection.CreateCommand();
        command.CommandText = "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)";
        using (var row = command.ExecuteReader())
        {
            row.Read();
            if (row.GetInt64(0) == ApplicationId && row.GetInt64(1) == SchemaVersion) return;
            if (row.GetInt64(2) > 0) throw new SqliteException("A file of another release.", SqliteNotADatabase);
        }

#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            BEGIN IMMEDIATE;
            {Schema}
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {SchemaVersion};
            COMMIT;
            """);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private long NewestExpired(DateTimeOffset now) => (now - _options.MaxAge).ToUnixTimeMilliseconds();

    private void Remove(ContentKey key)
    {
        using var removed = _connection.Query("DELETE FROM outputs WHERE key = ?1 RETURNING bytes", key.Value);
        if (removed.Read()) Bytes -= removed.GetInt64(0);
    }

    private bool RemoveOldest(string condition, long value)
    {
        using var removed = _connection.Query($"DELETE FROM outputs WHERE seq = (SELECT min(seq) FROM outputs) AND {condition} RETURNING bytes", value);
        if (!removed.Read()) return false;
        Bytes -= removed.GetInt64(0);
        return true;
    }

    private long Number(string sql)
    {
        using var row = _connection.Query(sql);
        row.Read();
        return row.GetInt64(0);
    }
}
