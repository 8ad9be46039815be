using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Statistics;

/// <summary>Counts of a short time, or of several together.</summary>
internal sealed class Slice
{
    private long _completed, _failed, _timedOut, _cancelled, _waits, _runs;
    private double _waitSeconds, _executionSeconds, _squaredExecution;
    private int _running, _queued;

    public long Submitted { get; set; }
    public long Rejected { get; set; }
    public long FailedRuns { get; set; }
    public long TimedOutRuns { get; set; }

    /// <summary>Seconds that slots were taken, over all slots.</summary>
    public double BusySeconds { get; set; }

    public void AddWait(double seconds)
    {
        _waits++;
        _waitSeconds += Math.Max(0, seconds);
    }

    public void AddExecution(double seconds)
    {
        seconds = Math.Max(0, seconds);
        _runs++;
        _executionSeconds += seconds;
        _squaredExecution += seconds * seconds;
    }

    public void Count(AnalysisStatus terminal)
    {
        switch (terminal)
        {
            case AnalysisStatus.Completed: _completed++; break;
            case AnalysisStatus.Failed: _failed++; break;
            case AnalysisStatus.TimedOut: _timedOut++; break;
            case AnalysisStatus.Cancelled: _cancelled++; break;
            default: throw new ArgumentOutOfRangeException(nameof(terminal), terminal, "Not a terminal status.");
        }
    }

    /// <summary>So many ran and waited at one instant of it.</summary>
    public void Raise(int running, int queued) => (_running, _queued) = (Math.Max(_running, running), Math.Max(_queued, queued));

    public void Add(Slice other)
    {
        Submitted += other.Submitted;
        Rejected += other.Rejected;
        FailedRuns += other.FailedRuns;
        TimedOutRuns += other.TimedOutRuns;
        BusySeconds += other.BusySeconds;
        (_completed, _failed, _timedOut, _cancelled) = (_completed + other._completed, _failed + other._failed, _timedOut + other._timedOut, _cancelled + other._cancelled);
        (_waits, _waitSeconds) = (_waits + other._waits, _waitSeconds + other._waitSeconds);
        (_runs, _executionSeconds, _squaredExecution) = (_runs + other._runs, _executionSeconds + other._executionSeconds, _squaredExecution + other._squaredExecution);
        Raise(other._running, other._queued);
    }

    public HistoryBucket ToBucket(DateTimeOffset at) => new()
    {
        At = at,
        Submitted = Submitted,
        Completed = _completed,
        Failed = _failed,
        TimedOut = _timedOut,
        Cancelled = _cancelled,
        Rejected = Rejected,
        AverageWaitSeconds = _waits == 0 ? null : Math.Round(_waitSeconds / _waits, 3),
        AverageExecutionSeconds = _runs == 0 ? null : Math.Round(_executionSeconds / _runs, 3),
        Running = _running,
        Queued = _queued,
    };

    public ActivityWindow ToWindow(double seconds, double p95Wait)
    {
        var mean = _runs == 0 ? 0 : _executionSeconds / _runs;
        return new ActivityWindow
        {
            Seconds = seconds,
            Submitted = Submitted,
            Rejected = Rejected,
            Completed = _completed,
            Failed = _failed,
            TimedOut = _timedOut,
            Cancelled = _cancelled,
            Runs = _runs,
            FailedRuns = FailedRuns,
            TimedOutRuns = TimedOutRuns,
            BusySeconds = BusySeconds,
            MeanWaitSeconds = _waits == 0 ? 0 : _waitSeconds / _waits,
            P95WaitSeconds = p95Wait,
            MeanExecutionSeconds = mean,
            ExecutionVariability = mean == 0 ? 0 : Math.Max(0, _squaredExecution / _runs / (mean * mean) - 1),
        };
    }
}
