using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Grains.Scheduling;

/// <content>How the cluster does: alerts, report, history, and why a task waits.</content>
internal sealed partial class ClusterSchedulerGrain
{
    /// <summary>The history of so many ended tasks at most is taken over: a new scheduler must not keep the cluster waiting for its past.</summary>
    private const int HistoryTasks = 5_000;

    private readonly AlertEvaluator _alerts = new(options.Alerts);
    private HashSet<AlertName> _firing = [];
    private DateTimeOffset _startedAt;

    public Task<Alert[]> GetAlertsAsync()
    {
        CheckTerm();
        return Task.FromResult(Judge());
    }

    public Task<SystemReport> GetReportAsync()
    {
        CheckTerm();
        return Task.FromResult(SystemReport.Of(_scheduler.Statistics(Now), _scheduler.OperatingPoint(_limits.AnalysisTimeout, Now), Now - _startedAt));
    }

    public Task<SystemHistory> GetHistoryAsync(int hours)
    {
        CheckTerm();
        var bucketSeconds = SystemHistory.BucketSecondsOf(hours);
        return Task.FromResult(new SystemHistory(bucketSeconds, _scheduler.History(hours, bucketSeconds, Now)));
    }

    // What is shown is durable; where the scheduler is a step ahead of it, nothing is explained rather than another state.
    public async Task<WaitExplanation> ExplainWaitAsync(TaskId taskId)
    {
        CheckTerm();
        var task = await FindAsync(taskId) ?? throw Refusals.UnknownTask(taskId);
        var view = _scheduler.Find(taskId)?.Status == task.Status ? _scheduler.Explain(taskId, Now) : null;
        return WaitExplanation.Of(task, view);
    }

    private Task JudgeAsync()
    {
        if (!_over) Judge();
        return Task.CompletedTask;
    }

    private Alert[] Judge()
    {
        Alert[] alerts = [.. _alerts.Evaluate(_scheduler.Sample(Now) with { OverdueSeconds = LongestOverdueSeconds() })];
        foreach (var alert in alerts.Where(alert => !_firing.Contains(alert.Name))) LogFires(logger, alert.Name, alert.Summary);
        foreach (var name in _firing.Where(name => alerts.All(alert => alert.Name != name))) LogIsOver(logger, name);
        _firing = [.. alerts.Select(alert => alert.Name)];
        return alerts;
    }

    // Of runs that still count; those given up show as stuck on their node.
    private double? LongestOverdueSeconds()
    {
        var now = Now;
        var longest = _scheduler.Tasks.Where(task => task is { Status: AnalysisStatus.Running, StartedAt: not null } && _live.ContainsKey(task.Id))
            .Select(task => (now - task.StartedAt!.Value).TotalSeconds - (_live[task.Id].Request.TimeoutSeconds ?? _limits.AnalysisTimeout))
            .DefaultIfEmpty(0).Max();
        return longest > 0 ? longest : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Alert}: {Summary}")]
    private static partial void LogFires(ILogger logger, AlertName alert, string summary);

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Alert} is over")]
    private static partial void LogIsOver(ILogger logger, AlertName alert);
}
