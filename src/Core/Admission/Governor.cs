using System.Diagnostics;
using TradingAgents.Core.Placement;

namespace TradingAgents.Core.Admission;

/// <summary>One node's admission control: so many running, so many waiting, never more.</summary>
/// <remarks>
/// Admission is two steps: an offer reserves a slot or a place, and <see cref="Commit"/> or <see cref="Abort"/> follows once the journal
/// has answered. A reserved task counts against the limits, but neither runs nor waits before its commit. Nothing is ever started above a
/// limit; lowering one stops nothing. An operation on a task costs O(log n), amortised, in the number of waiting tasks; one on the whole queue,
/// such as <see cref="InOrder"/>, <see cref="Park"/> or a <see cref="Reconfigure"/> that parks some of it, O(n log n).
/// </remarks>
public sealed class Governor
{
    /// <summary>So many stuck runs make a node unhealthy.</summary>
    public const int StuckLimit = 3;

    private readonly Dictionary<TaskId, RunningTask> _running = [];
    private readonly Dictionary<TaskId, (WaitingTask Task, Reservation Kind)> _reserved = [];
    private readonly HashSet<(TaskId Task, long Epoch)> _stuck = [];
    private readonly WaitingLine _line;
    private int _reservedSlots;

    /// <summary>An idle, active node.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="rules">The order of its queue.</param>
    /// <param name="shares">The tenants' uses, of this node or shared with others.</param>
    public Governor(NodeId node, GovernorLimits limits, OrderRules rules, FairShare shares)
        : this(node, limits, new WaitingLine(rules, shares))
    {
    }

    internal Governor(NodeId node, GovernorLimits limits, WaitingLine line) => (Node, Limits, _line) = (node, limits, line);

    public NodeId Node { get; }

    /// <summary>Told of each change that may touch a count or the health.</summary>
    internal Action? Changed { get; set; }

    public GovernorLimits Limits { get; private set; }
    public NodeState State { get; private set; } = NodeState.Active;

    /// <summary>Tasks in a slot, those reserved for one included.</summary>
    public int Running => _running.Count + _reservedSlots;

    /// <summary>Tasks in the queue, those reserved a place included.</summary>
    public int Queued => _line.Count + _reserved.Count - _reservedSlots;

    /// <summary>Runs given up though they still go on; their slots are free again.</summary>
    public int Stuck => _stuck.Count;

    /// <summary>It takes work and fewer than <see cref="StuckLimit"/> of its runs are stuck.</summary>
    public bool IsHealthy => State == NodeState.Active && Stuck < StuckLimit;

    /// <summary>Slots in which something may start now.</summary>
    public int FreeSlots => State == NodeState.Active ? Math.Max(0, Limits.MaxRunning - Running) : 0;

    /// <summary>Places in which something may wait now.</summary>
    public int FreePlaces => State == NodeState.Active ? Math.Max(0, Limits.MaxQueued - Queued) : 0;

    /// <summary>What runs, since when.</summary>
    public IReadOnlyCollection<RunningTask> RunningTasks => _running.Values;

    /// <summary>Tasks that hold a slot but are not durable yet, in no order.</summary>
    public IEnumerable<TaskId> Starting => _reservedSlots == 0 ? [] : _reserved.Where(each => each.Value.Kind == Reservation.Slot).Select(each => each.Key);

    /// <summary>What waits, in no order.</summary>
    public IEnumerable<WaitingTask> WaitingTasks => _line.Tasks;

    /// <summary>A task that waits here; null where it does not.</summary>
    public WaitingTask? FindWaiting(TaskId task) => _line.Find(task);

    /// <summary>How many wait that were submitted with this priority.</summary>
    public int QueuedOf(TaskPriority priority) => _line.CountOf(priority);

    /// <summary>The next to start; null where nothing waits.</summary>
    public WaitingTask? Next(DateTimeOffset now) => _line.Peek(now);

    /// <summary>All that wait, in the order in which they would start if nothing changed.</summary>
    public IReadOnlyList<WaitingTask> InOrder(DateTimeOffset now) => _line.InOrder(now);

    /// <summary>Reserves room for a task that is not durable yet.</summary>
    /// <param name="task">The task.</param>
    /// <param name="mayStart">False where others go first, here or on another node: then only a place may be reserved.</param>
    public Reservation Offer(WaitingTask task, bool mayStart)
    {
        if (Holds(task.Id)) throw new UnreachableException($"Task {task.Id} is offered to {Node} twice.");
        var kind = mayStart && FreeSlots > 0 && Queued == 0 ? Reservation.Slot
            : FreePlaces > 0 ? Reservation.Place
            : Reservation.None;
        if (kind == Reservation.None) return kind;
        _reserved.Add(task.Id, (task, kind));
        if (kind == Reservation.Slot) _reservedSlots++;
        Changed?.Invoke();
        return kind;
    }

    /// <summary>The offered task is durable: it runs, or waits, from now on.</summary>
    /// <returns>
    /// What its reservation became; <see cref="Reservation.None"/> where it is void, because the node was lost, drains, or had its limits lowered:
    /// then the task waits elsewhere.
    /// </returns>
    public Reservation Commit(TaskId task, DateTimeOffset now)
    {
        if (!_reserved.ContainsKey(task)) return Reservation.None;
        var (waiting, kind) = Unreserve(task);
        switch (kind)
        {
            case Reservation.Slot when FreeSlots > 0:
                _running.Add(task, new RunningTask(task, now));
                break;
            case Reservation.Place when FreePlaces > 0:
                _line.Add(waiting);
                break;
            default:
                return Reservation.None; // Unreserving has told of it.
        }

        Changed?.Invoke();
        return kind;
    }

