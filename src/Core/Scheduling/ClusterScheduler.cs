using System.Diagnostics;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Retries;

namespace TradingAgents.Core.Scheduling;

/// <summary>Many governors as one: who runs where and when. State and event in, changed records and effects out.</summary>
/// <remarks>
/// <para>The best waiting task of all nodes starts first, on whichever node has a free slot: no slot idles beside a queue, and nothing starts while
/// a better task waits elsewhere. What has no place in any queue waits in the lobby, in the same order.</para>
/// <para>Not safe for concurrent use: its engine brings events one at a time. Time comes with the event. What waits and runs is measured
/// by a time that never runs backwards: an earlier one is taken as the latest seen. A task scheduled for a time of day waits for that time, whatever the clock did.</para>
/// </remarks>
public sealed partial class ClusterScheduler
{
    private readonly ClusterOptions _options;
    private readonly SeededRandom _random;
    private readonly FairShare _shares = new();
    private readonly NodeSet _nodes = new();
    private readonly Dictionary<TaskId, TaskRecord> _tasks = [];
    private readonly HashSet<TaskId> _offered = [];
    private readonly Dependencies _dependencies = new();
    private readonly WaitingLine _waiting; // All that wait but suspects, with or without a place: the best of the cluster is its first.
    private readonly WaitingLine _lobby; // Of these, those without a place.
    private readonly WaitingLine _suspects;
    private readonly Queue<TaskId> _settled = [];
    private readonly List<TaskRecord> _changed = [];
    private readonly List<Effect> _effects = [];
    private readonly RunLengths _runLengths = new();
    private GovernorLimits _limits;
    private int _held;
    private TaskId? _alone;
    private bool _stopping;

    /// <summary>A cluster without nodes.</summary>
    public ClusterScheduler(ClusterOptions options)
    {
        _options = options;
        _limits = options.Limits;
        Strategy = options.Strategy;
        _random = new SeededRandom(options.Seed);
        _waiting = new WaitingLine(options.Order, _shares);
        _lobby = new WaitingLine(options.Order, _shares);
        _suspects = new WaitingLine(options.Order, _shares);
    }

    /// <summary>Seconds told where nothing says when there will be room.</summary>
    private const int RetryAfterUnknown = 60;

    /// <summary>How a node is chosen among those that have room, from now on.</summary>
    public PlacementStrategy Strategy { get; set; }

    /// <summary>The limits of every node.</summary>
    public GovernorLimits Limits => _limits;

    /// <summary>Late results refused so far.</summary>
    public long Fenced { get; private set; }

    /// <summary>A run has ended. One of an earlier epoch, or of a task that no longer runs, changes nothing and returns null.</summary>
    public Step? RunEnded(TaskId id, long epoch, RunOutcome outcome, DateTimeOffset now)
    {
        Advance(now);
        if (!IsCurrent(id, epoch))
        {
            Fenced++;
            return null;
        }

        var task = LeaveSlot(_tasks[id], outcome);
        if (outcome is RunOutcome.HandedBack && !task.CancelRequested) Requeue(task, TaskTrigger.Lose);
        else if (task.CancelRequested) End(task, TaskTrigger.Cancel, CancelledError);
        else
        {
            switch (outcome)
            {
                case RunOutcome.Completed: End(task, TaskTrigger.Complete, error: null); break;
                case RunOutcome.Failed failed: RetryOrEnd(task, TaskTrigger.Fail, failed.Error, failed.Retryable); break;
                case RunOutcome.TimedOut late: RetryOrEnd(task, TaskTrigger.TimeOut, late.Error, retryable: true); break;
                default: throw new UnreachableException($"Run of {id} ended as {outcome}, which nobody asked for.");
            }
        }

        Dispatch();
        return TakeStep();
    }

    /// <summary>Whether this run's results still count.</summary>
    public bool IsCurrent(TaskId id, long epoch) =>
        _tasks.TryGetValue(id, out var task) && task.Status == AnalysisStatus.Running && task.Epoch == epoch && !_offered.Contains(id);

    /// <summary>
    /// What to do with a launch whose record has become durable: between its decision and now its node may have been lost, or its task cancelled.
    /// </summary>
    public LaunchVerdict Judge(Effect.Launch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var (id, epoch) = (launch.Task.Id, launch.Task.Epoch);
        if (!IsCurrent(id, epoch)) return LaunchVerdict.Void;
        return _tasks[id].CancelRequested ? LaunchVerdict.Stopped : LaunchVerdict.Begin;
    }

    /// <summary>
    /// A run that had been given up has ended after all: its node is the healthier for it. To be told after the run's end as stuck; where that was
    /// refused, or its node was set active since, this changes nothing.
    /// </summary>
    public Step StuckRunEnded(NodeId node, TaskId task, long epoch, DateTimeOffset now)
    {
        Advance(now);
        if (_nodes.TryGet(node, out var found)) found.Governor.Unstick(task, epoch);
        Dispatch();
        return TakeStep();
    }

    /// <summary>Someone asks a task to stop. Null where it is not live here.</summary>
    public Step? Cancel(TaskId id, DateTimeOffset now)
    {
        Advance(now);
        if (!_tasks.TryGetValue(id, out var task) || _offered.Contains(id)) return null;
        if (task.Status == AnalysisStatus.Running)
        {
            if (task.CancelRequested) return Step.Nothing;
            Change(task with { CancelRequested = true });
            _effects.Add(new Effect.Interrupt(id, task.Epoch));
            return TakeStep();
        }

        LeaveWaiting(task);
        End(task, TaskTrigger.Cancel, CancelledError);
        Dispatch();
        return TakeStep();
    }

