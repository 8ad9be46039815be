using TradingAgents.Core.Admission;

namespace TradingAgents.Simulation.Capacity;

/// <summary>How a cluster bore a workload.</summary>
public sealed record CapacityReport
{
    /// <summary>Nodes there were.</summary>
    public required int Nodes { get; init; }

    /// <summary>Tasks that came.</summary>
    public required int Tasks { get; init; }

    /// <summary>Of these, refused for want of room.</summary>
    public required int Refused { get; init; }

    /// <summary>Share of the slots' time that runs took up, 0 to 1, while tasks came.</summary>
    public required double Utilisation { get; init; }

    /// <summary>Seconds from the first arrival to the last end.</summary>
    public required double Seconds { get; init; }

    /// <summary>Most tasks that waited at once.</summary>
    public required int PeakQueued { get; init; }

    /// <summary>Waits of all tasks together.</summary>
    public required WaitSummary Wait { get; init; }

    /// <summary>Waits by submitted priority, the most urgent first; those that did not come are left out.</summary>
    public required IReadOnlyList<PriorityWait> WaitByPriority { get; init; }
}

/// <summary>Waits of the tasks of one submitted priority.</summary>
/// <param name="Priority">As submitted.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="Wait">How long the others waited.</param>
public sealed record PriorityWait(TaskPriority Priority, int Refused, WaitSummary Wait);

/// <summary>Seconds from when tasks could start to their start; exact quantiles, nearest rank. All 0 where nothing started.</summary>
/// <param name="Count">How many started.</param>
/// <param name="MeanSeconds">Mean.</param>
/// <param name="P50Seconds">Half waited no longer.</param>
/// <param name="P95Seconds">19 of 20 waited no longer.</param>
/// <param name="P99Seconds">99 of 100 waited no longer.</param>
/// <param name="MaxSeconds">The longest.</param>
public sealed record WaitSummary(int Count, double MeanSeconds, double P50Seconds, double P95Seconds, double P99Seconds, double MaxSeconds)
{
    /// <summary>Sums up waits, in any order.</summary>
    public static WaitSummary Of(IEnumerable<double> seconds)
    {
        var sorted = seconds.ToArray();
        if (sorted.Length == 0) return new WaitSummary(0, 0, 0, 0, 0, 0);
        Array.Sort(sorted);
        return new WaitSummary(sorted.Length, sorted.Average(), Quantile(0.5), Quantile(0.95), Quantile(0.99), sorted[^1]);

        double Quantile(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
