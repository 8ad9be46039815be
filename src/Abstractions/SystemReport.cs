using TradingAgents.Core.Diagnosis;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Abstractions;

/// <summary>How an engine has worked since it started, and what limits it now. Times in seconds; all 0 before the first task.</summary>
public sealed record SystemReport
{
    /// <summary>Since this engine started.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Tasks that ended, in whatever way, per second of the last minute.</summary>
    public double TasksPerSecond { get; init; }

    /// <summary>Completed / (completed + failed + timed out), 0 to 1; 1 before the first end.</summary>
    public double SuccessRate { get; init; }

    /// <summary>Tasks that run.</summary>
    public int Active { get; init; }

    /// <summary>Tasks that wait for a slot.</summary>
    public int Queued { get; init; }

    /// <summary>Most tasks ever running at once.</summary>
    public int PeakConcurrency { get; init; }

    /// <summary>Share of the slots' time used in the last minute, 0 to 1.</summary>
    public double Utilization { get; init; }

    public double AverageWaitSeconds { get; init; }
    public double P50WaitSeconds { get; init; }
    public double P95WaitSeconds { get; init; }
    public double P99WaitSeconds { get; init; }
    public double AverageExecutionSeconds { get; init; }
    public double P50ExecutionSeconds { get; init; }
    public double P95ExecutionSeconds { get; init; }
    public double P99ExecutionSeconds { get; init; }

    /// <summary>What limits it now, the worst first; empty where nothing does.</summary>
    public required IReadOnlyList<Bottleneck> Bottlenecks { get; init; }

    /// <summary>The report that the counts and the operating point of a scheduler make.</summary>
    /// <param name="counted">Since the start.</param>
    /// <param name="point">Now.</param>
    /// <param name="uptime">Since the start; below 0 where the clock was set back, and then told as 0.</param>
    public static SystemReport Of(StatisticsSnapshot counted, OperatingPoint point, TimeSpan uptime) => new()
    {
        UptimeSeconds = Rounded(Math.Max(0, uptime.TotalSeconds)),
        TasksPerSecond = Rounded(counted.TasksPerMinute / 60.0),
        SuccessRate = Math.Round(counted.SuccessRate, 4),
        Active = point.Running,
        Queued = point.Queued,
        PeakConcurrency = counted.PeakConcurrency,
        Utilization = Math.Round(point.Utilization, 4),
        AverageWaitSeconds = Rounded(counted.Wait.Average),
        P50WaitSeconds = Rounded(counted.Wait.P50),
        P95WaitSeconds = Rounded(counted.Wait.P95),
        P99WaitSeconds = Rounded(counted.Wait.P99),
        AverageExecutionSeconds = Rounded(counted.Execution.Average),
        P50ExecutionSeconds = Rounded(counted.Execution.P50),
        P95ExecutionSeconds = Rounded(counted.Execution.P95),
        P99ExecutionSeconds = Rounded(counted.Execution.P99),
        Bottlenecks = BottleneckFinder.Find(point),
    };

    private static double Rounded(double seconds) => Math.Round(seconds, 3);
}
