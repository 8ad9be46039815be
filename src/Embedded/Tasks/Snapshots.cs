using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Embedded.Tasks;

/// <summary>A task as the contract shows it.</summary>
internal static class Snapshots
{
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

    private static double Wait(TaskRecord record, DateTimeOffset now)
    {
        if (record.WaitSeconds is { } waited) return waited;
        var until = record.FinishedAt ?? now;
        return record.QueuedSince is { } since ? Math.Max(0, (until - since).TotalSeconds) : 0;
    }
}
