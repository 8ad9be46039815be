using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Statistics;

/// <summary>Counts what an engine does, in fixed memory however long it runs. Every call costs O(1). One caller at a time.</summary>
public sealed class RunStatistics
{
    private readonly DurationHistogram _wait = new();
    private readonly DurationHistogram _execution = new();
    private readonly RateMeter _ends = new();
    private long _submitted, _rejected, _retried, _placed, _completed, _failed, _cancelled, _timedOut;
    private int _peak;

    /// <summary>Takes over the totals of an earlier process, as far as its tasks are still kept; averages and peaks start anew.</summary>
    /// <param name="ended">Tasks by terminal status; other statuses are passed over.</param>
    /// <param name="unfinished">Tasks that have not ended.</param>
    /// <param name="placed">How many of those had a place on a node.</param>
    public void Restore(IReadOnlyDictionary<AnalysisStatus, int> ended, int unfinished, int placed)
    {
        _completed = ended.GetValueOrDefault(AnalysisStatus.Completed);
        _failed = ended.GetValueOrDefault(AnalysisStatus.Failed);
        _cancelled = ended.GetValueOrDefault(AnalysisStatus.Cancelled);
        _timedOut = ended.GetValueOrDefault(AnalysisStatus.TimedOut);
        var allEnded = _completed + _failed + _cancelled + _timedOut;
        _submitted = allEnded + unfinished;
        _placed = allEnded + placed;
    }

    /// <summary>A task was admitted for the first time.</summary>
    public void Submitted() => _submitted++;

    /// <summary>A submission was refused because everything was full.</summary>
    public void Rejected() => _rejected++;

    /// <summary>An attempt failed or timed out, and the task will be tried again.</summary>
    public void Retried() => _retried++;

    /// <summary>A task was given a place on a node.</summary>
    public void Placed() => _placed++;

    /// <summary>A run started.</summary>
    /// <param name="wait">How long its task had waited; null where it is not the task's first start.</param>
    /// <param name="runningNow">How many run now, this one included; at least 1.</param>
    public void Started(TimeSpan? wait, int runningNow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runningNow, 1);
        if (wait is { } waited) _wait.Add(waited);
        _peak = Math.Max(_peak, runningNow);
    }

    /// <summary>A run ended, in whatever way.</summary>
    public void RunEnded(TimeSpan execution) => _execution.Add(execution);

    /// <summary>A task reached its terminal status.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status is not terminal.</exception>
    public void Finished(AnalysisStatus terminal, DateTimeOffset now)
    {
        switch (terminal)
        {
            case AnalysisStatus.Completed: _completed++; break;
            case AnalysisStatus.Failed: _failed++; break;
            case AnalysisStatus.Cancelled: _cancelled++; break;
            case AnalysisStatus.TimedOut: _timedOut++; break;
            default: throw new ArgumentOutOfRangeException(nameof(terminal), terminal, "Not a terminal status.");
        }
        _ends.Add(now);
    }

    /// <summary>Everything so far.</summary>
    public StatisticsSnapshot Snapshot(DateTimeOffset now)
    {
        var judged = _completed + _failed + _timedOut;
        return new()
        {
            TotalSubmitted = _submitted,
            TotalRejected = _rejected,
            TotalRetried = _retried,
            TotalPlaced = _placed,
            TotalCompleted = _completed,
            TotalFailed = _failed,
            TotalCancelled = _cancelled,
            TotalTimedOut = _timedOut,
            PeakConcurrency = _peak,
            SuccessRate = judged == 0 ? 1 : (double)_completed / judged,
            TasksPerMinute = _ends.LastMinute(now),
            Wait = _wait.Summarize(),
            Execution = _execution.Summarize(),
        };
    }
}
