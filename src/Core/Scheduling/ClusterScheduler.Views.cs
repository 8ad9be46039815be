using TradingAgents.Core.Admission;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Scheduling;

/// <content>What can be seen of it.</content>
public sealed partial class ClusterScheduler
{
    /// <summary>All live, durable tasks, in no order.</summary>
    public IEnumerable<TaskRecord> Tasks => _tasks.Values.Where(task => !_offered.Contains(task.Id));

    /// <summary>Tasks in a slot, those reserved for one included.</summary>
    public int Running => RunningTotal;

    /// <summary>Tasks that wait for a slot, those without a place included.</summary>
    public int Queued => _nodes.Values.Sum(node => node.Governor.Queued) + WithoutPlace;

    /// <summary>Accepted tasks that wait for a slot without a place in any queue.</summary>
    public int WithoutPlace => _lobby.Count + _suspects.Count;

    /// <summary>The tenants' uses, shared by all nodes.</summary>
    internal FairShare Shares => _shares;

    /// <summary>Counters, averages and percentiles.</summary>
    public StatisticsSnapshot Statistics(DateTimeOffset now) => _statistics.Snapshot(now);

    /// <summary>All nodes by name.</summary>
    public IReadOnlyList<NodeView> Nodes => [.. _nodes.Values.Select(View)];

    /// <summary>Whole seconds, from 1, until a refused task is expected to find room.</summary>
    public int RetryAfterSeconds() => StartEstimator.RetryAfterSeconds(Elapsed(), Slots, _executionTimes.MeanSeconds, WithoutPlace);

    /// <summary>Where every waiting task stands; O(n log n) in their number.</summary>
    public IReadOnlyDictionary<TaskId, Outlook> Forecast(DateTimeOffset now)
    {
        Advance(now);
        var waiting = _nodes.Values.SelectMany(node => node.Governor.WaitingTasks).Concat(_lobby.Tasks).ToArray();
        Array.Sort(waiting, (left, right) => _options.Order.Compare(left, right, _now, _shares.UseOf));
        WaitingTask[] order = [.. _suspects.InOrder(_now), .. waiting];
        var starts = StartEstimator.StartTimes(Elapsed(), Slots, _executionTimes.MeanSeconds, order.Length);
        var positions = new Dictionary<NodeId, int>();
        var outlooks = new Dictionary<TaskId, Outlook>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            var node = _tasks[order[i].Id].Node;
            if (node is { } at) positions[at] = positions.GetValueOrDefault(at) + 1;
            outlooks.Add(order[i].Id, new Outlook(node is { } place ? positions[place] : null, starts[i]));
        }

        return outlooks;
    }

    private int Slots => _nodes.Values.Where(node => node.Governor.State == Placement.NodeState.Active && IsEligible(node)).Sum(node => node.Governor.Limits.MaxRunning);

    private double[] Elapsed() =>
        [.. _nodes.Values.SelectMany(node => node.Governor.RunningTasks).Select(run => (_now - run.StartedAt).TotalSeconds)];

    private static NodeView View(ClusterNode node) => new(
        node.Id, node.Governor.State, node.IsHealthy, node.Weight, node.Governor.Running, node.Governor.Queued, node.Governor.Stuck,
        node.Governor.Limits, node.ExecutionTimes.MeanSeconds,
        Enum.GetValues<TaskPriority>().ToDictionary(priority => priority, node.Governor.QueuedOf));
}
