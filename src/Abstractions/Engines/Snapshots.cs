using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Abstractions.Engines;

/// <summary>A task as the contract shows it.</summary>
public static class Snapshots
{
    /// <summary>The snapshot of a task.</summary>
    /// <param name="record">As scheduling knows it.</param>
    /// <param name="request">What was asked, normalised.</param>
    /// <param name="progress">0 to 1, of the present attempt.</param>
    /// <param name="stage">The stage that runs; null where none does.</param>
    /// <param name="outlook">Where it waits and until when; null where it does not, or nobody knows.</param>
    /// <param name="now">The time, for what is counted up to it.</param>
    public static TaskSnapshot Of(
        TaskRecord record, AnalysisRequest request, double progress, string? stage, Outlook? outlook, DateTimeOffset now)
    {
        var running = record.Status == AnalysisStatus.Running;
        var queued = record.Status == AnalysisStatus.Queued ? outlook : null;
        return new TaskSnapshot
        {
            TaskId = record.Id,
            StockCode = request.StockCode,
            AnalysisType = request.AnalysisType,
            Priority = record.Priority,
            Tenant = record.Tenant,
            Status = record.Status,
            Node = record.Node,
            QueuePosition = queued?.Position,
            EstimatedStartSeconds = queued is { StartSeconds: var seconds } && double.IsFinite(seconds) ? Math.Round(seconds, 3) : null,
            Attempt = record.Attempt,
            MaxAttempts = record.MaxAttempts,
            Progress = record.Status == AnalysisStatus.Completed ? 1 : Math.Round(progress, 4),
            Stage = running ? stage : null,
            SubmittedAt = record.SubmittedAt,
            StartedAt = record.StartedAt,
            FinishedAt = record.FinishedAt,
            Rescues = record.Rescues,
            WaitSeconds = Math.Round(Wait(record, now), 3),
            ExecutionSeconds = running
                ? Math.Round(Math.Max(0, (now - record.StartedAt!.Value).TotalSeconds), 3)
                : record.ExecutionSeconds is { } took ? Math.Round(took, 3) : null,
            Error = record.Error,
        };
    }

    /// <summary>A queued task with what is known of its place in the order.</summary>
    public static TaskSnapshot With(TaskSnapshot task, Outlook? outlook) => task.Status != AnalysisStatus.Queued ? task : task with
    {
        QueuePosition = outlook?.Position,
        EstimatedStartSeconds = outlook is { StartSeconds: var seconds } && double.IsFinite(seconds) ? Math.Round(seconds, 3) : null,
    };

    private static double Wait(TaskRecord record, DateTimeOffset now)
    {
        if (record is { Attempt: > 0, Status: AnalysisStatus.Queued or AnalysisStatus.Retrying }) return WaitAgain(record, now);
        if (record.WaitSeconds is { } waited) return waited;
        var until = record.FinishedAt ?? now;
        return record.QueuedSince is { } since ? Math.Max(0, (until - since).TotalSeconds) : 0;
    }

    // Since its last attempt ended; of one that was lost nobody knows when it did: since it started.
    private static double WaitAgain(TaskRecord record, DateTimeOffset now) => record.StartedAt is { } started
        ? Math.Max(0, (now - started).TotalSeconds - (record.ExecutionSeconds ?? 0))
        : 0;
}
