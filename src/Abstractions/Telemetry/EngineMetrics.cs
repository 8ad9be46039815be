using System.Diagnostics.Metrics;

namespace TradingAgents.Abstractions.Telemetry;

/// <summary>The durations an engine records; free of cost while nobody listens. See <see cref="MetricNames"/> for who measures what.</summary>
public static class EngineMetrics
{
    private static readonly Meter Meter = new(MetricNames.Meter);

    private static readonly Histogram<double> Wait = Meter.CreateHistogram(
        MetricNames.TaskWaitSeconds, "s", "Seconds from when a task became startable (submitted, due, or its dependencies met) to its first start.",
        advice: Buckets(0.01, 0.1, 0.5, 1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600));

    private static readonly Histogram<double> Execution = Meter.CreateHistogram(
        MetricNames.TaskExecutionSeconds, "s", "Seconds one attempt ran.",
        advice: Buckets(0.05, 0.25, 1, 5, 15, 30, 60, 120, 180, 300, 600, 1800, 7200));

    private static readonly Histogram<double> Placement = Meter.CreateHistogram(
        MetricNames.PlacementSeconds, "s", "Seconds it took to choose a node for a task.",
        advice: Buckets(0.00001, 0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 2));

    /// <summary>A task started for the first time.</summary>
    public static void RecordWait(AnalysisType type, TimeSpan wait) => Wait.Record(wait.TotalSeconds, Type(type));

    /// <summary>An attempt ended, however it ended.</summary>
    public static void RecordExecution(AnalysisType type, TimeSpan execution) => Execution.Record(execution.TotalSeconds, Type(type));

    /// <summary>A node was chosen for a task, or none had room.</summary>
    public static void RecordPlacement(TimeSpan took) => Placement.Record(took.TotalSeconds);

    private static KeyValuePair<string, object?> Type(AnalysisType type) => new("analysis_type", ContractJson.NameOf(type));

    private static InstrumentAdvice<double> Buckets(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