    /// <summary>The offered task could not be made durable: its room is free again.</summary>
    public void Abort(TaskId task)
    {
        if (_reserved.ContainsKey(task)) Unreserve(task);
    }

    /// <summary>Puts a durable task, from elsewhere, into a free place of the queue.</summary>
    public void Enqueue(WaitingTask task)
    {
        if (FreePlaces <= 0) throw new UnreachableException($"{Node} has no free place: {Queued} of {Limits.MaxQueued} are taken.");
        _line.Add(task);
        Changed?.Invoke();
    }

    /// <summary>Starts a durable task in a free slot; it waits here, or comes from elsewhere.</summary>
    public void Start(TaskId task, DateTimeOffset now)
    {
        if (FreeSlots <= 0) throw new UnreachableException($"{Node} has no free slot: {Running} of {Limits.MaxRunning} are taken.");
        _line.Remove(task);
        if (!_running.TryAdd(task, new RunningTask(task, now))) throw new UnreachableException($"Task {task} is started twice on {Node}.");
        Changed?.Invoke();
    }

    /// <summary>A task runs here since before this governor was made; whatever the limits are by now, it holds a slot.</summary>
    public void Adopt(TaskId task, DateTimeOffset startedAt)
    {
        if (!_running.TryAdd(task, new RunningTask(task, startedAt))) throw new UnreachableException($"Task {task} runs twice on {Node}.");
        Changed?.Invoke();
    }

    /// <summary>A run has ended; its slot is free. Null where it does not run here: a late or repeated end changes nothing.</summary>
    public RunningTask? Finish(TaskId task)
    {
        if (!_running.Remove(task, out var run)) return null;
        Changed?.Invoke();
        return run;
    }

    /// <summary>A run was given up though it goes on: its slot is free, and it counts as stuck. Null where it does not run here.</summary>
    public RunningTask? GiveUp(TaskId task, long epoch)
    {
        var run = Finish(task);
        if (run is null) return null;
        _stuck.Add((task, epoch));
        Changed?.Invoke();
        return run;
    }

    /// <summary>A run that had been given up has ended after all; one that does not count as stuck changes nothing.</summary>
    public void Unstick(TaskId task, long epoch)
    {
        if (_stuck.Remove((task, epoch))) Changed?.Invoke();
    }

    /// <summary>Takes a waiting task out of the queue: it was cancelled, or moves to another node.</summary>
    public WaitingTask? Withdraw(TaskId task)
    {
        var waiting = _line.Remove(task);
        if (waiting is not null) Changed?.Invoke();
        return waiting;
    }

    /// <summary>Takes all waiting tasks out of the queue; they wait on without a place.</summary>
    public IReadOnlyList<WaitingTask> Park()
    {
        var parked = _line.Tasks.ToArray();
        foreach (var task in parked) _line.Remove(task.Id);
        Changed?.Invoke();
        return parked;
    }

    /// <summary>Sets the limits; returns the waiting tasks, last in the order, that no longer have a place.</summary>
    public IReadOnlyList<WaitingTask> Reconfigure(GovernorLimits limits, DateTimeOffset now)
    {
        Limits = limits;
        var excess = Math.Min(_line.Count, Queued - limits.MaxQueued);
        var parked = excess <= 0 ? [] : _line.InOrder(now).TakeLast(excess).ToArray();
        foreach (var task in parked) _line.Remove(task.Id);
        Changed?.Invoke();
        return parked;
    }

    /// <summary>Takes and starts nothing more; what runs goes on. Returns the waiting tasks, which need another place.</summary>
    public IReadOnlyList<WaitingTask> Drain()
    {
        if (State == NodeState.Active) State = NodeState.Draining;
        return Park();
    }

    /// <summary>Takes work again, with a clean record: runs that are stuck until now no longer count, nor do their ends.</summary>
    public void Activate()
    {
        State = NodeState.Active;
        _stuck.Clear();
        Changed?.Invoke();
    }

    /// <summary>The node is gone with all it held. Returns what ran and what waited; reservations are void.</summary>
    public (IReadOnlyList<RunningTask> Ran, IReadOnlyList<WaitingTask> Waited) Lose()
    {
        State = NodeState.Down;
        var ran = _running.Values.ToArray();
        _running.Clear();
        _reserved.Clear();
        _reservedSlots = 0;
        return (ran, Park());
    }

    private bool Holds(TaskId task) => _running.ContainsKey(task) || _reserved.ContainsKey(task) || _line.Contains(task);

    private (WaitingTask Task, Reservation Kind) Unreserve(TaskId task)
    {
        if (!_reserved.Remove(task, out var reserved)) throw new UnreachableException($"{Node} holds no reservation of task {task}.");
        if (reserved.Kind == Reservation.Slot) _reservedSlots--;
        Changed?.Invoke();
        return reserved;
    }
}

/// <summary>A task in a slot.</summary>
/// <param name="Task">The task.</param>
/// <param name="StartedAt">When this run started.</param>
public sealed record RunningTask(TaskId Task, DateTimeOffset StartedAt);
