using System.Text.Json;
using TradingAgents.Core.Admission;

namespace TradingAgents.Simulation.Capacity;

/// <summary>A task of a trace.</summary>
internal sealed record TracedTask(
    string Id, TaskPriority Priority, string Tenant, string Status, string? Node, int Attempt,
    DateTimeOffset Submitted, DateTimeOffset? Started, DateTimeOffset? Finished, double WaitSeconds, double? RunSeconds)
{
    public bool HasRun => Finished is not null && Started is not null && RunSeconds is not null;

    public bool WasCancelledWaiting => Status == "cancelled" && Started is null && Finished is not null;

    /// <summary>When it could first start: schedules and dependencies are over by then. Of several attempts only the last start is known.</summary>
    public DateTimeOffset Startable => Started is { } started && Attempt <= 1 ? started.AddSeconds(-WaitSeconds) : Submitted;
}

/// <summary>Reads tasks from JSON values, one after the other.</summary>
internal static class TraceReader
{
    /// <summary>Each task once, as it was last told.</summary>
    public static IReadOnlyList<TracedTask> Read(ReadOnlySpan<byte> utf8)
    {
        var tasks = new Dictionary<string, TracedTask>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read())
            {
                using var value = JsonDocument.ParseValue(ref reader);
                foreach (var task in TasksIn(value.RootElement)) tasks[task.Id] = task;
            }
        }
        catch (JsonException broken)
        {
            throw new TraceFormatException($"The trace is not JSON: {broken.Message}", broken);
        }

        return [.. tasks.Values];
    }

    private static IEnumerable<TracedTask> TasksIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(Task),
        JsonValueKind.Object when value.TryGetProperty("tasks", out var page) && page.ValueKind == JsonValueKind.Array => page.EnumerateArray().Select(Task),
        JsonValueKind.Object => [Task(value)],
        _ => throw new TraceFormatException($"A trace holds tasks or pages of tasks, not '{value.GetRawText()}'."),
    };

    private static TracedTask Task(JsonElement task)
    {
        if (task.ValueKind != JsonValueKind.Object || Member(task, "task_id")?.GetString() is not { } id)
            throw new TraceFormatException($"A task of the trace has no task_id: {Shortened(task)}");
        try
        {
            var priority = Member(task, "priority")?.GetString();
            return new TracedTask(
                id,
                Enum.TryParse<TaskPriority>(priority, ignoreCase: true, out var known) ? known : throw new FormatException($"priority is '{priority}'"),
                Member(task, "tenant")?.GetString() ?? "default",
                Member(task, "status")?.GetString() ?? throw new FormatException("there is no status"),
                Member(task, "node")?.GetString(),
                Member(task, "attempt")?.GetInt32() ?? 0,
                Member(task, "submitted_at")?.GetDateTimeOffset() ?? throw new FormatException("there is no submitted_at"),
                Member(task, "started_at")?.GetDateTimeOffset(),
                Member(task, "finished_at")?.GetDateTimeOffset(),
                NotNegative(Member(task, "wait_seconds")?.GetDouble() ?? 0, "wait_seconds"),
                Member(task, "execution_seconds") is { } run ? NotNegative(run.GetDouble(), "execution_seconds") : null);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException)
        {
            throw new TraceFormatException($"Task {id} of the trace cannot be read: {wrong.Message}", wrong);
        }
    }

    private static JsonElement? Member(JsonElement task, string name) =>
        task.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static double NotNegative(double seconds, string name) =>
        seconds >= 0 ? seconds : throw new FormatException($"{name} is below 0");

    private static string Shortened(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + " ..." : value.GetRawText();
}
