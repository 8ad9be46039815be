using System.Diagnostics.CodeAnalysis;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;

namespace TradingAgents.Core.Scheduling;

/// <summary>All nodes by name, with sums over them that every change of a node keeps current: no event adds up a thousand nodes.</summary>
internal sealed class NodeSet
{
    private readonly Dictionary<string, ClusterNode> _byName = new(StringComparer.Ordinal);
    private readonly List<ClusterNode> _inOrder = [];
    private readonly Placer _placer = new();
    private readonly List<ClusterNode> _candidates = [];
    private readonly List<PlacementSeat> _seats = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<ClusterNode> InOrder => _inOrder;

    /// <summary>Tasks in slots, those reserved for one included.</summary>
    public int Running { get; private set; }

    /// <summary>Tasks in queues, those reserved a place included.</summary>
    public int Queued { get; private set; }

    /// <summary>Whether any node has a free slot, an unhealthy one included.</summary>
    public bool AnyFreeSlot => _withFreeSlot > 0;

    /// <summary>Whether any node has a free place, an unhealthy one included.</summary>
    public bool AnyFreePlace => _withFreePlace > 0;

    public ClusterNode this[NodeId node] => _byName[node.Value];

    private int _withFreeSlot, _withFreePlace, _healthy;

    public bool Contains(NodeId node) => _byName.ContainsKey(node.Value);

    public bool TryGet(NodeId node, [NotNullWhen(true)] out ClusterNode? found) => _byName.TryGetValue(node.Value, out found);

    public void Add(Governor governor, int weight)
    {
        var node = new ClusterNode(governor, weight, _placer.SeatOf(governor.Node, _inOrder.Count), Recount);
        _byName.Add(node.Id.Value, node);
        var place = _inOrder.FindIndex(other => string.CompareOrdinal(other.Id.Value, node.Id.Value) > 0);
        _inOrder.Insert(place < 0 ? _inOrder.Count : place, node);
        Recount(node);
    }

    public void Remove(ClusterNode node)
    {
        _byName.Remove(node.Id.Value);
        _inOrder.Remove(node);
        Count(node.Counted, -1);
        node.Detach();
    }

    /// <summary>Unhealthy nodes are left alone as long as there are others; a cluster of none but unhealthy ones works on rather than stand still.</summary>
    public bool IsEligible(ClusterNode node) => node.IsHealthy || _healthy == 0;

    /// <summary>The node that the strategy chooses among the eligible ones with a free slot, or place; null where there is none.</summary>
    public ClusterNode? Choose(PlacementStrategy strategy, Room room, SeededRandom random)
    {
        if (!(room == Room.Slot ? AnyFreeSlot : AnyFreePlace)) return null;
        _candidates.Clear();
        _seats.Clear();
        foreach (var node in _inOrder)
        {
            if (!(room == Room.Slot ? node.Counted.HasFreeSlot : node.Counted.HasFreePlace) || !(node.Counted.IsHealthy || _healthy == 0)) continue;
            _candidates.Add(node);
            _seats.Add(node.Seat);
        }

        return _candidates.Count == 0 ? null : _candidates[_placer.ChooseSeat(strategy, _seats, random.NextBits())];
    }

    private void Recount(ClusterNode node)
    {
        var before = node.Counted;
        node.Count();
        Count(before, -1);
        Count(node.Counted, +1);
    }

    private void Count(in NodeCount node, int sign)
    {
        Running += sign * node.Running;
        Queued += sign * node.Queued;
        if (node.HasFreeSlot) _withFreeSlot += sign;
        if (node.HasFreePlace) _withFreePlace += sign;
        if (node.IsHealthy) _healthy += sign;
    }
}

/// <summary>What a task needs of a node.</summary>
internal enum Room
{
    /// <summary>A slot, to run.</summary>
    Slot,

    /// <summary>A place in the queue, to wait.</summary>
    Place,
}
