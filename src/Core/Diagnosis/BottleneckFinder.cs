using TradingAgents.Core.Estimation;
using static TradingAgents.Core.Diagnosis.Wording;

namespace TradingAgents.Core.Diagnosis;

/// <summary>Finds what limits a cluster, from how it works now; the worst first.</summary>
public static class BottleneckFinder
{
    /// <summary>Over how long it looks back.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The 95th percentile of waits that more nodes are to bring about, in seconds.</summary>
    public const double GoalSeconds = 60;

    private const double BusyShare = 0.9;
    private const double NoticeableWaitSeconds = 5;
    private const double FailureShare = 0.1;
    private const double TimeoutShare = 0.05;
    private const int FewestRuns = 5;
    private const int MostNodes = 1000;

    /// <summary>All that was found; empty where nothing limits it.</summary>
    public static IReadOnlyList<Bottleneck> Find(OperatingPoint point)
    {
        Bottleneck?[] found = [Slots(point), QueuePlaces(point), Nodes(point), Failures(point), Timeouts(point)];
        return [.. found.OfType<Bottleneck>().OrderByDescending(bottleneck => bottleneck.Severity)];
    }

    private static Bottleneck? Slots(OperatingPoint point)
    {
        var p95 = point.Window.P95WaitSeconds;
        if (point.Slots == 0 || point.Utilization < BusyShare || (point.Queued == 0 && p95 < NoticeableWaitSeconds)) return null;
        var forecasts = Forecasts(point);
        var growing = forecasts.Count > 0 && forecasts[0].P95WaitSeconds is null;
        var summary = $"Slots are the limit: {point.Running} of {point.Slots} taken, utilisation {Percent(point.Utilization)} in the last minute, " +
            $"p95 wait {Seconds(p95)}, {point.Queued} waiting.";
        return new Bottleneck(BottleneckName.Slots, growing ? Severity.Critical : Severity.Warning, summary, SlotsRemedy(point, forecasts), Share(point.Utilization), forecasts);
    }

    private static string SlotsRemedy(OperatingPoint point, List<NodeForecast> forecasts)
    {
        if (forecasts.Count == 0) return "Add nodes, or raise the limit of concurrent analyses if the machine has room; how much it takes will be known once some runs have ended.";
        var (now, enough) = (forecasts[0], forecasts[^1]);
        if (forecasts.Count == 1)
        {
            return $"A burst: {now.Nodes} {Plural(now.Nodes)} are enough for the rate of arrivals of the last while (p95 wait {Seconds(now.P95WaitSeconds!.Value)}). " +
                $"What waits will have started in about {Seconds(point.LastStartSeconds(point.Slots))}; with one more node in {Seconds(point.LastStartSeconds(point.Slots + point.SlotsPerNode))}.";
        }

        var why = now.P95WaitSeconds is { } expected
            ? $"{now.Nodes} {Plural(now.Nodes)} would settle at a p95 wait of {Seconds(expected)}"
            : "Work arrives faster than it is done, and the line grows";
        return enough.P95WaitSeconds is { } reached
            ? $"{why}; {enough.Nodes} nodes would bring it to {Seconds(reached)}."
            : $"{why}; {enough.Nodes} nodes are not enough either: make the analyses shorter, or fewer.";
    }

    // With the nodes there are, and, where that misses the goal, with more of them up to the first that meets it. Refused work counts: it would come if it could.
    private static List<NodeForecast> Forecasts(OperatingPoint point)
    {
        var window = point.Window;
        var ended = window.Judged + window.Cancelled;
        if (window.Runs < FewestRuns || ended == 0) return [];
        var arrivals = (window.Submitted + window.Rejected) / window.Seconds;
        var service = window.MeanExecutionSeconds * Math.Max(1, (double)window.Runs / ended); // Attempts that were tried again use slots too.
        var forecasts = new List<NodeForecast>();
        for (var nodes = point.ServingNodes; nodes <= MostNodes; nodes++)
        {
            var forecast = MultiServerQueue.Forecast(nodes * point.SlotsPerNode, arrivals, service, window.ExecutionVariability);
            var isLast = forecast?.P95WaitSeconds <= GoalSeconds || nodes == MostNodes;
            if (nodes < point.ServingNodes + 4 || isLast)
                forecasts.Add(new NodeForecast(nodes, Share(forecast?.Utilization ?? 1), Rounded(forecast?.MeanWaitSeconds), Rounded(forecast?.P95WaitSeconds)));
            if (isLast) break;
        }

        return forecasts;
    }

    private static Bottleneck? QueuePlaces(OperatingPoint point)
    {
        var (refused, asked) = (point.Window.Rejected, point.Window.Rejected + point.Window.Submitted);
        if (refused == 0) return null;
        return new Bottleneck(
            BottleneckName.QueuePlaces, Severity.Warning,
            $"{refused} of {asked} submissions were refused as queue_full: {point.ServingNodes} {Plural(point.ServingNodes)} hold {point.PlacesPerNode} waiting tasks each.",
            "Submit more slowly (Retry-After says when), or add nodes; a longer queue only makes the wait longer.", refused, []);
    }

    private static Bottleneck? Nodes(OperatingPoint point)
    {
        var missing = point.Nodes - point.ServingNodes;
        if (missing <= 0) return null;
        return new Bottleneck(
            BottleneckName.Nodes, point.ServingNodes == 0 ? Severity.Critical : Severity.Warning,
            $"{missing} of {point.Nodes} {Plural(point.Nodes)} {(missing == 1 ? "takes" : "take")} no work: {missing * point.SlotsPerNode} of {point.Nodes * point.SlotsPerNode} slots are out of use.",
            "See which in /api/v1/system/nodes; set what drains or is down active again, or remove it.", missing, []);
    }

    private static Bottleneck? Failures(OperatingPoint point)
    {
        var window = point.Window;
        if (window.Runs < FewestRuns || window.FailureRate <= FailureShare) return null;
        return new Bottleneck(
            BottleneckName.Failures, Severity.Warning,
            $"{window.FailedRuns} of {window.Runs} attempts failed or ran out of time ({Percent(window.FailureRate)}): slots are used for nothing.",
            "Read the error of a failed task (list --status failed): data that is missing fails at once, services that are away fail after retries.", Share(window.FailureRate), []);
    }

    private static Bottleneck? Timeouts(OperatingPoint point)
    {
        var window = point.Window;
        var share = window.Runs == 0 ? 0 : (double)window.TimedOutRuns / window.Runs;
        if (window.Runs < FewestRuns || share <= TimeoutShare) return null;
        return new Bottleneck(
            BottleneckName.Timeouts, Severity.Warning,
            $"{window.TimedOutRuns} of {window.Runs} attempts ran out of time ({Percent(share)}); the default is {Seconds(point.TimeoutSeconds)} at depth 1, the mean run took {Seconds(window.MeanExecutionSeconds)}.",
            "Raise the timeout, or ask for less depth.", Share(share), []);
    }

    private static double Share(double share) => Math.Round(share, 4);

    private static double? Rounded(double? seconds) => seconds is { } value ? Math.Round(value, 3) : null;

    private static string Plural(int nodes) => nodes == 1 ? "node" : "nodes";
}
