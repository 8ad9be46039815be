using System.Diagnostics;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Core.Scheduling;

/// <content>Nodes that are processes of their own: they die one by one, and live on while the scheduler moves.</content>
public sealed partial class ClusterScheduler
{
    /// <summary>
    /// Takes over from a scheduler that is gone while its nodes live on, before anything else happens; add the nodes that live first. What runs on one
    /// of them runs on undisturbed, what waits there keeps its place; what ran elsewhere was lost with its process.
    /// </summary>
    /// <param name="tasks">All tasks that have not ended, as they were last durable.</param>
    /// <param name="ended">The ends of those of their dependencies that are not among <paramref name="tasks"/>; one that is not known counts as failed.</param>
    /// <param name="now">The time.</param>
    /// <returns>Also a launch of each run that goes on: its node may not have heard of it, and one that has must take it as a repeat.</returns>
    public Step TakeOver(IReadOnlyCollection<TaskRecord> tasks, IReadOnlyDictionary<TaskId, AnalysisStatus> ended, DateTimeOffset now)
    {
        if (_tasks.Count > 0) throw new UnreachableException("Taking over comes first.");
        Advance(now);
        var alone = tasks.Where(task => task.Status == AnalysisStatus.Running).CountBy(task => task.Node!.Value).Where(node => node.Value == 1).Select(node => node.Key).ToHashSet();
        foreach (var task in tasks) _tasks.Add(task.Id, task);
        foreach (var task in tasks.OrderBy(task => task.Sequence))
        {
            if (task.Node is not { } node || !_nodes.TryGet(node, out var home) || !TryAdopt(SinceNoLaterThanNow(task), home))
                Recover(SinceNoLaterThanNow(task), task.Node is { } at && alone.Contains(at), ended);
        }

        Dispatch();
        return TakeStep();
    }

    /// <summary>The process of a node has died. What ran there runs again elsewhere, unless it is convicted of the death; what waited keeps its place in the order.</summary>
    /// <param name="node">Which; it stays, down, until it is set active or removed.</param>
    /// <param name="now">The time.</param>
    public Step NodeDied(NodeId node, DateTimeOffset now)
    {
        Advance(now);
        var found = _nodes[node];
        var (ran, waited) = found.Governor.Lose();
        foreach (var run in ran)
        {
            var task = _tasks[run.Task];
            if (_alone == task.Id) _alone = null;
            RecoverRun(task with { ProcessDeaths = task.ProcessDeaths + 1, DeathsAlone = task.DeathsAlone + (ran.Count == 1 ? 1 : 0) });
        }

        Displace(waited);
        RemoveIfDone(found);
        Dispatch();
        return TakeStep();
    }

    private bool TryAdopt(TaskRecord task, ClusterNode node)
    {
        switch (task.Status)
        {
            case AnalysisStatus.Running:
                node.Governor.Adopt(task.Id, task.StartedAt!.Value);
                if (task.IsSuspect) _alone = task.Id;
                _shares.Join(task.Tenant);
                _effects.Add(new Effect.Launch(task));
                if (task.CancelRequested) _effects.Add(new Effect.Interrupt(task.Id, task.Epoch));
                return true;
            case AnalysisStatus.Queued when node.Governor.State == NodeState.Active && node.Governor.FreePlaces > 0 && !task.IsSuspect:
                var waiting = task.Waiting;
                node.Governor.Enqueue(waiting);
                _waiting.Add(waiting);
                _tasks[task.Id] = task;
                _shares.Join(task.Tenant);
                return true;
            default:
                return false;
        }
    }
}
