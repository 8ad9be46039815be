using System.Diagnostics;

namespace TradingAgents.Core.Admission;

/// <summary>Waiting tasks in the order of <see cref="OrderRules"/>; every operation costs O(log n), amortised.</summary>
/// <remarks>
/// Tasks of one tenant and submitted priority form a lane, sorted by arrival. The head of a lane is the best of it at any time, because
/// it has waited longest. So it is enough to order the lanes by their heads: by arrival (for the overdue), and per effective priority by the
/// tenant's use. Two things move a lane without being touched: time, which raises its head at instants known beforehand, and its tenant's use,
/// which only grows and is therefore corrected when the lane comes to the front.
/// </remarks>
public sealed class WaitingLine
{
    private const int Levels = (int)TaskPriority.Urgent + 1;

    private readonly OrderRules _rules;
    private readonly FairShare _shares;
    private readonly Dictionary<TaskId, WaitingTask> _tasks = [];
    private readonly Dictionary<(string Tenant, TaskPriority Priority), Lane> _lanes = [];
    private readonly IComparer<WaitingTask> _arrival;
    private readonly SortedSet<Lane> _byOldestHead;
    private readonly SortedSet<Lane> _byPromotion;
    private readonly SortedSet<Lane>[] _byUse = new SortedSet<Lane>[Levels];
    private readonly int[] _countByPriority = new int[Levels];
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    /// <summary>An empty line.</summary>
    public WaitingLine(OrderRules rules, FairShare shares)
        : this(rules, shares, WaitingTask.ByArrival)
    {
    }

    /// <summary>An empty line whose arrivals are compared by the one given, so that comparisons can be counted.</summary>
    internal WaitingLine(OrderRules rules, FairShare shares, IComparer<WaitingTask> arrival)
    {
        (_rules, _shares, _arrival) = (rules, shares, arrival);
        _byOldestHead = new SortedSet<Lane>(Lane.ByHead(arrival));
        _byPromotion = new SortedSet<Lane>(Lane.ByPromotion(arrival));
        for (var level = 0; level < Levels; level++) _byUse[level] = new SortedSet<Lane>(Lane.ByUseThenHead(arrival));
    }

    /// <summary>How many wait.</summary>
    public int Count => _tasks.Count;

    /// <summary>All that wait, in no order.</summary>
    public IEnumerable<WaitingTask> Tasks => _tasks.Values;

    /// <summary>How many wait that were submitted with this priority.</summary>
    public int CountOf(TaskPriority priority) => _countByPriority[(int)priority];

    /// <summary>A task that waits here; null where it does not.</summary>
    public WaitingTask? Find(TaskId task) => _tasks.GetValueOrDefault(task);

    /// <summary>Whether this task waits here.</summary>
    public bool Contains(TaskId task) => _tasks.ContainsKey(task);

    /// <summary>Adds a task at its place in the order.</summary>
    public void Add(WaitingTask task)
    {
        if (!_tasks.TryAdd(task.Id, task)) throw new UnreachableException($"Task {task.Id} waits twice.");
        _countByPriority[(int)task.Priority]++;
        var key = (task.Tenant, task.Priority);
        if (!_lanes.TryGetValue(key, out var lane)) _lanes[key] = lane = new Lane(_arrival);
        if (lane.Tasks.Count > 0 && _arrival.Compare(lane.Head!, task) < 0)
        {
            lane.Tasks.Add(task); // Behind the head: the lane stays where it is.
            return;
        }

        Detach(lane);
        lane.Tasks.Add(task);
        Attach(lane);
    }

    /// <summary>Takes a task out; null where it does not wait here.</summary>
    public WaitingTask? Remove(TaskId id)
    {
        if (!_tasks.Remove(id, out var task)) return null;
        _countByPriority[(int)task.Priority]--;
        var key = (task.Tenant, task.Priority);
        var lane = _lanes[key];
        if (!ReferenceEquals(lane.Head, task))
        {
            lane.Tasks.Remove(task);
            return task;
        }

        Detach(lane);
        lane.Tasks.Remove(task);
        if (lane.Tasks.Count == 0) _lanes.Remove(key);
        else Attach(lane);
        return task;
    }

