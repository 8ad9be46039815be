using System.Diagnostics;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <content>Which waiting task starts next, and where.</content>
public sealed partial class ClusterScheduler
{
    private void Dispatch()
    {
        SettleDependents();
        if (_stopping) return;
        while (NextStart() is var (task, node)) Start(task, node);
        while (_nodes.AnyFreePlace && _lobby.Peek(_now) is { } waiting && Choose(Room.Place) is { } roomy) Enqueue(waiting, roomy);
        CheckNothingWaitsNeedlessly();
    }

    private (TaskRecord Task, ClusterNode Node)? NextStart()
    {
        if (_alone is not null) return null;
        var suspect = _suspects.Peek(_now);
        if (suspect is not null && _nodes.Running > 0) return null; // It runs alone: what runs now ends first, and nothing else starts.
        if (!_nodes.AnyFreeSlot || (suspect ?? _waiting.Peek(_now)) is not { } next) return null;

        var task = _tasks[next.Id];
        var home = task.Node is { } at ? _nodes[at] : null;
        if (home is not null && home.Governor.FreeSlots > 0 && _nodes.IsEligible(home)) return (task, home);
        return Choose(Room.Slot) is { } free ? (task, free) : null;
    }

    private void Start(TaskRecord task, ClusterNode node)
    {
        if (task.Node != node.Id) LeaveWaiting(task);
        else _waiting.Remove(task.Id); // The governor takes it out of its own queue.
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

    private ClusterNode? Choose(Room room) => _nodes.Choose(Strategy, room, _random);

    // On in production too: work that waits beside a free slot is the failure this product exists to prevent.
    private void CheckNothingWaitsNeedlessly()
    {
        if (_alone is not null || _suspects.Count > 0 || _waiting.Count == 0 || !_nodes.AnyFreeSlot) return;
        if (!_nodes.InOrder.Any(node => node.Governor.FreeSlots > 0 && _nodes.IsEligible(node))) return;
        if (_waiting.Peek(_now) is { } waiting) throw new UnreachableException($"Task {waiting.Id} waits beside a free slot.");
    }
}
