using System.Diagnostics;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Core.Scheduling;

/// <content>Nodes come, drain, crash and go; limits change; the process comes back.</content>
public sealed partial class ClusterScheduler
{
    /// <summary>Whether there is a node of this name.</summary>
    public bool HasNode(NodeId node) => _nodes.Contains(node);

    /// <summary>A node joins, idle and active, and takes waiting work at once.</summary>
    /// <param name="node">A name not in use.</param>
    /// <param name="weight">1 or more: how much work it gets beside the others.</param>
    /// <param name="now">The time.</param>
    public Step AddNode(NodeId node, int weight, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        Advance(now);
        _nodes.Add(new Governor(node, _limits, _options.Order, _shares), weight);
        Dispatch();
        return TakeStep();
    }

    /// <summary>Changes how much work a node gets beside the others, from now on.</summary>
    public void SetWeight(NodeId node, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        _nodes[node].Weight = weight;
    }

    /// <summary>A node takes and starts nothing more; its queue goes to the others, what runs goes on.</summary>
    /// <param name="node">Which.</param>
    /// <param name="leave">It goes for good when its last run has ended.</param>
    /// <param name="now">The time.</param>
    public Step DrainNode(NodeId node, bool leave, DateTimeOffset now)
    {
        Advance(now);
        var found = _nodes[node];
        found.Leaving |= leave;
        Displace(found.Governor.Drain());
        RemoveIfDone(found);
        Dispatch();
        return TakeStep();
    }

    /// <summary>A draining or lost node takes work again; one that was leaving stays.</summary>
    public Step ActivateNode(NodeId node, DateTimeOffset now)
    {
        Advance(now);
        var found = _nodes[node];
        (found.Leaving, found.FailedChecks) = (false, 0);
        found.Governor.Activate();
        Dispatch();
        return TakeStep();
    }

    /// <summary>A node is gone with all it held. What ran there runs again elsewhere; what waited keeps its place in the order.</summary>
    public Step LoseNode(NodeId node, DateTimeOffset now)
    {
        Advance(now);
        var found = _nodes[node];
        var (ran, waited) = found.Governor.Lose();
        foreach (var run in ran)
        {
            var task = _tasks[run.Task];
            if (_alone == task.Id) _alone = null;
            _effects.Add(new Effect.Interrupt(task.Id, task.Epoch));
            if (task.CancelRequested) End(task, TaskTrigger.Cancel, CancelledError);
            else Requeue(task, TaskTrigger.Lose);
        }

        Displace(waited);
        RemoveIfDone(found);
        Dispatch();
        return TakeStep();
    }

    /// <summary>A health check of a node has passed (0) or failed so many times in a row; <see cref="ClusterOptions.ChecksToLose"/> of them lose the node.</summary>
    /// <param name="node">Which; nothing changes where it is gone.</param>
    /// <param name="failedInARow">Checks failed since the last that passed.</param>
    /// <param name="crashed">It refused the check, as only a node does whose process is gone: it is lost at once.</param>
    /// <param name="now">The time.</param>
    public Step ReportChecks(NodeId node, int failedInARow, bool crashed, DateTimeOffset now)
    {
        Advance(now);
        if (_nodes.TryGet(node, out var found))
        {
            found.FailedChecks = failedInARow;
            if (found.Governor.State != NodeState.Down && (crashed || failedInARow >= _options.ChecksToLose)) return LoseNode(node, now);
        }

        Dispatch();
        return TakeStep();
    }

    /// <summary>Changes the limits of every node; nothing that runs is stopped, and what no longer has a place waits on without one.</summary>
    public Step SetLimits(GovernorLimits limits, DateTimeOffset now)
    {
        Advance(now);
        _limits = limits;
        foreach (var node in _nodes.InOrder) Displace(node.Governor.Reconfigure(limits, _now));
        Dispatch();
        return TakeStep();
    }