    /// <summary>The next to start; null where nobody waits. A clock set back is taken as standing still.</summary>
    public WaitingTask? Peek(DateTimeOffset now)
    {
        Advance(now);
        var oldest = _byOldestHead.Min;
        if (oldest is null) return null;
        if (_rules.IsOverdue(oldest.Head!, _now)) return oldest.Head;
        for (var level = Levels - 1; level > 0; level--)
        {
            if (FirstByUse(_byUse[level]) is { } lane) return lane.Head;
        }

        throw new UnreachableException("Tasks wait, yet no lane holds them.");
    }

    /// <summary>All in the order in which they would start if nothing changed; O(n log n). A clock set back is taken as standing still.</summary>
    public IReadOnlyList<WaitingTask> InOrder(DateTimeOffset now)
    {
        Advance(now);
        var tasks = _tasks.Values.ToArray();
        Array.Sort(tasks, (left, right) => _rules.Compare(left, right, _now, _shares.UseOf));
        return tasks;
    }

    private void Advance(DateTimeOffset now)
    {
        if (now <= _now) return;
        _now = now;
        while (_byPromotion.Min is { } lane && lane.Promotion <= now)
        {
            Detach(lane);
            Attach(lane);
        }
    }

    // Uses only grow, so a stale key makes a lane come too early, never too late.
    private Lane? FirstByUse(SortedSet<Lane> lanes)
    {
        while (lanes.Min is { } lane)
        {
            var use = _shares.UseOf(lane.Head!.Tenant);
            if (use <= lane.Use) return lane;
            lanes.Remove(lane);
            lane.Use = use;
            lanes.Add(lane);
        }

        return null;
    }

    private void Attach(Lane lane)
    {
        var head = lane.Tasks.Min!;
        lane.Head = head;
        lane.Use = _shares.UseOf(head.Tenant);
        lane.Level = (int)_rules.EffectivePriority(head, _now);
        lane.Promotion = _rules.NextPromotion(head, _now);
        _byOldestHead.Add(lane);
        _byUse[lane.Level].Add(lane);
        if (lane.Promotion is not null) _byPromotion.Add(lane);
    }

    private void Detach(Lane lane)
    {
        if (lane.Head is null) return;
        _byOldestHead.Remove(lane);
        _byUse[lane.Level].Remove(lane);
        if (lane.Promotion is not null) _byPromotion.Remove(lane);
        lane.Head = null;
    }

    private sealed class Lane(IComparer<WaitingTask> arrival)
    {
        public static Comparer<Lane> ByHead(IComparer<WaitingTask> arrival) => Comparer<Lane>.Create((left, right) =>
            arrival.Compare(left.Head!, right.Head!));

        public static Comparer<Lane> ByUseThenHead(IComparer<WaitingTask> arrival) => Comparer<Lane>.Create((left, right) =>
        {
            var byUse = left.Use.CompareTo(right.Use);
            return byUse != 0 ? byUse : arrival.Compare(left.Head!, right.Head!);
        });

        public static Comparer<Lane> ByPromotion(IComparer<WaitingTask> arrival) => Comparer<Lane>.Create((left, right) =>
        {
            var byTime = Nullable.Compare(left.Promotion, right.Promotion);
            return byTime != 0 ? byTime : arrival.Compare(left.Head!, right.Head!);
        });

        public SortedSet<WaitingTask> Tasks { get; } = new(arrival);

        // The keys under which the lane stands in the sets; changed only while it is detached.
        public WaitingTask? Head { get; set; }
        public double Use { get; set; }
        public int Level { get; set; }
        public DateTimeOffset? Promotion { get; set; }
    }
}
