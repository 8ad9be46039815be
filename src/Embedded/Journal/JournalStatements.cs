using TradingAgents.Core;

namespace TradingAgents.Embedded.Journal;

/// <summary>The SQL of each <see cref="JournalWrite"/>.</summary>
internal static class JournalStatements
{
    /// <summary>Applies one write within the open transaction.</summary>
    public static void Apply(PreparedConnection connection, JournalWrite write)
    {
        switch (write)
        {
            case PutTask { Row: var row }:
                PutTask(connection, row);
                break;
            case AddEvent e:
                connection.Execute("INSERT INTO events (task_id, event_id, kind, at, data) VALUES (?1, ?2, ?3, ?4, ?5)",
                    e.TaskId.Value, e.EventId, EnumText<Abstractions.TaskEventKind>.Of(e.Kind), e.At.UtcTicks, e.Data);
                break;
            case PutStage stage:
                connection.Execute("INSERT OR REPLACE INTO stages (task_id, stage, output) VALUES (?1, ?2, ?3)",
                    stage.TaskId.Value, stage.Stage, stage.Output);
                break;
            case DeleteStages stages:
                connection.Execute("DELETE FROM stages WHERE task_id = ?1", stages.TaskId.Value);
                break;
            case PutReport report:
                connection.Execute("INSERT OR REPLACE INTO reports (task_id, report) VALUES (?1, ?2)", report.TaskId.Value, report.Report);
                break;
            case PutKey key:
                connection.Execute("INSERT OR REPLACE INTO keys (scope, key, digest, task_id) VALUES (?1, ?2, ?3, ?4)",
                    key.Scope, key.Key, key.Digest, key.TaskId.Value);
                break;
            case PutBatchRow { Row: var batch }:
                connection.Execute("INSERT OR REPLACE INTO batches (batch_id, tenant, digest, json) VALUES (?1, ?2, ?3, ?4)",
                    batch.BatchId, batch.Tenant, batch.Digest, batch.Json);
                break;
            case DeleteTasks { TaskIds: var ids }:
                foreach (var id in ids) DeleteTask(connection, id);
                break;
            default:
                throw new InvalidOperationException($"No statement for {write.GetType().Name}.");
        }
    }

    private static void PutTask(PreparedConnection connection, TaskRow row)
    {
        // Only what changes in a task's life is set, so that an update leaves the other indexes alone.
        var changed = connection.Execute(
            """
            INSERT INTO tasks (seq, task_id, status, priority, stock_code, tenant, batch_id, batch_index, submitted_at, finished_at, record)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (task_id) DO UPDATE SET status = excluded.status, finished_at = excluded.finished_at, record = excluded.record
            WHERE seq = excluded.seq
            """,
            row.Seq, row.TaskId.Value, EnumText<Core.Lifecycle.AnalysisStatus>.Of(row.Status), EnumText<Core.Admission.TaskPriority>.Of(row.Priority),
            row.StockCode, row.Tenant, row.BatchId, row.BatchIndex, row.SubmittedAt.UtcTicks, row.FinishedAt?.UtcTicks, row.Record);
        if (changed == 0) throw new InvalidOperationException($"Task {row.TaskId} is stored under another seq than {row.Seq}.");
    }

    private static void DeleteTask(PreparedConnection connection, TaskId taskId)
    {
        var id = taskId.Value;
        string? batch = null;
        using (var row = connection.Query("SELECT batch_id FROM tasks WHERE task_id = ?1", id))
        {
            if (row.Read() && !row.IsDBNull(0)) batch = row.GetString(0);
        }

        connection.Execute("DELETE FROM tasks WHERE task_id = ?1", id);
        connection.Execute("DELETE FROM events WHERE task_id = ?1", id);
        connection.Execute("DELETE FROM stages WHERE task_id = ?1", id);
        connection.Execute("DELETE FROM reports WHERE task_id = ?1", id);
        connection.Execute("DELETE FROM keys WHERE task_id = ?1", id);
        if (batch is not null)
            connection.Execute("DELETE FROM batches WHERE batch_id = ?1 AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = ?1)", batch);
    }
}
