using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace TradingAgents.Load;

/// <summary>The least that a durable submission can be: a row, group-committed, in a journal set up like the engine's.</summary>
internal sealed class BareInserts : IDisposable
{
    private readonly BlockingCollection<(string Id, byte[] Body, TaskCompletionSource Done)> _arrived = [];
    private readonly SqliteConnection _connection;
    private readonly Thread _writer;

    public BareInserts(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;");
        _writer = new Thread(Write) { IsBackground = true };
        _writer.Start();
    }

    /// <summary>Returns when the row is durable.</summary>
    public Task InsertAsync(string id, byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _arrived.Add((id, body, done));
        return done.Task;
    }

    public void Dispose()
    {
        _arrived.CompleteAdding();
        _writer.Join();
        _connection.Dispose();
        _arrived.Dispose();
    }

    private void Write()
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows VALUES ($id, $body)";
        var (id, body) = (insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$body", SqliteType.Blob));
        while (_arrived.TryTake(out var first, Timeout.Infinite))
        {
            List<(string Id, byte[] Body, TaskCompletionSource Done)> group = [first];
            while (_arrived.TryTake(out var more)) group.Add(more);
            Execute("BEGIN IMMEDIATE");
            foreach (var row in group)
            {
                (id.Value, body.Value) = (row.Id, row.Body);
                insert.ExecuteNonQuery();
            }

            Execute("COMMIT");
            foreach (var row in group) row.Done.SetResult();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
