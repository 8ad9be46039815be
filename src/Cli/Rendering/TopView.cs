using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Commands;
using TradingAgents.Core.Alerts;

namespace TradingAgents.Cli.Rendering;

/// <summary>A cluster at one moment, for people: as a screen, or as plain text.</summary>
/// <param name="server">Where it was read.</param>
/// <param name="time">Tells when.</param>
internal sealed class TopView(Uri server, TimeProvider time)
{
    /// <summary>With fewer rows for tasks, the head is cut to one row a line.</summary>
    private const int EnoughRows = 6;

    private const int BarLength = 10;

    /// <summary>Of a screen: three headings, two titles, four empty lines, the foot, and the last row, which stays free.</summary>
    private const int RowsBesides = 11;

    private const char Full = '■';
    private const char Empty = '·';

    /// <summary>Everything, once, without a bar.</summary>
    public void Write(ClusterReading reading, CliContext context)
    {
        foreach (var line in Head(reading)) context.Out.WriteLine(line);
        foreach (var alert in reading.Alerts) context.Out.WriteLine(AlertLine(alert));
        foreach (var (title, table) in Parts(reading, bars: false, rows: int.MaxValue))
        {
            context.Out.WriteLine();
            if (title is not null) context.Out.WriteLine(title);
            table?.Write(context);
        }
    }

    /// <summary>As much as fits.</summary>
    /// <param name="reading">What to show.</param>
    /// <param name="problem">Why there is nothing newer; null: there is.</param>
    /// <param name="pause">Until the next look.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colour">Whether there may be any.</param>
    public IRenderable Draw(ClusterReading reading, string? problem, TimeSpan pause, int width, int height, bool colour)
    {
        var head = Head(reading, problem);
        var rows = Room(head.Sum(line => Plain.RowsOf(Plain.Line(line.Text), width)));
        if (rows < EnoughRows)
        {
            head = [.. head.Select(line => (Plain.Clip(Plain.Line(line.Text), width), line.Style))];
            rows = Room(head.Count);
        }

        var lines = head.Select(line => (IRenderable)Line(line.Text, line.Style)).ToList();
        foreach (var (title, table) in Parts(reading, bars: true, Math.Max(2, rows)))
        {
            lines.Add(new Text(""));
            if (title is not null) lines.Add(Line(title, "bold"));
            if (table is not null) lines.Add(table.ToTable(colour, width));
        }

        lines.Add(new Text(""));
        lines.Add(Line($"q leaves; looks every {Plain.Number(pause.TotalSeconds)} s", "dim"));
        return new Rows(lines);

        int Room(int head) => height - head - reading.Nodes.Count - RowsBesides;

        Markup Line(string text, string? style) =>
            new(colour && style is not null ? $"[{style}]{Plain.Line(text).EscapeMarkup()}[/]" : Plain.Line(text).EscapeMarkup());
    }

    /// <summary>What comes first on a screen, with its style.</summary>
    private List<(string Text, string? Style)> Head(ClusterReading reading, string? problem) =>
    [
        .. Head(reading).Select((line, i) => (line, i == 0 ? "bold" : null)),
        .. problem is null ? [] : new (string, string?)[] { (problem + " Trying again.", "red") },
        .. reading.Alerts.Select(alert => (AlertLine(alert), (string?)(alert.Severity == Core.Severity.Critical ? "red" : "yellow"))),
    ];

    private IEnumerable<string> Head(ClusterReading reading)
    {
        var (work, balance) = reading.Stats;
        var report = reading.Report;
        yield return $"{server.OriginalString}  {Plain.Time(time.GetUtcNow())}  up {Lasting(report.UptimeSeconds)}  {balance.HealthyInstances} of {balance.TotalInstances} nodes healthy";
        yield return $"{work.CurrentRunning} running, {work.CurrentQueued} queued, most at once {work.PeakConcurrentTasks}; {Plain.Percent(report.Utilization)} of the slots used in the last minute";
        yield return $"{Plain.Number(work.TasksPerMinute, 2)} ended in the last minute, {Plain.Percent(work.SuccessRate)} succeed";
        yield return $"wait {Plain.Number(report.P50WaitSeconds)} s median, {Plain.Number(report.P95WaitSeconds)} s p95; run {Plain.Number(report.P50ExecutionSeconds)} s median, {Plain.Number(report.P95ExecutionSeconds)} s p95";
        if (report.Bottlenecks is [var worst, ..]) yield return $"{worst.Summary} {worst.Remedy}";
    }

