using TradingAgents.Abstractions;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Diagnosis;

namespace TradingAgents.Embedded;

/// <content>How it does: alerts, report, history.</content>
public sealed partial class EmbeddedEngine
{
    private readonly DateTimeOffset _startedAt;
    private readonly AlertWatch _alerts;

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) => Task.FromResult(_alerts.Look());

    /// <inheritdoc />
    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default)
    {
        var timeout = _runner.TimeoutSeconds;
        var (counted, point) = _host.Read(scheduler => (scheduler.Statistics(_host.Now), scheduler.OperatingPoint(timeout, _host.Now)));
        return Task.FromResult(new SystemReport
        {
            UptimeSeconds = Rounded(Math.Max(0, (_host.Now - _startedAt).TotalSeconds)),
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
        });
    }

    /// <inheritdoc />
    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default)
    {
        var bucketSeconds = SystemHistory.BucketSecondsOf(hours);
        return Task.FromResult(new SystemHistory(bucketSeconds, _host.Read(scheduler => scheduler.History(hours, bucketSeconds, _host.Now))));
    }

    private static double Rounded(double seconds) => Math.Round(seconds, 3);
}
