namespace TradingAgents.Core.Placement;

/// <summary>
/// Chooses nodes by any <see cref="PlacementStrategy"/>. Deterministic: the same calls give the same choices.
/// </summary>
/// <remarks>
/// "In turn" means: the candidate chosen longest ago, one never chosen first. Over a steady set of nodes that is a rotation;
/// nodes that join, leave or are full for a while disturb nobody else's turn. Ties are broken in the same way, so equal nodes share evenly.
/// A choice costs O(candidates). One caller at a time.
/// </remarks>
public sealed class Placer
{
    private const double ConnectionScore = 0.1;
    private const double FailureScore = 2;

    // Nodes come and go under new names; beyond this many that are no candidates, they are forgotten.
    private const int RememberedAbsentees = 1024;

    private readonly Dictionary<NodeId, PlacementSeat> _seats = [];
    private readonly List<PlacementSeat> _listed = [];
    private long _turn;

    /// <summary>The node to place the next task on.</summary>
    /// <param name="strategy">How to choose.</param>
    /// <param name="candidates">The nodes that have room, each once, in a stable order.</param>
    /// <param name="random">A random number of 64 bits, used by <see cref="PlacementStrategy.Random"/> and <see cref="PlacementStrategy.PowerOfTwo"/>.</param>
    /// <exception cref="ArgumentException">There is no candidate, or one has a weight below 1 or an average that is no number.</exception>
    public NodeId Choose(PlacementStrategy strategy, IReadOnlyList<NodeLoad> candidates, ulong random)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        Check(candidates);
        _listed.Clear();
        foreach (var candidate in candidates)
        {
            var seat = SeatOf(candidate.Node, candidates.Count);
            (seat.Connections, seat.Weight, seat.AverageExecutionSeconds, seat.Failures) =
                (candidate.Connections, candidate.Weight, candidate.AverageExecutionSeconds, candidate.Failures);
            _listed.Add(seat);
        }

        return candidates[ChooseSeat(strategy, _listed, random)].Node;
    }

    /// <summary>A node's seat, which its owner keeps current; the one it had, if it was here before.</summary>
    /// <param name="node">Which.</param>
    /// <param name="present">How many nodes there are; of others only some are remembered.</param>
    internal PlacementSeat SeatOf(NodeId node, int present)
    {
        Forget(present);
        if (!_seats.TryGetValue(node, out var seat)) _seats[node] = seat = new PlacementSeat(node);
        return seat;
    }

    /// <summary>The same choice among seats: the index of the one chosen.</summary>
    internal int ChooseSeat(PlacementStrategy strategy, List<PlacementSeat> candidates, ulong random)
    {
        var chosen = strategy switch
        {
            PlacementStrategy.RoundRobin => First(candidates, static (_, _) => 0),
            PlacementStrategy.LeastConnections => First(candidates, CompareConnections),
            PlacementStrategy.WeightedRoundRobin => SmoothWeighted(candidates),
            PlacementStrategy.Random => Draw(random, candidates.Count, out _),
            PlacementStrategy.HealthAware => First(candidates, static (a, b) => Score(a).CompareTo(Score(b))),
            PlacementStrategy.PowerOfTwo => LessLoadedOfTwo(candidates, random),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "Not a placement strategy."),
        };
        candidates[chosen].LastTurn = ++_turn;
        return chosen;
    }

    /// <summary>The best by the comparison; among equals the one chosen longest ago, then the first listed.</summary>
    private static int First(List<PlacementSeat> candidates, Comparison<PlacementSeat> compare)
    {
        var best = 0;
        for (var i = 1; i < candidates.Count; i++)
        {
            var order = compare(candidates[i], candidates[best]);
            if (order < 0 || (order == 0 && candidates[i].LastTurn < candidates[best].LastTurn)) best = i;
        }
        return best;
    }

    // Each round every candidate earns its weight, the richest is chosen and pays the sum: shares follow the weights
    // and a heavy node's turns are spread out instead of coming in a burst.
    private static int SmoothWeighted(List<PlacementSeat> candidates)
    {
        var best = 0;
        var total = 0L;
        for (var i = 0; i < candidates.Count; i++)
        {
            candidates[i].Credit += candidates[i].Weight;
            total += candidates[i].Weight;
            if (candidates[i].Credit > candidates[best].Credit) best = i;
        }
        candidates[best].Credit -= total;
        return best;
    }

    private static int LessLoadedOfTwo(List<PlacementSeat> candidates, ulong random)
    {
        if (candidates.Count == 1) return 0;
        var first = Draw(random, candidates.Count, out var rest);
        var second = Draw(rest, candidates.Count - 1, out _);
        if (second >= first) second++; // The second is drawn among the others.
        return CompareConnections(candidates[second], candidates[first]) < 0 ? second : first;
    }

    /// <summary>A uniform number from 0 to count - 1, and the randomness left over: the fraction that scaling cut off.</summary>
    private static int Draw(ulong random, int count, out ulong rest) => (int)Math.BigMul(random, (ulong)count, out rest);

    // a/weight(a) against b/weight(b), multiplied out so that equal loads are exactly equal.
    private static int CompareConnections(PlacementSeat a, PlacementSeat b) =>
        ((long)a.Connections * b.Weight).CompareTo((long)b.Connections * a.Weight);

    private static double Score(PlacementSeat node) =>
        node.AverageExecutionSeconds + (ConnectionScore * node.Connections) + (FailureScore * node.Failures);

    private static void Check(IReadOnlyList<NodeLoad> candidates)
    {
        if (candidates.Count == 0)
            throw new ArgumentException("There is no node to choose from; reject or hold the task instead.", nameof(candidates));
        foreach (var candidate in candidates)
        {
            if (candidate.Weight < 1)
                throw new ArgumentException($"Node {candidate.Node} has weight {candidate.Weight}; the least is 1.", nameof(candidates));
            if (!double.IsFinite(candidate.AverageExecutionSeconds))
                throw new ArgumentException($"Node {candidate.Node} has an average execution time of {candidate.AverageExecutionSeconds}.", nameof(candidates));
        }
    }

    // Forgetting a node that is only full costs it nothing but an early turn. Seats that have an owner stay with it.
    private void Forget(int candidates)
    {
        if (_seats.Count > candidates + RememberedAbsentees) _seats.Clear();
    }
}
