using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Journal;

/// <summary>What is durable. Calls block for the disk, run beside the writer and each other, and see every batch that is settled.</summary>
/// <exception cref="StorageUnavailableException">From every member: the file cannot be read.</exception>
internal sealed class JournalReader(string file) : IDisposable
{
    private const string TaskColumns = "task_id, seq, status, priority, stock_code, tenant, batch_id, batch_index, submitted_at, finished_at, record";

    private readonly ReadConnections _connections = new(file);

    public TaskRow? GetTask(TaskId taskId) =>
        Query($"SELECT {TaskColumns} FROM tasks WHERE task_id = ?1", ReadTask, taskId.Value).FirstOrDefault();

    /// <summary>Tasks, newest first; the next page is that before the last one's seq.</summary>
    public IReadOnlyList<TaskRow> ListTasks(TaskFilter filter, int limit)
    {
        var (sql, values) = ListSql(filter, limit);
        return Query(sql, ReadTask, values);
    }

    /// <summary>Events after the given one, in order.</summary>
    public IReadOnlyList<EventRow> GetEvents(TaskId taskId, long afterId, int limit) => Query(
        "SELECT event_id, kind, at, data FROM events WHERE task_id = ?1 AND event_id > ?2 ORDER BY event_id LIMIT ?3",
        row => new EventRow(row.GetInt64(0), EnumText<TaskEventKind>.Parse(row.GetString(1)), Time(row.GetInt64(2)), row.GetFieldValue<byte[]>(3)),
        taskId.Value, afterId, limit);

    /// <summary>The id of a task's latest event; 0 where there is none.</summary>
    public long LastEventId(TaskId taskId) => Query(
        "SELECT event_id FROM events WHERE task_id = ?1 ORDER BY event_id DESC LIMIT 1", row => row.GetInt64(0), taskId.Value).FirstOrDefault();

    /// <summary>The stages of a task in the order they were first kept.</summary>
    public IReadOnlyList<StageRow> GetStages(TaskId taskId) => Query(
        "SELECT stage, output FROM stages WHERE task_id = ?1 ORDER BY rowid",
        row => new StageRow(row.GetString(0), row.GetFieldValue<byte[]>(1)), taskId.Value);

    public byte[]? GetReport(TaskId taskId) =>
        Query("SELECT report FROM reports WHERE task_id = ?1", row => row.GetFieldValue<byte[]>(0), taskId.Value).FirstOrDefault();

    public KeyRow? FindKey(string scope, string key) => Query(
        "SELECT digest, task_id FROM keys WHERE scope = ?1 AND key = ?2",
        row => new KeyRow(row.GetString(0), new TaskId(row.GetString(1))), scope, key).FirstOrDefault();

