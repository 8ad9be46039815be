using System.Runtime.InteropServices;

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

    private readonly Dictionary<NodeId, long> _lastTurn = [];
    private readonly Dictionary<NodeId, long> _credits = [];
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
        Forget(candidates.Count);

        var chosen = strategy switch
        {
            PlacementStrategy.RoundRobin => First(candidates, static (_, _) => 0),
            PlacementStrategy.LeastConnections => First(candidates, CompareConnections),
            PlacementStrategy.WeightedRoundRobin => SmoothWeighted(candidates),
            PlacementStrategy.Random => candidates[Draw(random, candidates.Count, out _)],
            PlacementStrategy.HealthAware => First(candidates, static (a, b) => Score(a).CompareTo(Score(b))),
            PlacementStrategy.PowerOfTwo => LessLoadedOfTwo(candidates, random),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "Not a placement strategy."),
        };
        _lastTurn[chosen.Node] = ++_turn;
        return chosen.Node;
    }

    /// <summary>The best by the comparison; among equals the one chosen longest ago, then the first listed.</summary>
    private NodeLoad First(IReadOnlyList<NodeLoad> candidates, Comparison<NodeLoad> compare)
    {
        var best = candidates[0];
        var bestTurn = LastTurn(best);
        for (var i = 1; i < candidates.Count; i++)
        {
            var order = compare(candidates[i], best);
            var turn = LastTurn(candidates[i]);
            if (order > 0 || (order == 0 && turn >= bestTurn)) continue;
            (best, bestTurn) = (candidates[i], turn);
        }
        return best;
    }

    // Each round every candidate earns its weight, the richest is chosen and pays the sum: shares follow the weights
    // and a heavy node's turns are spread out instead of coming in a burst.
    private NodeLoad SmoothWeighted(IReadOnlyList<NodeLoad> candidates)
    {
        var best = candidates[0];
        var bestCredit = long.MinValue;
        var total = 0L;
        foreach (var candidate in candidates)
        {
            ref var credit = ref CollectionsMarshal.GetValueRefOrAddDefault(_credits, candidate.Node, out _);
            credit += candidate.Weight;
            total += candidate.Weight;
            if (credit > bestCredit) (best, bestCredit) = (candidate, credit);
        }
        _credits[best.Node] = bestCredit - total;
        return best;
    }

    private static NodeLoad LessLoadedOfTwo(IReadOnlyList<NodeLoad> candidates, ulong random)
    {
        if (candidates.Count == 1) return candidates[0];
        var first = Draw(random, candidates.Count, out var rest);
        var second = Draw(rest, candidates.Count - 1, out _);
        if (second >= first) second++; // The second is drawn among the others.
        return CompareConnections(candidates[second], candidates[first]) < 0 ? candidates[second] : candidates[first];
    }

    /// <summary>A uniform number from 0 to count - 1, and the randomness left over: the fraction that scaling cut off.</summary>
    private static int Draw(ulong random, int count, out ulong rest) => (int)Math.BigMul(random, (ulong)count, out rest);

    // a/weight(a) against b/weight(b), multiplied out so that equal loads are exactly equal.
    private static int CompareConnections(NodeLoad a, NodeLoad b) =>
        ((long)a.Connections * b.Weight).CompareTo((long)b.Connections * a.Weight);

    private static double Score(NodeLoad node) =>
        node.AverageExecutionSeconds + (ConnectionScore * node.Connections) + (FailureScore * node.Failures);

    private long LastTurn(NodeLoad node) => _lastTurn.GetValueOrDefault(node.Node);

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

    // Forgetting a node that is only full costs it nothing but an early turn.
    private void Forget(int candidates)
    {
        if (_lastTurn.Count > candidates + RememberedAbsentees) _lastTurn.Clear();
        if (_credits.Count > candidates + RememberedAbsentees) _credits.Clear();
    }
}