    /// <summary>The ended tasks, or unknown ones, whose ends <see cref="Recover(IReadOnlyCollection{TaskRecord}, IReadOnlyDictionary{TaskId, AnalysisStatus}, DateTimeOffset)"/> needs.</summary>
    /// <param name="unfinished">All tasks that have not ended, as they were last durable.</param>
    public static IReadOnlySet<TaskId> EndsToLookUp(IReadOnlyCollection<TaskRecord> unfinished)
    {
        var live = unfinished.Select(task => task.Id).ToHashSet();
        return unfinished.SelectMany(task => task.DependsOn).Where(id => !live.Contains(id)).ToHashSet();
    }

    /// <summary>Takes over what an earlier process left, before anything else happens; add the nodes first.</summary>
    /// <param name="tasks">All tasks that have not ended, as they were last durable.</param>
    /// <param name="ended">The ends of those of their dependencies that are not among <paramref name="tasks"/>; one that is not known counts as failed.</param>
    /// <param name="now">The time.</param>
    public Step Recover(IReadOnlyCollection<TaskRecord> tasks, IReadOnlyDictionary<TaskId, AnalysisStatus> ended, DateTimeOffset now)
    {
        if (_tasks.Count > 0) throw new UnreachableException("Recovery comes first.");
        Advance(now);
        var ranAlone = tasks.Count(task => task.Status == AnalysisStatus.Running) == 1;
        foreach (var task in tasks) _tasks.Add(task.Id, task);
        foreach (var task in tasks.OrderBy(task => task.Sequence)) Recover(SinceNoLaterThanNow(task), ranAlone, ended);
        Dispatch();
        return TakeStep();
    }

    private void Recover(TaskRecord task, bool ranAlone, IReadOnlyDictionary<TaskId, AnalysisStatus> ended)
    {
        switch (task.Status)
        {
            case AnalysisStatus.Running:
                _shares.Join(task.Tenant);
                RecoverRun(task with { ProcessDeaths = task.ProcessDeaths + 1, DeathsAlone = task.DeathsAlone + (ranAlone ? 1 : 0) });
                break;
            case AnalysisStatus.Queued:
                _shares.Join(task.Tenant);
                var parked = task with { Node = null };
                if (parked != _tasks[task.Id]) Change(parked);
                JoinLobby(parked);
                break;
            case AnalysisStatus.Blocked:
                RecoverBlocked(task, ended);
                break;
            default:
                if (task.Status == AnalysisStatus.Scheduled) _held++;
                var due = DueNoLaterThanItsDelay(task);
                if (due != task) Change(due);
                AddDue(due);
                break;
        }
    }

    // Where the clock was set back meanwhile, what waited would neither age nor go before new work until the clock has caught up.
    private TaskRecord SinceNoLaterThanNow(TaskRecord task) => task.QueuedSince > _now ? task with { QueuedSince = _now } : task;

    private void RecoverRun(TaskRecord task)
    {
        if (task.CancelRequested) End(task, TaskTrigger.Cancel, CancelledError);
        else if (task.DeathsAlone >= PoisonRules.DeathsAloneToConvict)
        {
            End(task with { Rescues = task.Rescues + 1 }, TaskTrigger.Convict, new TaskError(
                "poison", $"The process died {task.ProcessDeaths} times while this task ran, {task.DeathsAlone} of them while nothing else did."));
        }
        else Requeue(task, TaskTrigger.Lose);
    }

    private void RecoverBlocked(TaskRecord task, IReadOnlyDictionary<TaskId, AnalysisStatus> ended)
    {
        _held++;
        var open = task.DependsOn.Where(dependency => ended.GetValueOrDefault(dependency, AnalysisStatus.Failed) != AnalysisStatus.Completed || _tasks.ContainsKey(dependency)).ToArray();
        _dependencies.Add(task.Id, open);
        foreach (var dependency in open)
        {
            if (!_tasks.ContainsKey(dependency)) _dependencies.Ended(dependency, completed: false);
        }

        _settled.Enqueue(task.Id);
    }

    private void Displace(IReadOnlyList<WaitingTask> waiting)
    {
        foreach (var displaced in waiting)
        {
            Change(_tasks[displaced.Id] with { Node = null });
            _lobby.Add(displaced);
        }
    }

    private void RemoveIfDone(ClusterNode node)
    {
        if (node.Leaving && node.Governor.Running == 0) _nodes.Remove(node);
    }
}
