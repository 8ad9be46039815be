using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Scheduling;

/// <summary>A governor and what else the cluster knows of its node. Whatever changes it is told to the set that it belongs to.</summary>
internal sealed class ClusterNode
{
    private readonly ExecutionTimes _executionTimes = new();
    private Action<ClusterNode> _changed;

    public ClusterNode(Governor governor, int weight, PlacementSeat seat, Action<ClusterNode> changed)
    {
        (Governor, Seat, _changed) = (governor, seat, changed);
        (seat.Weight, seat.AverageExecutionSeconds) = (weight, 0);
        governor.Changed = () => _changed(this);
    }

    public Governor Governor { get; }
    public NodeId Id => Governor.Node;

    /// <summary>Its load and its turn, as a choice between nodes looks at them.</summary>
    public PlacementSeat Seat { get; }

    /// <summary>What the sums over all nodes hold of it.</summary>
    public NodeCount Counted { get; private set; }

    public int Weight
    {
        get => Seat.Weight;
        set => Seat.Weight = value;
    }

    public double AverageExecutionSeconds => Seat.AverageExecutionSeconds;

    /// <summary>So many failed checks in a row make a node unhealthy.</summary>
    public const int FailedChecksLimit = 3;

    /// <summary>It takes work, answers its checks, and few of its runs are stuck.</summary>
    public bool IsHealthy => Governor.IsHealthy && FailedChecks < FailedChecksLimit;

    /// <summary>Health checks failed since the last that passed.</summary>
    public int FailedChecks
    {
        get;
        set
        {
            field = value;
            _changed(this);
        }
    }

    /// <summary>It goes when its last run has ended.</summary>
    public bool Leaving { get; set; }

    /// <summary>A run has ended here.</summary>
    public void AddExecution(TimeSpan execution)
    {
        _executionTimes.Add(execution);
        Seat.AverageExecutionSeconds = _executionTimes.MeanSeconds;
    }

    /// <summary>Takes stock.</summary>
    public void Count()
    {
        Counted = new NodeCount(Governor.Running, Governor.Queued, Governor.FreeSlots > 0, Governor.FreePlaces > 0, IsHealthy);
        Seat.Connections = Counted.Running + Counted.Queued;
        Seat.Failures = FailedChecks + Governor.Stuck;
    }

    /// <summary>It is gone: what still happens to it concerns nobody.</summary>
    public void Detach() => _changed = _ => { };
}

/// <summary>What is summed up over all nodes.</summary>
internal readonly record struct NodeCount(int Running, int Queued, bool HasFreeSlot, bool HasFreePlace, bool IsHealthy);
