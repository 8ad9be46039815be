using TradingAgents.Core.Alerts;
using TradingAgents.Core.Diagnosis;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Scheduling;

/// <content>What happened when, and what it says: totals, history, alerts' samples, bottlenecks.</content>
public sealed partial class ClusterScheduler
{
    private readonly RunStatistics _statistics = new();
    private readonly ActivityHistory _activity = new();

    /// <summary>A caller was told that there is no room; an offer alone does not count, since a batch makes many and is answered once.</summary>
    public void CountRefusal()
    {
        _statistics.Rejected();
        _activity.Rejected(_now);
    }

    /// <summary>Takes over the totals of earlier processes, before <see cref="Recover(IReadOnlyCollection{TaskRecord}, IReadOnlyDictionary{TaskId, AnalysisStatus}, DateTimeOffset)"/>, so that they agree with the tasks there are.</summary>
    /// <param name="ended">How many tasks are kept that ended so.</param>
    /// <param name="unfinished">Those that have not ended.</param>
    public void RestoreTotals(IReadOnlyDictionary<AnalysisStatus, int> ended, IReadOnlyCollection<TaskRecord> unfinished) =>
        _statistics.Restore(ended, unfinished.Count, unfinished.Count(task => task.WasPlaced));

    /// <summary>Takes over the history of earlier processes, as far as the tasks that are kept tell it.</summary>
    /// <param name="tasks">Those of the last <see cref="ActivityHistory.Hours"/> hours, ended or not.</param>
    /// <param name="now">The time.</param>
    public void RestoreHistory(IEnumerable<TaskRecord> tasks, DateTimeOffset now)
    {
        Advance(now);
        _activity.Restore(tasks, _now);
    }

    /// <summary>Counters, averages and percentiles.</summary>
    public StatisticsSnapshot Statistics(DateTimeOffset now) => _statistics.Snapshot(now);

    /// <summary>The last hours in buckets, oldest first; see <see cref="ActivityHistory.Buckets"/>.</summary>
    public IReadOnlyList<HistoryBucket> History(int hours, int bucketSeconds, DateTimeOffset now)
    {
        Advance(now);
        return _activity.Buckets(hours, bucketSeconds, _now);
    }

    /// <summary>What alerts are judged by; the engine adds what only it knows.</summary>
    public AlertSample Sample(DateTimeOffset now)
    {
        Advance(now);
        var recent = _activity.Window(AlertRules.Window, _now);
        return new AlertSample
        {
            At = _now,
            Queued = Queued,
            Utilization = Slots == 0 ? null : UtilizationNow(),
            SuccessRate = recent.Judged < AlertRules.FewestEnds ? null : recent.SuccessRate,
            FailureRate = recent.Runs < AlertRules.FewestEnds ? null : recent.FailureRate,
            MeanExecutionSeconds = recent.Runs == 0 ? null : recent.MeanExecutionSeconds,
            HealthyNodes = _nodes.InOrder.Count(node => node.IsHealthy),
            Nodes = _nodes.InOrder.Count,
            DrainingNodes = _nodes.InOrder.Count(node => node.Governor.State == NodeState.Draining),
        };
    }

    /// <summary>How it works now.</summary>
    /// <param name="timeoutSeconds">Default timeout of one attempt, which only the engine knows.</param>
    /// <param name="now">The time.</param>
    public OperatingPoint OperatingPoint(double timeoutSeconds, DateTimeOffset now)
    {
        Advance(now);
        return new OperatingPoint
        {
            Window = _activity.Window(BottleneckFinder.Window, _now),
            Utilization = UtilizationNow(),
            Nodes = _nodes.InOrder.Count,
            ServingNodes = _nodes.InOrder.Count(Serves),
            SlotsPerNode = _limits.MaxRunning,
            PlacesPerNode = _limits.MaxQueued,
            Running = Running,
            Queued = Queued,
            LastStartSeconds = LastStartSeconds,
            TimeoutSeconds = timeoutSeconds,
        };
    }

    private double LastStartSeconds(int slots)
    {
        var (running, lengthOf) = Expectations();
        double[] lengths = [.. InOrder().Select(lengthOf)];
        return lengths.Length == 0 || slots == 0 ? 0 : StartEstimator.StartTimes(running, slots, lengths)[^1];
    }

    private double UtilizationNow() => _activity.Window(AlertRules.UtilizationWindow, _now).Utilization(Slots);

    private void CountSubmission()
    {
        _statistics.Submitted();
        _activity.Submitted(_now);
    }

    /// <param name="wait">Null where it is not the task's first start.</param>
    private void CountStart(TimeSpan? wait)
    {
        _statistics.Started(wait, Running);
        if (wait is { } waited) _activity.Started(waited, _now);
    }

    private void CountRun(TimeSpan execution, RunOutcome outcome)
    {
        _statistics.RunEnded(execution);
        _activity.RunEnded(execution, failed: outcome is RunOutcome.Failed or RunOutcome.TimedOut, timedOut: outcome is RunOutcome.TimedOut, _now);
    }

    private void CountEnd(AnalysisStatus terminal)
    {
        _statistics.Finished(terminal, _now);
        _activity.Finished(terminal, _now);
    }
}
