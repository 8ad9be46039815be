using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Memory;

/// <summary>A document as it is kept.</summary>
/// <param name="Metadata">UTF-8 JSON, or null.</param>
internal sealed record StoredDocument(string Id, string Text, byte[]? Metadata);

/// <summary>One open file. Not safe for more than one thread at a time.</summary>
internal sealed class MemoryCollection : IDisposable
{
    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 4194304;";

    /// <summary>The index holds the terms only; the texts are in the table, as bytes, which also carry a NUL.</summary>
    private const string Schema =
        """
        PRAGMA journal_mode = WAL;
        BEGIN IMMEDIATE;
        CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text BLOB NOT NULL, metadata BLOB) STRICT;
        CREATE VIRTUAL TABLE terms USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');
        PRAGMA user_version = 1;
        COMMIT;
        """;

    private readonly SqliteConnection _connection;

    private MemoryCollection(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a collection, or makes it; null where there is none and none is to be made.</summary>
    public static MemoryCollection? Open(string path, bool create)
    {
        if (create) CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        else if (!File.Exists(path)) return null;
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false, // the pool would keep the file open
            DefaultTimeout = 5,
        };
        var collection = new MemoryCollection(new SqliteConnection(text.ToString()));
        try
        {
            collection._connection.Open();
            collection.Run(Pragmas);
            if (collection.Version() == 0)
            {
                // A file without tables is what a crash left of making it.
                if (!create)
                {
                    collection.Dispose();
                    return null;
                }

                collection.Run(Schema);
            }

            return collection;
        }
        catch
        {
            collection.Dispose();
            throw;
        }
    }

    /// <summary>Adds or replaces all of them, durably, or none.</summary>
    public void Put(IReadOnlyList<StoredDocument> documents)
    {
        using var transaction = _connection.BeginTransaction();
        using var put = Command(
            """
            INSERT INTO documents (id, text, metadata) VALUES (?1, ?2, ?3)
            ON CONFLICT (id) DO UPDATE SET text = excluded.text, metadata = excluded.metadata
            RETURNING number
            """, 3);
        using var index = Command("INSERT OR REPLACE INTO terms (rowid, words) VALUES (?1, ?2)", 2);
        foreach (var document in documents)
        {
            put.Parameters[0].Value = document.Id;
            put.Parameters[1].Value = Encoding.UTF8.GetBytes(document.Text);
            put.Parameters[2].Value = document.Metadata ?? (object)DBNull.Value;
            index.Parameters[0].Value = put.ExecuteScalar();
            index.Parameters[1].Value = MemoryTerms.OfDocument(document.Text);
            index.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>The best matches first; equal ones in the order they were added.</summary>
    public IReadOnlyList<MemoryMatch> Search(string query, int count)
    {
        if (MemoryTerms.OfQuery(query) is not { Length: > 0 } expression) return [];
        using var command = Command(
            """
            SELECT id, text, metadata, score
            FROM (SELECT rowid AS found, -bm25(terms) AS score FROM terms WHERE terms MATCH ?1 ORDER BY score DESC, rowid LIMIT ?2)
            JOIN documents ON number = found
            ORDER BY score DESC, number
            """, 2);
        command.Parameters[0].Value = expression;
        command.Parameters[1].Value = count;
        using var row = command.ExecuteReader();
        var matches = new List<MemoryMatch>();
        while (row.Read())
        {
            matches.Add(new MemoryMatch(
                row.GetString(0), Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(1)), row.GetDouble(3),
                row.IsDBNull(2) ? null : JsonElement.Parse(row.GetFieldValue<byte[]>(2))));
        }

        return matches;
    }

    public void Dispose() => _connection.Dispose();

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private long Version()
    {
        using var command = Command("PRAGMA user_version", 0);
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string sql)
    {
        using var command = Command(sql, 0);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class; values are always bound.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"?{i}", null));
        return command;
    }
}
