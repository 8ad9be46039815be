using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TradingAgents.Embedded.Journal;

/// <summary>The tables, and how an older journal becomes a present one.</summary>
internal static class JournalSchema
{
    /// <summary>Marks the file as ours: "TAjl".</summary>
    private const int ApplicationId = 0x54416A6C;

    /// <summary>Step n leads from version n to n + 1. A released step is never edited: add another.</summary>
    private static readonly string[] Steps =
    [
        """
        -- seq is the rowid, so every index below ends with it and serves "newest first" without sorting.
        -- AUTOINCREMENT remembers the highest seq ever used, also when its row is deleted.
        CREATE TABLE tasks (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            task_id TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL,
            priority TEXT NOT NULL,
            stock_code TEXT NOT NULL,
            tenant TEXT NOT NULL,
            batch_id TEXT,
            batch_index INTEGER NOT NULL,
            submitted_at INTEGER NOT NULL,
            finished_at INTEGER,
            record BLOB NOT NULL
        ) STRICT;
        CREATE INDEX tasks_status ON tasks (status);
        CREATE INDEX tasks_priority ON tasks (priority);
        CREATE INDEX tasks_stock_code ON tasks (stock_code);
        CREATE INDEX tasks_tenant ON tasks (tenant);
        CREATE INDEX tasks_batch ON tasks (batch_id, batch_index) WHERE batch_id IS NOT NULL;
        CREATE INDEX tasks_finished ON tasks (finished_at) WHERE finished_at IS NOT NULL;
        CREATE TABLE events (
            task_id TEXT NOT NULL,
            event_id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (task_id, event_id)
        ) STRICT, WITHOUT ROWID;
        -- Large values: a rowid table keeps them out of the index.
        CREATE TABLE stages (
            task_id TEXT NOT NULL,
            stage TEXT NOT NULL,
            output BLOB NOT NULL,
            PRIMARY KEY (task_id, stage)
        ) STRICT;
        CREATE TABLE reports (task_id TEXT NOT NULL PRIMARY KEY, report BLOB NOT NULL) STRICT;
        CREATE TABLE keys (
            scope TEXT NOT NULL,
            key TEXT NOT NULL,
            digest TEXT NOT NULL,
            task_id TEXT NOT NULL,
            PRIMARY KEY (scope, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX keys_task ON keys (task_id);
        CREATE TABLE batches (
            batch_id TEXT NOT NULL PRIMARY KEY,
            tenant TEXT NOT NULL,
            digest TEXT NOT NULL,
            json BLOB NOT NULL
        ) STRICT;
        -- Written and emptied by the writer to find out whether the disk takes anything again.
        CREATE TABLE probe (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
        """,
    ];

    /// <summary>The schema version of this release.</summary>
    public static int Version => Steps.Length;

    /// <summary>Makes the file or brings it to <see cref="Version"/>, in one transaction; leaves one that is not ours, or newer, untouched.</summary>
    public static void Prepare(string file)
    {
        try
        {
            using var connection = PreparedConnection.Open(file, SqliteOpenMode.ReadWriteCreate, JournalWriter.Pragmas);
            var found = CheckVersion(connection, file);
            connection.Execute("PRAGMA journal_mode = WAL");
            if (found < Version) Migrate(connection, found);
        }
        catch (SqliteException failed) when (failed.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new JournalDamagedException(file, failed.Message, failed);
        }
        catch (SqliteException failed)
        {
            throw new StorageUnavailableException($"The journal '{file}' cannot be opened: {failed.Message}", failed);
        }
    }

    private static int CheckVersion(PreparedConnection connection, string file)
    {
        var version = Read(connection, "PRAGMA user_version");
        var application = Read(connection, "PRAGMA application_id");
        if (Read(connection, "SELECT count(*) FROM sqlite_schema") > 0 && application != ApplicationId)
            throw new JournalDamagedException(file, "it is a SQLite database of another program");
        return version <= Version ? version : throw new SchemaTooNewException(file, version, Version);
    }

    private static void Migrate(PreparedConnection connection, int from)
    {
        connection.Execute("BEGIN IMMEDIATE");
        for (var version = from; version < Version; version++) connection.ExecuteScript(Steps[version]);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        connection.Execute("COMMIT");
    }

    private static int Read(PreparedConnection connection, string sql)
    {
        using var reader = connection.Query(sql);
        return reader.Read() ? reader.GetInt32(0) : 0;
    }
}