    /// <summary>Nothing starts from now on; what runs may end or be handed back.</summary>
    public void Stop() => _stopping = true;

    /// <summary>A task as scheduling knows it; null where it has ended, was never here, or is not durable yet.</summary>
    public TaskRecord? Find(TaskId id) => _offered.Contains(id) ? null : _tasks.GetValueOrDefault(id);

    /// <summary>Whether the task is here at all, durable or only offered.</summary>
    public bool IsLive(TaskId id) => _tasks.ContainsKey(id);

    private static TaskError CancelledError { get; } = new("cancelled", "Cancelled on request.");

    private TaskRecord LeaveSlot(TaskRecord task, RunOutcome outcome)
    {
        var stuck = outcome is RunOutcome.TimedOut { Stuck: true } or RunOutcome.Stopped { Stuck: true };
        var node = _nodes[task.Node!.Value];
        var run = stuck ? node.Governor.GiveUp(task.Id, task.Epoch) : node.Governor.Finish(task.Id);
        if (run is null) throw new UnreachableException($"Task {task.Id} holds no slot on {node.Id}.");
        if (_alone == task.Id) _alone = null;
        RemoveIfDone(node);
        if (outcome is RunOutcome.HandedBack) return task;

        var execution = _now > task.StartedAt!.Value ? _now - task.StartedAt.Value : TimeSpan.Zero;
        node.AddExecution(execution);
        if (outcome is not RunOutcome.Stopped) _runLengths.Add(task.Kind, execution);
        CountRun(execution, outcome);
        _shares.Charge(task.Tenant, execution);
        return task with { ExecutionSeconds = execution.TotalSeconds };
    }

    private void RetryOrEnd(TaskRecord task, TaskTrigger end, TaskError error, bool retryable)
    {
        if (!RetryPolicy.MayRetry(task.UsedAttempts, task.MaxAttempts, retryable))
        {
            End(task, end, error);
            return;
        }

        _statistics.Retried();
        _shares.Leave(task.Tenant);
        var delay = _options.Retry.Delay(task.UsedAttempts, _random.NextFraction());
        var backing = task with
        {
            Status = TaskLifecycle.Next(task.Status, TaskTrigger.RetryAfterFailure),
            Node = null,
            DueAt = _clock + delay,
            Error = error,
        };
        Change(backing);
        AddDue(backing);
    }

    // A task that becomes startable, or is to start again: it waits in the lobby until a slot or place is found for it.
    private void Requeue(TaskRecord task, TaskTrigger trigger)
    {
        var queued = trigger == TaskTrigger.Lose
            ? Lost(task)
            : task with { Status = TaskLifecycle.Next(task.Status, trigger), QueuedSince = _now, DueAt = null };
        if (trigger != TaskTrigger.Lose) _shares.Join(task.Tenant);
        queued = queued with { Node = null };
        Change(queued);
        JoinLobby(queued);
    }

    private static TaskRecord Lost(TaskRecord task) => task with
    {
        Status = TaskLifecycle.Next(task.Status, TaskTrigger.Lose),
        Rescues = task.Rescues + 1,
    };

    private void JoinLobby(TaskRecord task)
    {
        var waiting = task.Waiting;
        (task.IsSuspect ? _suspects : _lobby).Add(waiting);
        if (!task.IsSuspect) _waiting.Add(waiting);
    }

    // Takes a task that does not run out of wherever it waits.
    private void LeaveWaiting(TaskRecord task)
    {
        switch (task.Status)
        {
            case AnalysisStatus.Queued:
                if (_waiting.Remove(task.Id) is null) _suspects.Remove(task.Id);
                else if (task.Node is { } node) _nodes[node].Governor.Withdraw(task.Id);
                else _lobby.Remove(task.Id);
                break;
            case AnalysisStatus.Scheduled:
                _held--;
                _due.Remove((task.DueAt!.Value, task.Sequence, task.Id));
                break;
            case AnalysisStatus.Retrying:
                _due.Remove((task.DueAt!.Value, task.Sequence, task.Id));
                break;
            case AnalysisStatus.Blocked:
                _held--;
                _dependencies.Forget(task);
                break;
        }
    }

    private void End(TaskRecord task, TaskTrigger trigger, TaskError? error)
    {
        if (task.Status is AnalysisStatus.Queued or AnalysisStatus.Running) _shares.Leave(task.Tenant);
        var ended = task with { Status = TaskLifecycle.Next(task.Status, trigger), DueAt = null, FinishedAt = _now, Error = error };
        _tasks.Remove(task.Id);
        _changed.Add(ended);
        CountEnd(ended.Status);
        NotifyDependents(ended.Id, ended.Status == AnalysisStatus.Completed);
    }

    private void Change(TaskRecord task)
    {
        _tasks[task.Id] = task;
        _changed.Add(task);
    }

    private Step TakeStep()
    {
        _activity.Observe(Running, Queued, _now);
        if (_changed.Count == 0 && _effects.Count == 0) return Step.Nothing;
        var step = new Step([.. _changed], [.. _effects]);
        _changed.Clear();
        _effects.Clear();
        return step;
    }
}
