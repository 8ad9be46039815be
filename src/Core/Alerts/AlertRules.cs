namespace TradingAgents.Core.Alerts;

/// <summary>When alerts fire. The defaults are those of the product's seeds.</summary>
public sealed record AlertRules
{
    /// <summary>More tasks waiting than this, over all nodes, fire; 0 or more, default 50.</summary>
    public int QueueLength { get; init; } = 50;

    /// <summary>A greater share of the slots' time used in the last minute fires; 0 to 1, default 0.9.</summary>
    public double Utilization { get; init; } = 0.9;

    /// <summary>A smaller share of tasks that completed fires; 0 to 1, default 0.95.</summary>
    public double SuccessRate { get; init; } = 0.95;

    /// <summary>A longer mean run, in seconds, fires; above 0, default 120.</summary>
    public double MeanExecutionSeconds { get; init; } = 120;

    /// <summary>Fewer healthy nodes fire; 0 or more, default 2. Where there has never been a second node, one alone is no fault: the threshold is then 1 at most.
    /// Nor is a node missed that someone drains: the threshold is then at most the number of the others, and 1 at least.</summary>
    public int HealthyNodes { get; init; } = 2;

    /// <summary>A greater share of attempts that failed or ran out of time fires; 0 to 1, default 0.1.</summary>
    public double FailureRate { get; init; } = 0.1;

    /// <summary>How long a condition must hold before it fires; 0 or more, default 10 s.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it must be well again, by a margin of a tenth, before it fires no more; 0 or more, default 30 s.</summary>
    public TimeSpan ClearFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Over how long shares and means look back.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Over how long the slots' use looks back.</summary>
    public static TimeSpan UtilizationWindow { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Fewer ends than this in <see cref="Window"/> say nothing about a share.</summary>
    public const int FewestEnds = 5;

    /// <summary>Refuses what is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names what is.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(QueueLength);
        ArgumentOutOfRangeException.ThrowIfNegative(HealthyNodes);
        CheckShare(Utilization, nameof(Utilization));
        CheckShare(SuccessRate, nameof(SuccessRate));
        CheckShare(FailureRate, nameof(FailureRate));
        if (!(MeanExecutionSeconds > 0)) throw new ArgumentOutOfRangeException(nameof(MeanExecutionSeconds), MeanExecutionSeconds, "Must be above 0.");
        ArgumentOutOfRangeException.ThrowIfLessThan(For, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ClearFor, TimeSpan.Zero);
    }

    private static void CheckShare(double share, string name)
    {
        if (!(share >= 0 && share <= 1)) throw new ArgumentOutOfRangeException(name, share, "Must be 0 to 1.");
    }
}
