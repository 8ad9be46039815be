using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TradingAgents.Embedded.Journal;

/// <summary>A connection that prepares each statement once. Not safe for more than one thread at a time.</summary>
internal sealed class PreparedConnection : IDisposable
{
    // The provider repeats a busy statement by itself, sleeping, for this long; 0 would mean for ever.
    private const int BusySeconds = 5;

    private readonly Dictionary<string, SqliteCommand> _queries = [];
    private readonly Dictionary<string, PreparedStatement> _statements = [];

    private PreparedConnection(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Whether a transaction is open; SQLite ends one by itself on some errors.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Connection.Handle) == 0;

    public static PreparedConnection Open(string file, SqliteOpenMode mode, string pragmas)
    {
        // The provider's pool would keep files open after Dispose.
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, BusySeconds * 1000); // Where the provider is passed by.
            var prepared = new PreparedConnection(connection);
            prepared.ExecuteScript(pragmas);
            return prepared;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement whose parameters are ?1, ?2 and so on; returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = new PreparedStatement(Connection.Handle!, sql));
        return statement.Run(values);
    }

    /// <summary>Runs any number of statements without parameters, once.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = NewCommand(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a query; the reader must be disposed before the same query runs again.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var command in _queries.Values) command.Dispose();
        Connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_queries.TryGetValue(sql, out var command))
        {
            command = NewCommand(sql);
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter("?" + i.ToString(CultureInfo.InvariantCulture), null));
            _queries.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand NewCommand(string sql)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this namespace; values are always bound.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