    public BatchRow? GetBatch(string batchId) => Query(
        "SELECT batch_id, tenant, digest, json FROM batches WHERE batch_id = ?1",
        row => new BatchRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<byte[]>(3)), batchId).FirstOrDefault();

    /// <summary>Batches, newest first; the next page is that before the last one's place.</summary>
    public IReadOnlyList<(long Place, string BatchId)> ListBatches(string? tenant, long? beforePlace, int limit) => Query(
        "SELECT rowid, batch_id FROM batches WHERE (?1 IS NULL OR tenant = ?1) AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3",
        row => (row.GetInt64(0), row.GetString(1)), tenant, beforePlace ?? long.MaxValue, limit);

    /// <summary>The tasks of a batch by their place in it.</summary>
    public IReadOnlyList<TaskRow> GetBatchTasks(string batchId) =>
        Query($"SELECT {TaskColumns} FROM tasks WHERE batch_id = ?1 ORDER BY batch_index", ReadTask, batchId);

    /// <summary>How many tasks are kept in each status; those nobody is in are left out.</summary>
    public IReadOnlyDictionary<AnalysisStatus, int> CountByStatus() => Query(
        "SELECT status, COUNT(*) FROM tasks GROUP BY status", row => (Status: EnumText<AnalysisStatus>.Parse(row.GetString(0)), Count: row.GetInt32(1)))
        .ToDictionary(row => row.Status, row => row.Count);

    /// <summary>All tasks that are not terminal, oldest first.</summary>
    public IReadOnlyList<TaskRow> LoadUnfinished()
    {
        var open = Enum.GetValues<AnalysisStatus>().Where(status => status < AnalysisStatus.Completed).Select(status => $"'{EnumText<AnalysisStatus>.Of(status)}'");
        return Query($"SELECT {TaskColumns} FROM tasks WHERE status IN ({string.Join(", ", open)}) ORDER BY seq", ReadTask);
    }

    /// <summary>The highest seq ever stored, deleted tasks included; 0 before the first.</summary>
    public long MaxSeq() => Query("SELECT seq FROM sqlite_sequence WHERE name = 'tasks'", row => row.GetInt64(0)).FirstOrDefault();

    /// <summary>Tasks that ended at this time or before, the longest ended first.</summary>
    public IReadOnlyList<TaskId> FindFinishedBefore(DateTimeOffset time, int limit) => Query(
        "SELECT task_id FROM tasks WHERE finished_at <= ?1 ORDER BY finished_at LIMIT ?2", row => new TaskId(row.GetString(0)), time.UtcTicks, limit);

    /// <summary>Tasks that ended after this time, the latest ended first.</summary>
    public IReadOnlyList<TaskRow> ListFinishedSince(DateTimeOffset time, int limit) => Query(
        $"SELECT {TaskColumns} FROM tasks WHERE finished_at > ?1 ORDER BY finished_at DESC LIMIT ?2", ReadTask, time.UtcTicks, limit);

    public void Dispose() => _connections.Dispose();

    /// <summary>The plan SQLite makes for a listing, for the test that every filter has an index.</summary>
    internal IReadOnlyList<string> ExplainList(TaskFilter filter)
    {
        var (sql, values) = ListSql(filter, 1);
        return Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), values);
    }

    private static (string Sql, object?[] Values) ListSql(TaskFilter filter, int limit)
    {
        var sql = new StringBuilder($"SELECT {TaskColumns} FROM tasks");
        var values = new List<object?>();
        Add("status =", filter.Status is { } status ? EnumText<AnalysisStatus>.Of(status) : null);
        Add("priority =", filter.Priority is { } priority ? EnumText<TaskPriority>.Of(priority) : null);
        Add("stock_code =", filter.StockCode);
        Add("tenant =", filter.Tenant);
        Add("seq <", filter.BeforeSeq);
        if (filter.Search is { } search) AddSearch(search);
        values.Add(limit);
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY seq DESC LIMIT ?{values.Count}");
        return (sql.ToString(), [.. values]);

        // What begins with a text lies from it to before it and the character after all that codes and ids are made of.
        void AddSearch(string text)
        {
            sql.Append(values.Count == 0 ? " WHERE (" : " AND (");
            var first = true;
            foreach (var (column, from) in new[] { ("stock_code", text.ToUpperInvariant()), ("tenant", text), ("task_id", text) })
            {
                values.Add(from);
                values.Add(from + "~");
                sql.Append(CultureInfo.InvariantCulture, $"{(first ? "" : " OR ")}({column} >= ?{values.Count - 1} AND {column} < ?{values.Count})");
                first = false;
            }

            values.Add(text);
            sql.Append(CultureInfo.InvariantCulture, $" OR batch_id = ?{values.Count})");
        }

        void Add(string comparison, object? value)
        {
            if (value is null) return;
            values.Add(value);
            sql.Append(CultureInfo.InvariantCulture, $" {(values.Count == 1 ? "WHERE" : "AND")} {comparison} ?{values.Count}");
        }
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var connection = _connections.Rent();
        try
        {
            var rows = new List<T>();
            using (var reader = connection.Query(sql, values))
            {
                while (reader.Read()) rows.Add(read(reader));
            }

            _connections.Return(connection);
            return rows;
        }
        catch (SqliteException failed)
        {
            _connections.Discard(connection);
            throw new StorageUnavailableException($"The journal cannot be read: {failed.Message}", failed);
        }
        catch
        {
            _connections.Discard(connection);
            throw;
        }
    }

    private static TaskRow ReadTask(SqliteDataReader row) => new(
        new TaskId(row.GetString(0)),
        row.GetInt64(1),
        EnumText<AnalysisStatus>.Parse(row.GetString(2)),
        EnumText<TaskPriority>.Parse(row.GetString(3)),
        row.GetString(4),
        row.GetString(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.GetInt32(7),
        Time(row.GetInt64(8)),
        row.IsDBNull(9) ? null : Time(row.GetInt64(9)),
        row.GetFieldValue<byte[]>(10));

    private static DateTimeOffset Time(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
