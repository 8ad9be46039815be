using System.Diagnostics;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <content>Admission in two steps: an offer reserves, a commit or an abort follows from the journal.</content>
public sealed partial class ClusterScheduler
{
    /// <summary>Reserves room for a task that is not durable yet.</summary>
    /// <param name="task">As submitted; status, node and start are set here.</param>
    /// <param name="ended">The ends of those of its dependencies that are not live here.</param>
    /// <param name="now">The time.</param>
    public Offer Offer(TaskRecord task, IReadOnlyDictionary<TaskId, AnalysisStatus> ended, DateTimeOffset now)
    {
        Advance(now);
        if (_tasks.ContainsKey(task.Id)) throw new UnreachableException($"Task {task.Id} is offered twice.");
        var unmet = new List<TaskId>();
        foreach (var dependency in task.DependsOn)
        {
            if (_tasks.ContainsKey(dependency)) unmet.Add(dependency);
            else if (ended[dependency] != AnalysisStatus.Completed) return Reserve(FailedDependency(task, dependency));
        }

        // What has completed already is dropped: recovery need not look it up, so it may be forgotten.
        if (unmet.Count > 0) return OfferHeld(task with { Status = TaskLifecycle.Initial(TaskTrigger.Block), DependsOn = unmet }, unmet);
        if (task.NotBefore > _clock)
            return OfferHeld(task with { Status = TaskLifecycle.Initial(TaskTrigger.Schedule), DueAt = task.NotBefore }, unmet);
        return OfferPlace(task with { Status = TaskLifecycle.Initial(TaskTrigger.Admit), QueuedSince = _now });
    }

    /// <summary>The offered task is durable: it is visible and may start from now on.</summary>
    public Step Commit(TaskId id, DateTimeOffset now)
    {
        Advance(now);
        if (!_offered.Remove(id)) throw new UnreachableException($"Task {id} was not offered.");
        var task = _tasks[id];
        CountSubmission();
        switch (task.Status)
        {
            case AnalysisStatus.Scheduled:
                AddDue(task);
                break;
            case AnalysisStatus.Blocked:
                ResolveIfSettled(task);
                break;
            case AnalysisStatus.Failed:
                _tasks.Remove(id);
                CountEnd(task.Status);
                NotifyDependents(id, completed: false);
                break;
            default:
                CommitPlace(task);
                break;
        }

        Dispatch();
        return TakeStep();
    }

    /// <summary>The offered task could not be made durable: it was never there.</summary>
    public Step Abort(TaskId id, DateTimeOffset now)
    {
        Advance(now);
        if (!_offered.Remove(id)) throw new UnreachableException($"Task {id} was not offered.");
        _tasks.Remove(id, out var task);
        if (task!.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked) _held--;
        _dependencies.Forget(task);
        NotifyDependents(id, completed: false);
        if (task.Node is { } node && _nodes.TryGet(node, out var place))
        {
            place.Governor.Abort(id);
            RemoveIfDone(place);
        }

        Dispatch();
        return TakeStep();
    }

    private static TaskRecord FailedDependency(TaskRecord task, TaskId dependency) => task with
    {
        Status = TaskLifecycle.Next(TaskLifecycle.Initial(TaskTrigger.Block), TaskTrigger.DependencyFailed),
        FinishedAt = task.SubmittedAt,
        Error = Dependencies.Error(dependency),
    };

    private Offer.Reserved Reserve(TaskRecord task)
    {
        _tasks.Add(task.Id, task);
        _offered.Add(task.Id);
        return new Offer.Reserved(task);
    }

    private Offer OfferHeld(TaskRecord task, IReadOnlyCollection<TaskId> unmet)
    {
        if (_held >= _options.MaxHeld)
        {
            // A retry that comes due frees no room here: it is not held.
            var next = _due.Select(entry => _tasks[entry.Id]).FirstOrDefault(held => held.Status == AnalysisStatus.Scheduled);
            var wait = next is null ? RetryAfterUnknown : (next.DueAt!.Value - _clock).TotalSeconds;
            return new Offer.Refused(RefusalReason.TooManyHeld, (int)Math.Clamp(Math.Ceiling(wait), 1, 3600));
        }

        _held++;
        _dependencies.Add(task.Id, unmet);
        return Reserve(task);
    }

    private Offer OfferPlace(TaskRecord task)
    {
        var mayStart = !_stopping && _alone is null && _suspects.Count == 0 && _lobby.Count == 0 && _nodes.Queued == 0;
        if (mayStart && Choose(Room.Slot) is { } free)
        {
            free.Governor.Offer(task.Waiting, mayStart: true);
            return Reserve(Started(task, free));
        }

        if (_lobby.Count == 0 && Choose(Room.Place) is { } roomy)
        {
            roomy.Governor.Offer(task.Waiting, mayStart: false);
            return Reserve(task with { Node = roomy.Id, WasPlaced = true });
        }

        return HasActiveNode
            ? new Offer.Refused(RefusalReason.NodesFull, RetryAfterSeconds())
            : new Offer.Refused(RefusalReason.NoActiveNode, RetryAfterUnknown);
    }

    private void CommitPlace(TaskRecord task)
    {
        _shares.Join(task.Tenant);
        _nodes.TryGet(task.Node!.Value, out var node);
        if (_stopping && task.Status == AnalysisStatus.Running) node?.Governor.Abort(task.Id); // Nothing starts any more.
        var reservation = node?.Governor.Commit(task.Id, _now) ?? Reservation.None;
        switch (reservation)
        {
            case Reservation.Slot:
                _statistics.Placed();
                CountStart(TimeSpan.Zero);
                _effects.Add(new Effect.Launch(task));
                break;
            case Reservation.Place:
                _waiting.Add(node!.Governor.FindWaiting(task.Id)!); // The same: many wait.
                _statistics.Placed();
                break;
            default: // Its node was lost, drained or narrowed meanwhile, or all is stopping.
                if (node is not null) RemoveIfDone(node);
                if (task.Status == AnalysisStatus.Running) task = Lost(task) with { WaitSeconds = null }; // It never ran: it waits still.
                task = task with { Node = null, WasPlaced = false };
                Change(task);
                JoinLobby(task);
                break;
        }
    }
}
