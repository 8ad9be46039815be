using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace TradingAgents.Embedded.Journal;

/// <summary>One compiled statement that returns no rows of interest, run by SQLite's own calls: the provider's command and reader cost more than a small write itself.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">It cannot be compiled.</exception>
    public PreparedStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(sqlite3_prepare_v3(database, sql, SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs it to its end with these parameters; returns how many rows it changed.</summary>
    /// <exception cref="SqliteException">As from the provider's commands.</exception>
    public int Run(ReadOnlySpan<object?> values)
    {
        try
        {
            for (var i = 0; i < values.Length; i++) Check(Bind(i + 1, values[i]));
            int code;
            do code = sqlite3_step(_statement);
            while (code == SQLITE_ROW);
            if (code != SQLITE_DONE) Check(code);
            return sqlite3_changes(_database);
        }
        finally
        {
            _ = sqlite3_reset(_statement); // It repeats what the step said.
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, object? value) => value switch
    {
        null => sqlite3_bind_null(_statement, index),
        string text => sqlite3_bind_text(_statement, index, text),
        long number => sqlite3_bind_int64(_statement, index, number),
        int number => sqlite3_bind_int64(_statement, index, number),
        double number => sqlite3_bind_double(_statement, index, number),
        byte[] { Length: 0 } => sqlite3_bind_zeroblob(_statement, index, 0),
        byte[] bytes => sqlite3_bind_blob(_statement, index, bytes),
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parameter {index} is a {value.GetType().Name}, which is not stored."), nameof(value)),
    };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
