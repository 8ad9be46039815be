using FsCheck;
using FsCheck.Fluent;
using TradingAgents.Core.Placement;

namespace TradingAgents.Core.Tests.Placement;

public sealed class PlacerTests
{
    public static TheoryData<PlacementStrategy> Strategies() => [.. Enum.GetValues<PlacementStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_single_candidate_is_chosen_whatever_its_load(PlacementStrategy strategy)
    {
        var placer = new Placer();
        foreach (var random in NotableRandoms())
            Assert.Equal(new NodeId("a"), placer.Choose(strategy, [Node("a", running: 5, queued: 50, average: 300, failures: 9)], random));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Without_a_candidate_there_is_no_choice(PlacementStrategy strategy)
    {
        Assert.Throws<ArgumentException>("candidates", () => new Placer().Choose(strategy, [], 0));
    }

    [Fact]
    public void A_weight_below_one_an_average_that_is_no_number_and_an_unknown_strategy_are_refused()
    {
        Assert.Throws<ArgumentException>("candidates", () => new Placer().Choose(PlacementStrategy.RoundRobin, [Node("a", weight: 0)], 0));
        Assert.Throws<ArgumentException>("candidates", () => new Placer().Choose(PlacementStrategy.HealthAware, [Node("a", average: double.NaN)], 0));
        Assert.Throws<ArgumentOutOfRangeException>("strategy", () => new Placer().Choose((PlacementStrategy)99, [Node("a")], 0));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_random_number_gives_a_candidate(PlacementStrategy strategy)
    {
        for (var count = 1; count <= 20; count++)
        {
            var candidates = Nodes(count);
            foreach (var random in NotableRandoms())
                Assert.Contains(candidates, candidate => candidate.Node == new Placer().Choose(strategy, candidates, random));
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_same_calls_give_the_same_choices(PlacementStrategy strategy)
    {
        var load = Gen.Choose(0, 60);
        var candidate =
            from name in Gen.Choose(1, 12)
            from running in load
            from queued in load
            from weight in Gen.Choose(1, 5)
            from average in Gen.Choose(0, 3)
            from failures in Gen.Choose(0, 3)
            select Node($"node-{name}", running, queued, weight, average, failures);
        var call =
            from candidates in candidate.NonEmptyListOf()
            from random in ArbMap.Default.GeneratorFor<ulong>()
            select (Candidates: candidates.DistinctBy(node => node.Node).ToList(), Random: random);

        Prop.ForAll(call.ListOf().ToArbitrary(), calls =>
        {
            var (one, other) = (new Placer(), new Placer());
            return calls.All(made =>
            {
                var chosen = one.Choose(strategy, made.Candidates, made.Random);
                return chosen == other.Choose(strategy, made.Candidates, made.Random)
                    && made.Candidates.Exists(node => node.Node == chosen);
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Round_robin_takes_each_in_turn()
    {
        Assert.Equal("abcabcabc", Sequence(new Placer(), PlacementStrategy.RoundRobin, Nodes(3), 9));
    }

    [Fact]
    public void Round_robin_keeps_its_turns_when_a_node_leaves_returns_or_joins()
    {
        var placer = new Placer();
        var (a, b, c, d) = (Node("a"), Node("b"), Node("c"), Node("d"));
        Assert.Equal("ab", Sequence(placer, PlacementStrategy.RoundRobin, [a, b, c], 2));
        Assert.Equal("ca", Sequence(placer, PlacementStrategy.RoundRobin, [a, c], 2));    // b is full: nobody is skipped or doubled
        Assert.Equal("bca", Sequence(placer, PlacementStrategy.RoundRobin, [a, b, c], 3)); // b had waited longest
        Assert.Equal("dbca", Sequence(placer, PlacementStrategy.RoundRobin, [d, a, b, c], 4));
        Assert.Equal("dbca", Sequence(placer, PlacementStrategy.RoundRobin, [d, a, b, c], 4));
    }

    [Fact]
    public void Round_robin_stays_even_among_the_steady_nodes_while_thousands_of_others_pass_through()
    {
        var placer = new Placer();
        var counts = new Dictionary<NodeId, int>();
        for (var i = 0; i < 10_000; i++)
        {
            var chosen = placer.Choose(PlacementStrategy.RoundRobin, [Node("a"), Node("b"), Node($"passing-{i}")], 0);
            if (!chosen.Value.StartsWith("passing", StringComparison.Ordinal)) continue;
            chosen = placer.Choose(PlacementStrategy.RoundRobin, [Node("a"), Node("b")], 0);
            counts[chosen] = counts.GetValueOrDefault(chosen) + 1;
        }
        AssertShare(counts, "a", 0.5);
        AssertShare(counts, "b", 0.5);
    }

    [Fact]
    public void Weighted_round_robin_interleaves_the_turns_of_a_heavy_node()
    {
        NodeLoad[] candidates = [Node("a", weight: 5), Node("b", weight: 1), Node("c", weight: 1)];
        Assert.Equal("aabacaaaabacaa", Sequence(new Placer(), PlacementStrategy.WeightedRoundRobin, candidates, 14));
    }

    [Fact]
    public void Weighted_round_robin_follows_a_change_of_weights_and_of_nodes()
    {
        var placer = new Placer();
        Spread(placer, PlacementStrategy.WeightedRoundRobin, [Node("a", weight: 9), Node("b", weight: 1)]);
        var counts = Spread(placer, PlacementStrategy.WeightedRoundRobin, [Node("a", weight: 1), Node("b", weight: 2), Node("c", weight: 5)]);
        AssertShare(counts, "a", 1.0 / 8);
        AssertShare(counts, "b", 2.0 / 8);
        AssertShare(counts, "c", 5.0 / 8);
    }

    [Theory]
    [InlineData(PlacementStrategy.RoundRobin)]
    [InlineData(PlacementStrategy.LeastConnections)]
    [InlineData(PlacementStrategy.WeightedRoundRobin)]
    [InlineData(PlacementStrategy.Random)]
    [InlineData(PlacementStrategy.HealthAware)]
    [InlineData(PlacementStrategy.PowerOfTwo)]
    public void Equal_nodes_share_evenly_even_if_their_loads_are_not_seen_to_change(PlacementStrategy strategy)
    {
        var counts = Spread(new Placer(), strategy, Nodes(4));
        foreach (var node in Nodes(4)) AssertShare(counts, node.Node.Value, 0.25);
    }

    [Theory]
    [InlineData(PlacementStrategy.LeastConnections, 1.0 / 6, 2.0 / 6, 3.0 / 6)]   // by weight
    [InlineData(PlacementStrategy.WeightedRoundRobin, 1.0 / 6, 2.0 / 6, 3.0 / 6)] // by weight
    [InlineData(PlacementStrategy.RoundRobin, 1.0 / 3, 1.0 / 3, 1.0 / 3)]
    [InlineData(PlacementStrategy.HealthAware, 1.0 / 3, 1.0 / 3, 1.0 / 3)]
    public void Work_of_equal_length_spreads_as_the_strategy_promises(PlacementStrategy strategy, double a, double b, double c)
    {
        var counts = Simulate(strategy, inFlight: 60, [Node("a", weight: 1), Node("b", weight: 2), Node("c", weight: 3)]);
        AssertShare(counts, "a", a);
        AssertShare(counts, "b", b);
        AssertShare(counts, "c", c);
    }

    [Fact]
    public void Power_of_two_keeps_nodes_of_equal_weight_level()
    {
        var counts = Simulate(PlacementStrategy.PowerOfTwo, inFlight: 60, Nodes(5));
        foreach (var node in Nodes(5)) AssertShare(counts, node.Node.Value, 0.2);
    }

    // 0.1 a connection: a node that answers a second slower is level with one that has ten connections more.
    // 60 in flight are then 35 and 25.
    [Fact]
    public void Health_aware_gives_a_slower_node_as_much_less_as_its_score_says()
    {
        var counts = Simulate(PlacementStrategy.HealthAware, inFlight: 60, [Node("a", average: 1), Node("b", average: 2)]);
        AssertShare(counts, "a", 35.0 / 60);
        AssertShare(counts, "b", 25.0 / 60);
    }

    [Theory]
    [InlineData(10, 0, 0, 11, 0, 0)] // response time
    [InlineData(10, 9, 0, 11, 0, 0)] // nine connections weigh less than a second
    [InlineData(10, 0, 1, 10, 21, 0)] // a failure weighs less than 21 connections
    [InlineData(10, 19, 0, 10, 0, 1)] // 19 connections weigh less than a failure
    [InlineData(11.5, 0, 0, 10, 0, 1)] // one and a half seconds weigh less than a failure
    public void Health_aware_takes_the_lower_score(double average, int connections, int failures, double otherAverage, int otherConnections, int otherFailures)
    {
        var better = Node("better", queued: connections, average: average, failures: failures);
        var worse = Node("worse", running: otherConnections, average: otherAverage, failures: otherFailures);
        Assert.Equal(better.Node, new Placer().Choose(PlacementStrategy.HealthAware, [worse, better], 0));
    }

    [Theory]
    [InlineData(3, 0, 1, 2, 2, 1)]
    [InlineData(1, 1, 1, 0, 3, 1)]
    [InlineData(3, 0, 2, 2, 0, 1)]
    [InlineData(999, 0, 1000, 1, 0, 1)]
    public void Least_connections_counts_running_and_queued_against_the_weight(int running, int queued, int weight, int otherRunning, int otherQueued, int otherWeight)
    {
        var better = Node("better", running, queued, weight);
        var worse = Node("worse", otherRunning, otherQueued, otherWeight);
        Assert.Equal(better.Node, new Placer().Choose(PlacementStrategy.LeastConnections, [worse, better], 0));
    }

    [Fact]
    public void Power_of_two_never_takes_the_fullest_node_because_the_two_drawn_differ()
    {
        for (var count = 2; count <= 20; count++)
        {
            var fullest = Node("fullest", running: 5);
            NodeLoad[] candidates = [.. Nodes(count - 1), fullest];
            foreach (var random in NotableRandoms().Concat(SpreadRandoms().Take(500)))
                Assert.NotEqual(fullest.Node, new Placer().Choose(PlacementStrategy.PowerOfTwo, candidates, random));
        }
    }

    [Fact]
    public void Power_of_two_finds_the_emptiest_of_n_nodes_in_two_of_n_draws()
    {
        NodeLoad[] candidates = [Node("a", running: 1), Node("b", running: 2), Node("c"), Node("d", running: 3), Node("e", running: 4)];
        AssertShare(Spread(new Placer(), PlacementStrategy.PowerOfTwo, candidates), "c", 2.0 / 5);
    }

    /// <summary>10,000 tasks placed one after the other; each ends when <paramref name="inFlight"/> more have been placed.</summary>
    private static Dictionary<NodeId, int> Simulate(PlacementStrategy strategy, int inFlight, NodeLoad[] nodes)
    {
        var placer = new Placer();
        var loads = nodes.ToDictionary(node => node.Node);
        var running = new Queue<NodeId>();
        var counts = new Dictionary<NodeId, int>();
        foreach (var random in SpreadRandoms().Take(10_000))
        {
            if (running.Count == inFlight)
            {
                var ended = running.Dequeue();
                loads[ended] = loads[ended] with { Running = loads[ended].Running - 1 };
            }
            var chosen = placer.Choose(strategy, [.. nodes.Select(node => loads[node.Node])], random);
            loads[chosen] = loads[chosen] with { Running = loads[chosen].Running + 1 };
            running.Enqueue(chosen);
            counts[chosen] = counts.GetValueOrDefault(chosen) + 1;
        }
        return counts;
    }

    private static Dictionary<NodeId, int> Spread(Placer placer, PlacementStrategy strategy, NodeLoad[] candidates) =>
        SpreadRandoms().Take(10_000).CountBy(random => placer.Choose(strategy, candidates, random)).ToDictionary();

    private static string Sequence(Placer placer, PlacementStrategy strategy, NodeLoad[] candidates, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => placer.Choose(strategy, candidates, 0).Value));

    private static void AssertShare(Dictionary<NodeId, int> counts, string node, double ideal)
    {
        var share = (double)counts.GetValueOrDefault(new NodeId(node)) / counts.Values.Sum();
        Assert.InRange(share, ideal * 0.98, ideal * 1.02);
    }

    // Multiples of the golden ratio: spread evenly, so that a share shows the strategy's bias and not the luck of a draw.
    private static IEnumerable<ulong> SpreadRandoms()
    {
        for (ulong random = 1; ; random = unchecked(random + 0x9E37_79B9_7F4A_7C15)) yield return random;
    }

    private static IEnumerable<ulong> NotableRandoms() =>
        Enumerable.Range(0, 64).SelectMany(bit => new[] { (1UL << bit) - 1, 1UL << bit }).Append(ulong.MaxValue).Append(ulong.MaxValue - 1);

    private static NodeLoad[] Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => Node(((char)('a' + i)).ToString()))];

    private static NodeLoad Node(string id, int running = 0, int queued = 0, int weight = 1, double average = 0, int failures = 0) =>
        new(new NodeId(id), running, queued, Slots: 5, weight, average, failures);
}
