using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Cli.Rendering;

/// <summary>A task's events as lines; on a terminal, progress rewrites its own line.</summary>
internal sealed class WatchView(CliContext context, TaskId task, bool json)
{
    private const int BarLength = 24;

    private bool _lineIsOpen;
    private double _progress;

    /// <summary>How the task ended, unless it completed; null before.</summary>
    public string? Failure { get; private set; }

    public void Show(TaskEvent happened)
    {
        if (happened.Kind == TaskEventKind.Status) Failure = FailureOf(happened.Data);
        if (json)
        {
            context.Out.WriteLine(AsAnswered(happened));
            return;
        }

        var time = happened.At == default ? "" : happened.At.UtcDateTime.ToString("HH:mm:ss'Z' ", CultureInfo.InvariantCulture);
        if (context.Rewrites) Draw(happened, time);
        else context.Out.WriteLine($"{time}{ContractJson.NameOf(happened.Kind),-8}  {Plain.Line(Describe(happened))}".TrimEnd());
    }

    /// <summary>Leaves the line that progress rewrites.</summary>
    public void EndLine()
    {
        if (_lineIsOpen) context.Out.WriteLine();
        _lineIsOpen = false;
    }

    /// <summary>A stage is one line, once it has finished; what runs is on a line of its own that is written over.</summary>
    private void Draw(TaskEvent happened, string time)
    {
        var data = happened.Data;
        switch (happened.Kind)
        {
            case TaskEventKind.Progress:
                DrawProgress(Number(data, "progress") ?? 0, Text(data, "stage"));
                break;
            case TaskEventKind.Stage when Text(data, "state") == "finished":
                WriteLine(time, "green", "✓", $"{Text(data, "stage")}{(IsReused(data) ? "  reused" : Number(data, "seconds") is { } took ? $"  {Plain.Number(took, 2)} s" : "")}");
                break;
            case TaskEventKind.Stage:
                DrawProgress(_progress, Text(data, "stage"));
                break;
            default:
                WriteLine(time, ColourOf(Text(data, "status")), "●", DescribeStatus(data));
                break;
        }
    }

    private void DrawProgress(double progress, string stage)
    {
        _progress = progress;
        var full = (int)(Math.Clamp(progress, 0, 1) * BarLength);
        var line = $"{new string('━', full)}{new string('─', BarLength - full)} {Plain.Percent(progress),5}  {Plain.Line(stage)}";
        var width = Math.Max(1, context.Size().Width - 1);
        context.Out.Write("\r" + line.PadRight(width)[..width]);
        _lineIsOpen = true;
    }

    private void WriteLine(string time, string colour, string sign, string text)
    {
        if (_lineIsOpen) context.Out.Write("\r" + new string(' ', Math.Max(1, context.Size().Width - 1)) + "\r");
        _lineIsOpen = false;
        Terminal.Of(context, int.MaxValue / 2).MarkupLine($"[dim]{time}[/][{colour}]{sign}[/] {Plain.Line(text).EscapeMarkup()}");
    }

    private static string ColourOf(string status) => status switch
    {
        "completed" => "green",
        "failed" or "timed_out" => "red",
        "cancelled" or "retrying" => "yellow",
        _ => "blue",
    };

    /// <summary>The three parts of a server-sent event as one JSON object: its id, its event and its data.</summary>
    private string AsAnswered(TaskEvent happened)
    {
        var data = JsonObject.Create(happened.Data) ?? [];
        data["task_id"] = task.Value;
        data["at"] = ContractJson.FormatTime(happened.At);
        return new JsonObject { ["id"] = happened.Id, ["event"] = ContractJson.NameOf(happened.Kind), ["data"] = data }.ToJsonString(ContractJson.Options);
    }

    private static string Describe(TaskEvent happened)
    {
        var data = happened.Data;
        return happened.Kind switch
        {
            TaskEventKind.Progress => $"{(Number(data, "progress") is { } fraction ? Plain.Percent(fraction) : ""),5}  {Text(data, "stage")}",
            TaskEventKind.Stage => $"{Text(data, "stage")} {(IsReused(data) ? "reused" : Text(data, "state"))}{(!IsReused(data) && Number(data, "seconds") is { } took ? $" in {Plain.Number(took, 2)} s" : "")}",
            _ => DescribeStatus(data),
        };
    }

    private static string DescribeStatus(JsonElement data)
    {
        var status = Text(data, "status");
        var attempt = Number(data, "attempt") is > 0 and { } number && status is "running" ? $", attempt {Plain.Number(number, 0)}" : "";
        var node = Text(data, "node") is { Length: > 0 } name && status is "running" or "queued" ? $" on {name}" : "";
        return $"{status}{node}{attempt}{(ErrorOf(data) is { } error ? $": {error}" : "")}";
    }

    private static string? FailureOf(JsonElement data)
    {
        var status = Text(data, "status");
        if (status is not ("failed" or "cancelled" or "timed_out")) return null;
        return (status == "timed_out" ? "timed out" : status == "cancelled" ? "was cancelled" : status) + (ErrorOf(data) is { } error ? $": {error}" : "");
    }

    private static string? ErrorOf(JsonElement data)
    {
        if (!data.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object) return null;
        return Text(error, "code") == Text(data, "status") ? Text(error, "message") : $"{Text(error, "code")}: {Text(error, "message")}";
    }

    private static bool IsReused(JsonElement data) => data.TryGetProperty("reused", out var reused) && reused.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static double? Number(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
