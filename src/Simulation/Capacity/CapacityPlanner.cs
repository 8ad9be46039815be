namespace TradingAgents.Simulation.Capacity;

/// <summary>How many nodes a workload needs.</summary>
public static class CapacityPlanner
{
    /// <summary>More nodes are not looked for.</summary>
    public const int MostNodes = 10_000;

    // So many tasks tell a quantile well enough; each number of nodes tried costs a simulation.
    private const int TasksPerTrial = 20_000;

    /// <summary>The least number of nodes with which nothing is refused and 19 of 20 tasks wait no longer than asked, though more tasks come than foreseen.</summary>
    /// <param name="shape">A node's limits, the strategy and the order; its number of nodes is not looked at.</param>
    /// <param name="arrivals">The workload, in order of time; its first 20,000 tasks are played.</param>
    /// <param name="p95WaitSeconds">The longest wait wanted for 19 of 20 tasks, at least 0.</param>
    /// <param name="headroom">How much more comes than the workload says, 0.2 for a fifth; at least 0.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Null where not even <see cref="MostNodes"/> are enough.</returns>
    public static int? NodesNeeded(ClusterShape shape, IEnumerable<Arrival> arrivals, double p95WaitSeconds, double headroom = 0.2, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfNegative(p95WaitSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(headroom);
        var closer = arrivals.Take(TasksPerTrial).Select(arrival => arrival with
        {
            AtSeconds = arrival.AtSeconds / (1 + headroom),
            CancelledAtSeconds = arrival.CancelledAtSeconds / (1 + headroom),
        }).ToArray();
        if (closer.Length == 0) return 1;

        // Fewer slots than this could not even do the work in the time.
        var span = closer[^1].AtSeconds - closer[0].AtSeconds;
        var least = span > 0 ? (int)Math.Clamp(closer.Sum(arrival => arrival.RunSeconds) / span / shape.Limits.MaxRunning / 2, 1, MostNodes) : 1;
        var (tooFew, enough) = (0, least);
        for (var step = Math.Max(1, least / 8); !IsEnough(enough); step *= 2)
        {
            if (enough == MostNodes) return null;
            (tooFew, enough) = (enough, Math.Min(MostNodes, enough + step));
        }

        while (enough - tooFew > 1)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            if (IsEnough(middle)) enough = middle;
            else tooFew = middle;
        }

        return enough;

        bool IsEnough(int nodes)
        {
            var report = CapacitySimulation.Run(shape with { Nodes = nodes }, closer, closer.Length / 10, whole: false, cancellationToken);
            return report.Refused == 0 && report.Wait.P95Seconds <= p95WaitSeconds;
        }
    }
}
