using TradingAgents.Abstractions;
using TradingAgents.Core.Alerts;

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
        var now = _host.Now;
        return Task.FromResult(_host.Read(scheduler => SystemReport.Of(scheduler.Statistics(now), scheduler.OperatingPoint(timeout, now), now - _startedAt)));
    }

    /// <inheritdoc />
    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default)
    {
        var bucketSeconds = SystemHistory.BucketSecondsOf(hours);
        return Task.FromResult(new SystemHistory(bucketSeconds, _host.Read(scheduler => scheduler.History(hours, bucketSeconds, _host.Now))));
    }
}
