using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Commands;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Cli.Rendering;

/// <summary>What a capacity simulation says.</summary>
/// <param name="Shape">The cluster.</param>
/// <param name="Workload">What came; null where a recorded run was played.</param>
/// <param name="Recorded">The recorded run.</param>
/// <param name="Report">How the cluster bore it.</param>
/// <param name="P95Wait">The wait wanted, in seconds.</param>
/// <param name="NodesNeeded">For that wait; null where no number would do.</param>
internal sealed record CapacityView(
    ClusterShape Shape, PoissonWorkload? Workload, RecordedRun? Recorded, CapacityReport Report, double P95Wait, int? NodesNeeded)
{
    public void Write(CliContext context)
    {
        context.Out.WriteLine(Invariant($"{Count(Shape.Nodes, "node")} of {Count(Shape.Limits.MaxRunning, "slot")} and {Count(Shape.Limits.MaxQueued, "place")}, {ContractJson.NameOf(Shape.Strategy)}: {Load()}"));
        context.Out.WriteLine();
        Waits().Write(context);
        context.Out.WriteLine();
        if (Recorded is not null)
        {
            Comparison(Recorded).Write(context);
            context.Out.WriteLine();
        }

        new FieldsView(
        [
            ("utilisation", Plain.Number(Report.Utilisation * 100) + " %"),
            ("most waiting at once", Number(Report.PeakQueued)),
            ("refused", $"{Number(Report.Refused)} of {Number(Report.Tasks)} ({Plain.Number(100.0 * Report.Refused / Math.Max(1, Report.Tasks), 2)} %)"),
            ("nodes needed", Invariant($"{NodesNeeded?.ToString(CultureInfo.InvariantCulture) ?? "more than 10000"}, for a wait of at most {Plain.Number(P95Wait)} s for 19 of 20 tasks, with {Plain.Number(SimulateOptions.Headroom * 100)} % headroom")),
        ]).Write(context);
        foreach (var note in Notes()) context.Say(note);
    }

    public void WriteJson(CliContext context) => context.Out.WriteLine(ContractJson.ToElement(new
    {
        Shape.Nodes,
        MaxConcurrentAnalyses = Shape.Limits.MaxRunning,
        MaxQueueSize = Shape.Limits.MaxQueued,
        Shape.Strategy,
        AgingSeconds = Shape.Order.Aging.TotalSeconds,
        Shape.Seed,
        Workload?.ArrivalsPerHour,
        Workload?.SecondsPerTask,
        Report.Tasks,
        Report.Refused,
        Report.Utilisation,
        Report.PeakQueued,
        Report.Seconds,
        Report.Wait,
        Report.WaitByPriority,
        TargetP95WaitSeconds = P95Wait,
        SimulateOptions.Headroom,
        NodesNeeded,
        Recorded = Recorded is null ? null : new { Recorded.Nodes, Recorded.Seconds, Recorded.Wait, Recorded.WaitByPriority, Recorded.LeftOut, Recorded.Retried },
    }).GetRawText());

    private string Load() => Workload is { } load
        ? Invariant($"{Count(load.Tasks, "task")}, {Plain.Number(load.ArrivalsPerHour)} an hour, of {Plain.Number(load.SecondsPerTask)} s")
        : Invariant($"{Count(Report.Tasks, "recorded task")}");

    private TableView Waits() => new(
        ["PRIORITY", "STARTED", "REFUSED", "MEAN WAIT", "50 %", "95 %", "99 %", "LONGEST"],
        [.. Report.WaitByPriority.Select(each => Row(ContractJson.NameOf(each.Priority), each.Refused, each.Wait)), Row("all", Report.Refused, Report.Wait)]);

    private static string[] Row(string name, int refused, WaitSummary wait) =>
    [
        name, Number(wait.Count), Number(refused), Seconds(wait.MeanSeconds), Seconds(wait.P50Seconds), Seconds(wait.P95Seconds), Seconds(wait.P99Seconds), Seconds(wait.MaxSeconds),
    ];

    private TableView Comparison(RecordedRun recorded)
    {
        return new TableView(
            ["ALL TASKS", "RECORDED", "SIMULATED", "CHANGE"],
            [
                Line("mean wait", recorded.Wait.MeanSeconds, Report.Wait.MeanSeconds),
                Line("wait, 50 %", recorded.Wait.P50Seconds, Report.Wait.P50Seconds),
                Line("wait, 95 %", recorded.Wait.P95Seconds, Report.Wait.P95Seconds),
                Line("wait, 99 %", recorded.Wait.P99Seconds, Report.Wait.P99Seconds),
                Line("first arrival to last end", recorded.Seconds, Report.Seconds),
            ]);

        static string[] Line(string name, double was, double now) =>
            [name, Seconds(was), Seconds(now), was > 0 ? (now >= was ? "+" : "") + Plain.Number((now / was - 1) * 100) + " %" : "-"];
    }

    private IEnumerable<string> Notes()
    {
        if (Recorded is { LeftOut: > 0 and var left }) yield return $"Left out of the trace: {Count(left, "task")} that had not ended or never could start.";
        if (Recorded is { Retried: > 0 and var retried }) yield return $"Of {Count(retried, "task")} with several attempts only the last is in the trace; it is played as the only one.";
    }

    private static string Seconds(double seconds) => Plain.Number(seconds, seconds < 10 ? 2 : 1) + " s";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count, string name) => Number(count) + " " + name + (count == 1 ? "" : "s");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
