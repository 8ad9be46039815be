using System.Diagnostics;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <content>Which waiting task starts next, and where.</content>
public sealed partial class ClusterScheduler
{
    private int RunningTotal => _nodes.Values.Sum(node => node.Governor.Running);

    // Unhealthy nodes are left alone as long as there are others; a cluster of none but unhealthy ones works on rather than stand still.
    private bool IsEligible(ClusterNode node) => node.IsHealthy || !_nodes.Values.Any(other => other.IsHealthy);

    private void Dispatch()
    {
        SettleDependents();
        if (_stopping) return;
        while (NextStart() is var (task, node)) Start(task, node);
        while (_lobby.Peek(_now) is { } waiting && Choose(node => node.Governor.FreePlaces > 0) is { } roomy) Enqueue(waiting, roomy);
        CheckNothingWaitsNeedlessly();
    }

    private (TaskRecord Task, ClusterNode Node)? NextStart()
    {
        if (_alone is not null) return null;
        var suspect = _suspects.Peek(_now);
        if (suspect is not null && RunningTotal > 0) return null; // It runs alone: what runs now ends first, and nothing else starts.
        var next = suspect ?? BestWaiting();
        if (next is null) return null;

        var task = _tasks[next.Id];
        var home = task.Node is { } at ? _nodes[at.Value] : null;
        if (home is not null && home.Governor.FreeSlots > 0 && IsEligible(home)) return (task, home);
        return Choose(node => node.Governor.FreeSlots > 0) is { } free ? (task, free) : null;
    }

    private WaitingTask? BestWaiting()
    {
        var best = _lobby.Peek(_now);
        foreach (var node in _nodes.Values)
        {
            if (node.Governor.Next(_now) is { } next && (best is null || _options.Order.Compare(next, best, _now, _shares.UseOf) < 0)) best = next;
        }

        return best;
    }

    private void Start(TaskRecord task, ClusterNode node)
    {
        if (task.Node is { } home && home != node.Id) _nodes[home.Value].Governor.Withdraw(task.Id);
        else if (task.Node is null && _lobby.Remove(task.Id) is null) _suspects.Remove(task.Id);
        node.Governor.Start(task.Id, _now);
        if (task.IsSuspect) _alone = task.Id;
        if (!task.WasPlaced) _statistics.Placed();
        var started = Started(task, node);
        CountStart(task.WaitSeconds is null ? TimeSpan.FromSeconds(started.WaitSeconds!.Value) : null);
        Change(started);
        _effects.Add(new Effect.Launch(started));
    }

    private TaskRecord Started(TaskRecord task, ClusterNode node) => task with
    {
        Status = TaskLifecycle.Next(task.Status, TaskTrigger.Start),
        Node = node.Id,
        Epoch = task.Epoch + 1,
        Attempt = task.Attempt + 1,
        StartedAt = _now,
        ExecutionSeconds = null,
        WaitSeconds = task.WaitSeconds ?? Math.Max(0, (_now - task.QueuedSince!.Value).TotalSeconds),
        WasPlaced = true,
    };

    private void Enqueue(WaitingTask waiting, ClusterNode node)
    {
        var task = _tasks[waiting.Id];
        _lobby.Remove(waiting.Id);
        node.Governor.Enqueue(waiting);
        if (!task.WasPlaced) _statistics.Placed();
        Change(task with { Node = node.Id, WasPlaced = true });
    }

    private ClusterNode? Choose(Func<ClusterNode, bool> hasRoom)
    {
        var candidates = _nodes.Values.Where(node => hasRoom(node) && IsEligible(node)).Select(node => node.Load).ToArray();
        return candidates.Length == 0 ? null : _nodes[_placer.Choose(Strategy, candidates, _random.NextBits()).Value];
    }

    // On in production too: work that waits beside a free slot is the failure this product exists to prevent.
    private void CheckNothingWaitsNeedlessly()
    {
        if (_alone is not null || _suspects.Count > 0) return;
        if (!_nodes.Values.Any(node => node.Governor.FreeSlots > 0 && IsEligible(node))) return;
        if (BestWaiting() is { } waiting) throw new UnreachableException($"Task {waiting.Id} waits beside a free slot.");
    }
}