    private static IEnumerable<(string? Title, TableView? Table)> Parts(ClusterReading reading, bool bars, int rows)
    {
        // What one list leaves of its half is the other's.
        var waiting = Math.Min(reading.Queued.Count, Math.Max(rows / 2, rows - reading.Running.Count));
        var running = rows - waiting;
        yield return (null, new TableView(
            ["NODE", "STATE", "HEALTHY", "SLOTS", "QUEUE", "AVERAGE RUN"],
            [.. reading.Nodes.Select(node => NodeRow(node, bars))])
        {
            Style = BarColour,
        });
        yield return Tasks("RUNNING", reading.Running, reading.Stats.Concurrency.CurrentRunning, running,
            ["STOCK", "TYPE", "PRIORITY", "NODE", "PROGRESS", "RUNS FOR", "TASK", "STAGE"],
            task =>
            {
                var progress = bars ? $"{Bar(task.Progress, BarLength)} {Plain.Percent(task.Progress)}" : Plain.Percent(task.Progress);
                var runs = task.ExecutionSeconds is { } seconds ? Lasting(seconds) : "-";
                return [task.StockCode, ContractJson.NameOf(task.AnalysisType), ContractJson.NameOf(task.Priority), task.Node?.Value ?? "-", progress, runs, task.TaskId.Value, task.Stage ?? "-"];
            });
        yield return Tasks("NEXT", reading.Queued, reading.Stats.Concurrency.CurrentQueued, waiting,
            ["STOCK", "TYPE", "PRIORITY", "NODE", "PLACE", "STARTS IN", "TASK"],
            task =>
            {
                var place = task.QueuePosition?.ToString(CultureInfo.InvariantCulture) ?? "-";
                var start = task.EstimatedStartSeconds is { } seconds ? Lasting(seconds) : "-";
                return [task.StockCode, ContractJson.NameOf(task.AnalysisType), Priority(task, reading), task.Node?.Value ?? "-", place, start, task.TaskId.Value];
            });
    }

    private static IReadOnlyList<string> NodeRow(NodeSnapshot node, bool bars) =>
    [
        node.NodeId.Value, ContractJson.NameOf(node.State), node.Healthy ? "yes" : "no", Share(node.Running, node.MaxConcurrentAnalyses, bars),
        Share(node.Queued, node.MaxQueueSize, bars), Plain.Number(node.AverageExecutionSeconds) + " s",
    ];

    private static (string Title, TableView? Table) Tasks(
        string title, IReadOnlyList<TaskSnapshot> tasks, int inAll, int rows, string[] headings, Func<TaskSnapshot, string[]> cells)
    {
        if (tasks.Count == 0) return ($"{title}: nothing", null);
        var shown = tasks.Take(rows).Select(task => (IReadOnlyList<string>)cells(task)).ToArray();
        var of = shown.Length < Math.Max(inAll, tasks.Count) ? string.Create(CultureInfo.InvariantCulture, $" ({shown.Length} of {Math.Max(inAll, tasks.Count)})") : "";
        return (title + of, new TableView(headings, shown) { Style = BarColour, Dispensable = ["STAGE", "TYPE", "NODE", "PLACE", "RUNS FOR", "PRIORITY"] });
    }

    /// <summary>Where it goes before one of a higher priority: what waiting has raised it to.</summary>
    private static string Priority(TaskSnapshot task, ClusterReading reading) =>
        ContractJson.NameOf(task.Priority) + (reading.Raised.TryGetValue(task.TaskId, out var raised) ? ">" + ContractJson.NameOf(raised) : "");

    private static string AlertLine(Alert alert) => $"{ContractJson.NameOf(alert.Severity)}: {Plain.Line(alert.Summary)} ({ContractJson.NameOf(alert.Name)}, since {Plain.Time(alert.Since)})";

    private static string Share(int used, int of, bool bars)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{used}/{of}");
        return bars ? $"{Bar(of == 0 ? 0 : (double)used / of, Math.Clamp(of, 1, BarLength))} {numbers}" : numbers;
    }

    /// <summary>Never full before all is, never empty once something is.</summary>
    private static string Bar(double share, int length)
    {
        var full = share <= 0 ? 0 : share >= 1 ? length : Math.Clamp((int)(share * length), Math.Min(1, length - 1), Math.Max(1, length - 1));
        return new string(Full, full) + new string(Empty, length - full);
    }

    private static string? BarColour(string cell) => cell.Length == 0 || cell[0] is not (Full or Empty) ? null : cell.Contains(Empty) ? "blue" : "yellow";

    private static string Lasting(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds)) switch
    {
        { TotalSeconds: < 60 } span => Plain.Number(span.TotalSeconds, span.TotalSeconds < 10 ? 1 : 0) + " s",
        { TotalHours: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
        { TotalDays: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min"),
        var span => string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h"),
    };
}
