namespace TradingAgents.Core.Statistics;

/// <summary>What happened in the last while, all together. Times in seconds.</summary>
public sealed record ActivityWindow
{
    /// <summary>How long it is, at least 1.</summary>
    public required double Seconds { get; init; }

    public long Submitted { get; init; }
    public long Rejected { get; init; }
    public long Completed { get; init; }
    public long Failed { get; init; }
    public long TimedOut { get; init; }
    public long Cancelled { get; init; }

    /// <summary>Runs that ended, in whatever way.</summary>
    public long Runs { get; init; }

    /// <summary>Runs that ended with an error or ran out of time, retried or not.</summary>
    public long FailedRuns { get; init; }

    /// <summary>Those of them that ran out of time.</summary>
    public long TimedOutRuns { get; init; }

    /// <summary>Seconds that slots were taken, over all slots.</summary>
    public double BusySeconds { get; init; }

    /// <summary>Of the tasks that started; 0 where none did.</summary>
    public double MeanWaitSeconds { get; init; }

    /// <summary>Of the last 1000 tasks that started; 0 where none did.</summary>
    public double P95WaitSeconds { get; init; }

    /// <summary>Of the runs that ended; 0 where none did.</summary>
    public double MeanExecutionSeconds { get; init; }

    /// <summary>Squared coefficient of variation of the runs' lengths: 0 where all take as long, 1 for an exponential spread.</summary>
    public double ExecutionVariability { get; init; }

    /// <summary>Tasks whose end says how well analyses work; cancelled ones say nothing.</summary>
    public long Judged => Completed + Failed + TimedOut;

    /// <summary>Completed of those, 0 to 1; 1 where there are none.</summary>
    public double SuccessRate => Judged == 0 ? 1 : (double)Completed / Judged;

    /// <summary>Share of the runs that failed or ran out of time, 0 to 1.</summary>
    public double FailureRate => Runs == 0 ? 0 : (double)FailedRuns / Runs;

    /// <summary>Share of so many slots' time that was used, 0 to 1.</summary>
    public double Utilization(int slots) => slots <= 0 ? 0 : Math.Min(1, BusySeconds / (slots * Seconds));
}
