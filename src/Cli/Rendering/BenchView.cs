using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Cli.LoadTesting;

namespace TradingAgents.Cli.Rendering;

/// <summary>What a load test measured.</summary>
/// <param name="Server">Which was loaded.</param>
/// <param name="AnalysisType">With what.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Nodes">As they were before.</param>
/// <param name="Steps">In the order they were run.</param>
internal sealed record BenchView(Uri Server, string AnalysisType, DateTimeOffset StartedAt, IReadOnlyList<NodeSnapshot> Nodes, IReadOnlyList<LoadStep> Steps)
{
    private int Slots => Nodes.Sum(node => node.MaxConcurrentAnalyses);

    private int Places => Nodes.Sum(node => node.MaxQueueSize);

    public void Write(CliContext context)
    {
        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Server.OriginalString}: {Nodes.Count} nodes with {Slots} slots and {Places} places; {AnalysisType} tasks, each step's at once"));
        context.Out.WriteLine();
        new TableView(
            ["TASKS", "COMPLETED", "FAILED", "REFUSED", "SUCCESS", "TOOK"],
            [.. Steps.Select(step => (IReadOnlyList<string>)
                [Name(step), Count(step.Completed), Count(step.Failed), Refused(step), Plain.Number(step.SuccessRate * 100) + " %", Seconds(step.Took)])]).Write(context);
        context.Out.WriteLine();
        new TableView(["TASKS", "TIME", "MEAN", "MEDIAN", "MIN", "MAX"], [.. Steps.SelectMany(Times)]).Write(context);
    }

    /// <summary>What the step marked with a star is for, and whether it showed it.</summary>
    public void Explain(CliContext context)
    {
        foreach (var step in Steps.Where(step => step.BeyondCapacity)) context.Say(Footnote(step));
    }

    /// <summary>What the step beyond capacity was to show, and whether it did.</summary>
    private static string Footnote(LoadStep step) => step.Refused.Count > 0
        ? "* More tasks at once than there were slots and places free, to see that the server refuses what it has no room for: refusals as queue_full are as it should be, and count against no success."
        : "* Warning: more tasks at once than there were slots and places free, and yet none was refused: tasks ended, or room was made, faster than they were submitted, so this step did not "
            + "reach the limit. Let each run longer (--seconds-per-task), or give more beyond capacity (--extra).";

    /// <summary>On one line; durations in seconds.</summary>
    public string ToJson() => ContractJson.ToElement(new { Server = Server.OriginalString, StartedAt, AnalysisType, Nodes = Nodes.Count, Slots, Places, Steps }).GetRawText();

    private static IEnumerable<IReadOnlyList<string>> Times(LoadStep step)
    {
        foreach (var (name, time) in new[] { ("submit", step.Submit), ("wait", step.Wait), ("execution", step.Execution), ("total", step.Total) })
        {
            yield return time.Count == 0
                ? [Name(step), name, "-", "-", "-", "-"]
                : [Name(step), name, Seconds(time.Mean), Seconds(time.Median), Seconds(time.Min), Seconds(time.Max)];
        }
    }

    private static string Name(LoadStep step) => Count(step.Tasks) + (step.BeyondCapacity ? "*" : "");

    private static string Refused(LoadStep step) =>
        step.Refused.Count == 0 ? "0" : string.Join(", ", step.Refused.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{Count(each.Value)} {each.Key}"));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString(seconds < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + " s";
}
