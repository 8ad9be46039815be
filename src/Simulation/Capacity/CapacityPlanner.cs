namespace TradingAgents.Simulation.Capacity;

/// <summary>How many nodes a workload needs: the least with which nothing is refused and 19 of 20 tasks wait no longer than asked, though more comes than foreseen.</summary>
public static class CapacityPlanner
{
    /// <summary>More nodes are not looked for.</summary>
    public const int MostNodes = 10_000;

    // Enough for a quantile, and for what a busy cluster needs to come to its usual state: that takes a few lengths of a run.
    private const int LeastTasksPerTrial = 20_000;
    private const int RunLengthsPerTrial = 20;

    /// <summary>Nodes for a steady stream. They could do all its work: a queue that only grows slowly is not taken for a short one.</summary>
    /// <param name="shape">A node's limits, the strategy and the order; its number of nodes is not looked at.</param>
    /// <param name="workload">The stream; how many tasks it has is not looked at.</param>
    /// <param name="p95WaitSeconds">The longest wait wanted for 19 of 20 tasks, at least 0.</param>
    /// <param name="headroom">How much more comes than foreseen, 0.2 for a fifth; at least 0.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Null where not even <see cref="MostNodes"/> are enough.</returns>
    public static int? NodesNeeded(ClusterShape shape, PoissonWorkload workload, double p95WaitSeconds, double headroom = 0.2, CancellationToken cancellationToken = default)
    {
        Check(shape, p95WaitSeconds, headroom);
        ArgumentNullException.ThrowIfNull(workload);
        var stream = workload with { ArrivalsPerHour = workload.ArrivalsPerHour * (1 + headroom) };
        var busySlots = stream.ArrivalsPerHour / 3600 * stream.SecondsPerTask;
        var least = (busySlots / shape.Limits.MaxRunning) + 1;
        if (least > MostNodes) return null;
        var trial = stream with { Tasks = (int)Math.Max(LeastTasksPerTrial, RunLengthsPerTrial * busySlots) };
        return Least((int)least, nodes => Suffices(CapacitySimulation.Run(shape with { Nodes = nodes }, trial, cancellationToken), p95WaitSeconds));
    }

    /// <summary>Nodes for a recorded run, were its tasks to come in so much less time.</summary>
    /// <param name="shape">A node's limits, the strategy and the order; its number of nodes is not looked at.</param>
    /// <param name="recorded">The run.</param>
    /// <param name="p95WaitSeconds">The longest wait wanted for 19 of 20 tasks, at least 0.</param>
    /// <param name="headroom">How much more comes in a given time than did, 0.2 for a fifth; at least 0.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Null where not even <see cref="MostNodes"/> are enough.</returns>
    public static int? NodesNeeded(ClusterShape shape, RecordedRun recorded, double p95WaitSeconds, double headroom = 0.2, CancellationToken cancellationToken = default)
    {
        Check(shape, p95WaitSeconds, headroom);
        ArgumentNullException.ThrowIfNull(recorded);
        var closer = recorded.Arrivals.Select(arrival => arrival with
        {
            AtSeconds = arrival.AtSeconds / (1 + headroom),
            CancelledAtSeconds = arrival.CancelledAtSeconds / (1 + headroom),
        }).ToArray();
        return Least(1, nodes => Suffices(CapacitySimulation.RunWhole(shape with { Nodes = nodes }, closer, cancellationToken), p95WaitSeconds));
    }

    private static bool Suffices(CapacityReport report, double p95WaitSeconds) => report.Refused == 0 && report.Wait.P95Seconds <= p95WaitSeconds;

    private static int? Least(int least, Func<int, bool> suffices)
    {
        var (tooFew, enough) = (least - 1, least);
        for (var step = Math.Max(1, least / 64); !suffices(enough); step *= 2)
        {
            if (enough == MostNodes) return null;
            (tooFew, enough) = (enough, Math.Min(MostNodes, enough + step));
        }

        while (enough - tooFew > 1)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            if (suffices(middle)) enough = middle;
            else tooFew = middle;
        }

        return enough;
    }

    private static void Check(ClusterShape shape, double p95WaitSeconds, double headroom)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfNegative(p95WaitSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(headroom);
    }
}
