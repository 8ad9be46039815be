using TradingAgents.Core.Admission;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <content>What can be seen of it.</content>
public sealed partial class ClusterScheduler
{
    /// <summary>All live, durable tasks, in no order.</summary>
    public IEnumerable<TaskRecord> Tasks => _tasks.Values.Where(task => !_offered.Contains(task.Id));

    /// <summary>Ended tasks or live ones on which blocked tasks depend, offered ones included: recovery must find how each ended.</summary>
    public IReadOnlySet<TaskId> DependedOn => _tasks.Values.Where(task => task.Status == AnalysisStatus.Blocked).SelectMany(task => task.DependsOn).ToHashSet();

    /// <summary>Tasks in a slot, those reserved for one included.</summary>
    public int Running => _nodes.Running;

    /// <summary>Tasks that wait for a slot, those without a place included.</summary>
    public int Queued => _nodes.Queued + WithoutPlace;

    /// <summary>Whether any node takes work.</summary>
    public bool HasActiveNode => _nodes.InOrder.Any(node => node.Governor.State == Placement.NodeState.Active);

    /// <summary>Accepted tasks that wait for a slot without a place in any queue.</summary>
    public int WithoutPlace => _lobby.Count + _suspects.Count;

    /// <summary>The tenants' uses, shared by all nodes.</summary>
    internal FairShare Shares => _shares;

    /// <summary>All nodes by name.</summary>
    public IReadOnlyList<NodeView> Nodes => [.. _nodes.InOrder.Select(View)];

    /// <summary>Whole seconds, from 1, until a refused task is expected to find room.</summary>
    /// <remarks>Cheap, because refusals come in storms: it looks at what runs and, where work waits without a place, at <see cref="LookedThrough"/> of what waits.</remarks>
    public int RetryAfterSeconds()
    {
        var (running, lengthOf) = Expectations();
        return StartEstimator.RetryAfterSeconds(running, Slots, WithoutPlace, [.. FirstToStart(WithoutPlace).Select(lengthOf)]);
    }

    /// <summary>Where every waiting task stands; O(n log n) in their number.</summary>
    public IReadOnlyDictionary<TaskId, Outlook> Forecast(DateTimeOffset now)
    {
        Advance(now);
        var order = InOrder();
        var (running, lengthOf) = Expectations();
        var starts = StartEstimator.StartTimes(running, Slots, [.. order.Select(lengthOf)]);
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

    /// <summary>A longer line is not put in order for a refusal, and no more of it is looked at.</summary>
    private const int LookedThrough = 256;

    private int Slots => _nodes.InOrder.Where(Serves).Sum(node => node.Governor.Limits.MaxRunning);

    private bool Serves(ClusterNode node) => node.Governor.State == Placement.NodeState.Active && _nodes.IsEligible(node);

    private WaitingTask[] InOrder()
    {
        return [.. _suspects.InOrder(_now), .. _waiting.InOrder(_now)];
    }

    // Of a long line, any that have no place stand for the first to start: which they are does not matter, only how long they run.
    private IEnumerable<WaitingTask> FirstToStart(int count)
    {
        if (count == 0) return [];
        return Queued <= LookedThrough ? InOrder().Take(count) : _suspects.Tasks.Concat(_lobby.Tasks).Take(LookedThrough);
    }

    // What runs in the slots that count, and how long whatever waits is expected to run. A slot reserved for a task that is not durable yet is as good as taken.
    private (RunInProgress[] Running, Func<WaitingTask, double> LengthOf) Expectations()
    {
        var runs = _nodes.InOrder
            .SelectMany(node => node.Governor.RunningTasks.Select(run => run.Task).Concat(node.Governor.Starting), (node, id) => (Node: node, Task: _tasks[id]))
            .ToArray();
        var longest = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (_, task) in runs) longest[task.Kind] = Math.Max(longest.GetValueOrDefault(task.Kind), Elapsed(task));
        return ([.. runs.Where(run => Serves(run.Node)).Select(run => new RunInProgress(Elapsed(run.Task), LengthOf(run.Task)))], waiting => LengthOf(_tasks[waiting.Id]));

        double LengthOf(TaskRecord task) => _runLengths.Expected(task.Kind, task.ExpectedSeconds, longest.GetValueOrDefault(task.Kind));
    }

    private double Elapsed(TaskRecord running) => (_now - running.StartedAt!.Value).TotalSeconds;

    private static NodeView View(ClusterNode node) => new(
        node.Id, node.Governor.State, node.IsHealthy, node.Weight, node.Governor.Running, node.Governor.Queued, node.Governor.Stuck,
        node.Governor.Limits, node.AverageExecutionSeconds,
        Enum.GetValues<TaskPriority>().ToDictionary(priority => priority, node.Governor.QueuedOf));
}
