using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Scheduling;

/// <summary>A governor and what else the cluster knows of its node.</summary>
internal sealed class ClusterNode(Governor governor, int weight)
{
    public Governor Governor { get; } = governor;
    public NodeId Id => Governor.Node;
    public int Weight { get; set; } = weight;
    public ExecutionTimes ExecutionTimes { get; } = new();

    /// <summary>So many failed checks in a row make a node unhealthy.</summary>
    public const int FailedChecksLimit = 3;

    /// <summary>It takes work, answers its checks, and few of its runs are stuck.</summary>
    public bool IsHealthy => Governor.IsHealthy && FailedChecks < FailedChecksLimit;

    /// <summary>Health checks failed since the last that passed.</summary>
    public int FailedChecks { get; set; }

    /// <summary>It goes when its last run has ended.</summary>
    public bool Leaving { get; set; }

    public NodeLoad Load => new(
        Id, Governor.Running, Governor.Queued, Governor.Limits.MaxRunning, Weight, ExecutionTimes.MeanSeconds, FailedChecks + Governor.Stuck);
}
