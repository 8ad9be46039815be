using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Abstractions.Engines;

/// <summary>What a task's event log says.</summary>
public static class TaskEvents
{
    /// <summary>Its status, node or attempt changed.</summary>
    public static byte[] Status(TaskRecord record) => JsonSerializer.SerializeToUtf8Bytes(
        new StatusData(record.Status, record.Attempt, record.Node, record.Error), ContractJson.Options);

    /// <summary>The attempt moved on.</summary>
    public static byte[] Progress(double progress, string? stage) => JsonSerializer.SerializeToUtf8Bytes(
        new ProgressData(Math.Round(progress, 4), stage), ContractJson.Options);

    /// <summary>A stage started.</summary>
    public static byte[] StageStarted(string stage) => JsonSerializer.SerializeToUtf8Bytes(
        new StageData(stage, "started", null), ContractJson.Options);

    /// <summary>A stage finished.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="took">How long it ran; null: it did not, its output was held from before.</param>
    public static byte[] StageFinished(string stage, TimeSpan? took) => JsonSerializer.SerializeToUtf8Bytes(
        new StageData(stage, "finished", Math.Round(took?.TotalSeconds ?? 0, 3)) { Reused = took is null }, ContractJson.Options);

    /// <summary>Whether this is a task's last event.</summary>
    public static bool IsTerminal(TaskEventKind kind, JsonElement data) =>
        kind == TaskEventKind.Status
        && ContractJson.TryParseName<AnalysisStatus>(data.GetProperty("status").GetString(), out var status)
        && TaskLifecycle.IsTerminal(status);

    private sealed record StatusData(AnalysisStatus Status, int Attempt, NodeId? Node, TaskError? Error);

    private sealed record ProgressData(double Progress, string? Stage);

    private sealed record StageData(string Stage, string State, double? Seconds)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Reused { get; init; }
    }
}
