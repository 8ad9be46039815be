using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Alerts;

namespace TradingAgents.Http.Telemetry;

/// <summary>What <c>/metrics</c> answers: the engine's state at this moment, then what was recorded. <see cref="MetricNames"/> says which is which.</summary>
internal sealed class MetricsPage(IAnalysisEngine engine, PrometheusExporter exporter, RejectionCounter rejections)
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public async Task<string> RenderAsync(CancellationToken cancellationToken)
    {
        var stats = await engine.GetStatsAsync(cancellationToken);
        var nodes = await engine.GetNodesAsync(cancellationToken);
        var text = new PrometheusText();
        WriteTotals(text, stats.Concurrency);
        WriteNodes(text, stats.Concurrency, nodes);
        WriteInsight(text, await engine.GetReportAsync(cancellationToken), await engine.GetAlertsAsync(cancellationToken));
        exporter.Write(text);
        return text.ToString();
    }

    private void WriteTotals(PrometheusText text, ConcurrencyStats stats)
    {
        text.Metric(MetricNames.TasksSubmittedTotal, "counter", "Tasks admitted, repeats and refusals not counted.");
        text.Sample(MetricNames.TasksSubmittedTotal, stats.TotalSubmitted);

        text.Metric(MetricNames.TasksCompletedTotal, "counter", "Tasks ended, by terminal status.");
        text.Sample(MetricNames.TasksCompletedTotal, stats.TotalCompleted, ("status", "completed"));
        text.Sample(MetricNames.TasksCompletedTotal, stats.TotalFailed, ("status", "failed"));
        text.Sample(MetricNames.TasksCompletedTotal, stats.TotalCancelled, ("status", "cancelled"));
        text.Sample(MetricNames.TasksCompletedTotal, stats.TotalTimedOut, ("status", "timed_out"));

        text.Metric(MetricNames.TasksRejectedTotal, "counter", "Submissions refused, by reason.");
        text.Sample(MetricNames.TasksRejectedTotal, stats.TotalRejected, ("reason", ErrorCodes.QueueFull));
        foreach (var reason in new[] { ErrorCodes.RateLimited, ErrorCodes.Draining, ErrorCodes.StorageUnavailable })
            text.Sample(MetricNames.TasksRejectedTotal, rejections.Of(reason), ("reason", reason));

        text.Metric(MetricNames.TasksRetriedTotal, "counter", "Attempts that failed or timed out and were tried again.");
        text.Sample(MetricNames.TasksRetriedTotal, stats.TotalRetried);
    }

    private static void WriteInsight(PrometheusText text, SystemReport report, IReadOnlyList<Alert> alerts)
    {
        text.Metric(MetricNames.SlotUtilization, "gauge", "Share of the slots' time used in the last minute, 0 to 1.");
        text.Sample(MetricNames.SlotUtilization, report.Utilization);

        text.Metric(MetricNames.AlertFiring, "gauge", "Whether an alert fires: 1 or 0, by name.");
        foreach (var name in Enum.GetValues<AlertName>())
            text.Sample(MetricNames.AlertFiring, alerts.Any(alert => alert.Name == name) ? 1 : 0, ("name", ContractJson.NameOf(name)));
    }

    private static void WriteNodes(PrometheusText text, ConcurrencyStats stats, IReadOnlyList<NodeSnapshot> nodes)
    {
        text.Metric(MetricNames.TasksRunning, "gauge", "Tasks that run, by node.");
        foreach (var node in nodes) text.Sample(MetricNames.TasksRunning, node.Running, ("node", node.NodeId.Value));

        text.Metric(MetricNames.TasksQueued, "gauge", "Tasks in a node's queue, by node and priority.");
        foreach (var node in nodes)
        {
            foreach (var priority in Enum.GetValues<TaskPriority>())
            {
                text.Sample(MetricNames.TasksQueued, node.QueuedByPriority.GetValueOrDefault(priority),
                    ("node", node.NodeId.Value), ("priority", ContractJson.NameOf(priority)));
            }
        }

        text.Metric(MetricNames.TasksUnplaced, "gauge", "Accepted tasks that wait without a place in a node's queue.");
        text.Sample(MetricNames.TasksUnplaced, Math.Max(0, stats.CurrentQueued - nodes.Sum(node => node.Queued)));

        text.Metric(MetricNames.NodeHealthy, "gauge", "Whether a node is healthy: 1 or 0.");
        foreach (var node in nodes) text.Sample(MetricNames.NodeHealthy, node.Healthy ? 1 : 0, ("node", node.NodeId.Value));

        text.Metric(MetricNames.NodeStuckRuns, "gauge", "Runs abandoned that still go on, by node.");
        foreach (var node in nodes) text.Sample(MetricNames.NodeStuckRuns, node.Stuck, ("node", node.NodeId.Value));
    }
}
