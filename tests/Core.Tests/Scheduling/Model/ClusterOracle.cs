using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling.Model;

/// <summary>What the documents say must hold of a cluster, computed the slow and plain way from the records alone.</summary>
internal sealed class ClusterOracle(ClusterOptions options)
{
    private readonly Dictionary<TaskId, TaskRecord> _live = [];
    private readonly Dictionary<TaskId, TaskRecord> _offered = [];
    private readonly Dictionary<TaskId, AnalysisStatus> _ends = [];
    private readonly TenantLedger _tenants = new();
    private DateTimeOffset _clock = DateTimeOffset.MinValue;
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private bool _recovering;

    public GovernorLimits Limits { get; set; } = options.Limits;
    public bool Stopping { get; set; }
    public int LiveCount => _live.Count;
    public IReadOnlyDictionary<TaskId, AnalysisStatus> Ends => _ends;

    public bool IsLive(TaskId task) => _live.ContainsKey(task);

    public bool IsCancelRequested(TaskId task) => _live.TryGetValue(task, out var record) && record.CancelRequested;

    public bool IsCurrent(TaskId task, long epoch) =>
        _live.TryGetValue(task, out var record) && record.Status == AnalysisStatus.Running && record.Epoch == epoch;

    public void Advance(DateTimeOffset now) => (_clock, _now) = (now, now > _now ? now : _now);

    /// <summary>A new process with what the journal holds; the scheduler is told by its recovery.</summary>
    public void Restart(DateTimeOffset now, IReadOnlyCollection<TaskRecord> journal)
    {
        (_clock, _now, Stopping, Limits) = (now, now, false, options.Limits);
        _live.Clear();
        _offered.Clear();
        _ends.Clear();
        _tenants.Clear();
        foreach (var task in journal)
        {
            if (TaskLifecycle.IsTerminal(task.Status)) _ends.Add(task.Id, task.Status);
            else _live.Add(task.Id, task);
        }

        _recovering = true;
    }

    public TaskRecord[] Recovering()
    {
        foreach (var task in _live.Values) if (HoldsShare(task.Status)) _tenants.Join(task.Tenant);
        return [.. _live.Values];
    }

    /// <summary>The status an offer must reserve; null: it must be refused.</summary>
    public AnalysisStatus? ExpectOffer(TaskRecord draft, ClusterScheduler scheduler)
    {
        var held = _live.Values.Concat(_offered.Values).Count(task => task.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked);
        if (draft.DependsOn.Any(dependency => _ends.TryGetValue(dependency, out var end) && end != AnalysisStatus.Completed)) return AnalysisStatus.Failed;
        if (draft.DependsOn.Any(dependency => !_ends.ContainsKey(dependency))) return held < options.MaxHeld ? AnalysisStatus.Blocked : null;
        if (draft.NotBefore > _clock) return held < options.MaxHeld ? AnalysisStatus.Scheduled : null;

        var nodes = scheduler.Nodes;
        var waiting = Waiting();
        var suspectRuns = _live.Values.Any(task => task is { Status: AnalysisStatus.Running, IsSuspect: true });
        var mayStart = waiting.Count == 0 && !suspectRuns && nodes.All(node => node.Queued == 0);
        if (mayStart && Eligible(nodes).Any(node => node.Running < Limits.MaxRunning)) return AnalysisStatus.Running;
        if (waiting.All(task => task.Node is not null || task.IsSuspect) && Eligible(nodes).Any(node => node.Queued < Limits.MaxQueued)) return AnalysisStatus.Queued;
        return null;
    }

    public void Offered(TaskRecord task) => _offered.Add(task.Id, task);

    public void Committed(TaskRecord task)
    {
        _offered.Remove(task.Id);
        if (task.Status == AnalysisStatus.Failed)
        {
            _ends.Add(task.Id, task.Status);
            return;
        }

        _live.Add(task.Id, task);
        if (HoldsShare(task.Status)) _tenants.Join(task.Tenant);
    }

    // Nobody was told of it, but others may have been offered that depend on it.
    public void Aborted(TaskRecord task)
    {
        _offered.Remove(task.Id);
        _ends.Add(task.Id, AnalysisStatus.Failed);
    }

    /// <summary>Where a run's end must lead; null: it must be refused. Charges the run.</summary>
    public AnalysisStatus? ExpectEnd(TaskId id, long epoch, RunOutcome outcome)
    {
        if (!IsCurrent(id, epoch)) return null;
        var task = _live[id];
        if (outcome is not RunOutcome.HandedBack) _tenants.Charge(task.Tenant, (_now - task.StartedAt!.Value).TotalSeconds);
        if (task.CancelRequested) return AnalysisStatus.Cancelled;
        var retried = task.Attempt - task.Rescues < task.MaxAttempts;
        return outcome switch
        {
            RunOutcome.Completed => AnalysisStatus.Completed,
            RunOutcome.Failed failed => failed.Retryable && retried ? AnalysisStatus.Retrying : AnalysisStatus.Failed,
            RunOutcome.TimedOut => retried ? AnalysisStatus.Retrying : AnalysisStatus.TimedOut,
            _ => AnalysisStatus.Queued,
        };
    }

    /// <summary>Follows what a step changed, record by record, and checks each change.</summary>
    public void Apply(Step step, ClusterScheduler scheduler)
    {
        var alone = _recovering && _live.Values.Count(task => task.Status == AnalysisStatus.Running) == 1;
        foreach (var record in step.Changed)
        {
            Assert.True(_live.TryGetValue(record.Id, out var before), $"{record.Id} changes though it is not live.");
            CheckChange(before, record, alone);
            if (record.Status == AnalysisStatus.Running && before.Status != AnalysisStatus.Running) CheckStart(record, scheduler.Nodes);
            if (HoldsShare(record.Status) && !HoldsShare(before.Status)) _tenants.Join(record.Tenant);
            if (!HoldsShare(record.Status) && HoldsShare(before.Status)) _tenants.Leave(record.Tenant);
            if (TaskLifecycle.IsTerminal(record.Status))
            {
                _live.Remove(record.Id);
                _ends.Add(record.Id, record.Status);
            }
            else _live[record.Id] = record;
        }

        foreach (var launch in step.Effects.OfType<Effect.Launch>())
        {
            Assert.Equal(launch.Task, _live[launch.Task.Id]);
            Assert.False(Stopping, $"{launch.Task.Id} is launched while stopping.");
            Assert.True(RunningOn(launch.Task.Node!.Value) <= Limits.MaxRunning, $"{launch.Task.Node} runs more than {Limits.MaxRunning}.");
        }

        if (step.Changed.Count > 0) _recovering = false;
    }

    public void CheckNothingIsDue()
    {
        Assert.DoesNotContain(_live.Values, task => task.Status is AnalysisStatus.Scheduled or AnalysisStatus.Retrying && task.DueAt <= _clock);
        Assert.DoesNotContain(_live.Values, task => task.Status is AnalysisStatus.Retrying && task.DueAt > _clock + TimeSpan.FromSeconds(options.Retry.CapSeconds));
    }

    /// <summary>Checks all that must hold between two events.</summary>
    public void CheckState(ClusterScheduler scheduler, bool forecast)
    {
        _recovering = false;
        var nodes = scheduler.Nodes;
        var waiting = Waiting();
        CheckRecords(scheduler);
        CheckCounts(nodes);
        CheckNothingIdles(nodes, waiting);
        _tenants.CheckAgainst(scheduler.Shares);
        if (forecast) CheckForecast(scheduler.Forecast(_now), waiting);
    }

    private void CheckChange(TaskRecord before, TaskRecord after, bool alone)
    {
        Assert.True(
            before.Status == after.Status || TaskLifecycle.Table.Any(row => row.From == before.Status && row.To == after.Status),
            $"{before.Id} goes from {before.Status} to {after.Status}.");
        Assert.True(after.Attempt == after.Epoch && after.UsedAttempts <= after.MaxAttempts, $"Attempts of {after} do not add up.");
        if (before.Status == AnalysisStatus.Running && after.Status == AnalysisStatus.Queued)
        {
            Assert.Equal(before.Rescues + 1, after.Rescues);
            Assert.Equal(before.QueuedSince > _now ? _now : before.QueuedSince, after.QueuedSince);
            Assert.Equal(before.ProcessDeaths + (_recovering ? 1 : 0), after.ProcessDeaths);
            Assert.Equal(before.DeathsAlone + (_recovering && alone ? 1 : 0), after.DeathsAlone);
        }

        if (after.Status == AnalysisStatus.Queued && before.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked)
            Assert.True(after.NotBefore is null || after.NotBefore <= _clock, $"{after.Id} is startable before its time.");
        if (after.Status == AnalysisStatus.Queued && before.Status == AnalysisStatus.Blocked)
            Assert.All(after.DependsOn, dependency => Assert.Equal(AnalysisStatus.Completed, _ends[dependency]));
        if (after.Error?.Code == "dependency_failed" && before.Status == AnalysisStatus.Blocked)
            Assert.Contains(after.DependsOn, dependency => !_ends.TryGetValue(dependency, out var end) || end != AnalysisStatus.Completed);
        if (after.Error?.Code == "poison") Assert.True(alone && after.DeathsAlone == 3, $"{after} is convicted.");
    }

    private void CheckStart(TaskRecord started, IReadOnlyList<NodeView> nodes)
    {
        Assert.False(Stopping, $"{started.Id} starts while stopping.");
        Assert.Contains(Eligible(nodes), node => node.Node == started.Node);
        Assert.True(RunningOn(started.Node!.Value) < Limits.MaxRunning, $"{started.Id} starts on {started.Node} above {Limits.MaxRunning}.");
        var running = _live.Values.Where(task => task.Status == AnalysisStatus.Running).ToArray();
        Assert.DoesNotContain(running, task => task.IsSuspect);
        var candidates = Waiting();
        if (candidates.Any(task => task.IsSuspect))
        {
            Assert.Empty(running);
            candidates.RemoveAll(task => !task.IsSuspect);
        }

        var best = candidates.Aggregate((best, task) => options.Order.Compare(task.Waiting, best.Waiting, _now, _tenants.UseOf) < 0 ? task : best);
        Assert.True(best.Id == started.Id, $"{started.Waiting} starts before {best.Waiting}.");
    }

    private void CheckRecords(ClusterScheduler scheduler)
    {
        var count = 0;
        foreach (var task in scheduler.Tasks)
        {
            count++;
            Assert.True(_live.TryGetValue(task.Id, out var expected) && expected == task, $"{task} is live in the scheduler alone.");
        }

        Assert.Equal(_live.Count, count);
        foreach (var task in _live.Values)
        {
            if (task.Status == AnalysisStatus.Blocked)
                Assert.Contains(task.DependsOn, dependency => _live.ContainsKey(dependency) || _offered.ContainsKey(dependency));
        }
    }

    private void CheckCounts(IReadOnlyList<NodeView> nodes)
    {
        var held = 0;
        foreach (var task in _live.Values) if (task.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked) held++;
        foreach (var task in _offered.Values) if (task.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked) held++;
        Assert.True(held <= options.MaxHeld, $"{held} are held.");
        foreach (var node in nodes)
        {
            int running = 0, queued = 0, reservedSlots = 0, reservedPlaces = 0;
            foreach (var task in _live.Values) Count(task, node.Node, ref running, ref queued);
            foreach (var task in _offered.Values) Count(task, node.Node, ref reservedSlots, ref reservedPlaces);
            Assert.InRange(node.Running, running, running + reservedSlots); // Of the reservations some may be void.
            Assert.InRange(node.Queued, queued, queued + reservedPlaces);
            Assert.True(queued <= Limits.MaxQueued, $"{queued} wait on {node.Node}.");
            Assert.True(queued == 0 || node.State == NodeState.Active, $"{queued} wait on {node.Node}, which is {node.State}.");
        }

        var names = nodes.Select(node => node.Node).ToHashSet();
        foreach (var task in _live.Values)
        {
            if (task.Status is AnalysisStatus.Queued or AnalysisStatus.Running && task.Node is { } home) Assert.Contains(home, names);
        }
    }

    private static void Count(TaskRecord task, NodeId node, ref int running, ref int queued)
    {
        if (task.Node != node) return;
        if (task.Status == AnalysisStatus.Running) running++;
        if (task.Status == AnalysisStatus.Queued) queued++;
    }

    private void CheckNothingIdles(IReadOnlyList<NodeView> nodes, List<TaskRecord> waiting)
    {
        if (Stopping || waiting.Count == 0) return;
        var running = _live.Values.Where(task => task.Status == AnalysisStatus.Running).ToArray();
        var suspectRuns = running.Any(task => task.IsSuspect);
        Assert.True(!suspectRuns || running.Length == 1, "A suspect has company.");
        var free = Eligible(nodes).Any(node => node.Running < Limits.MaxRunning);
        var onHold = suspectRuns || (waiting.Any(task => task.IsSuspect) && nodes.Sum(node => node.Running) > 0);
        Assert.False(free && !onHold, $"{waiting[0]} waits beside a free slot.");
        var withoutPlace = waiting.Any(task => task.Node is null && !task.IsSuspect);
        Assert.False(withoutPlace && Eligible(nodes).Any(node => node.Queued < Limits.MaxQueued), "Work waits without a place beside a free one.");
    }

    private void CheckForecast(IReadOnlyDictionary<TaskId, Outlook> forecast, List<TaskRecord> waiting)
    {
        waiting.Sort((left, right) => left.IsSuspect != right.IsSuspect
            ? right.IsSuspect.CompareTo(left.IsSuspect)
            : options.Order.Compare(left.Waiting, right.Waiting, _now, _tenants.UseOf));
        Assert.Equal(waiting.Count, forecast.Count);
        var positions = new Dictionary<NodeId, int>();
        var last = 0.0;
        foreach (var task in waiting)
        {
            var outlook = forecast[task.Id];
            Assert.Equal(task.Node is { } node ? positions[node] = positions.GetValueOrDefault(node) + 1 : null, outlook.Position);
            Assert.True(outlook.StartSeconds >= last, "A later place promises an earlier start.");
            last = outlook.StartSeconds;
        }
    }

    private int RunningOn(NodeId node) => _live.Values.Count(task => task.Status == AnalysisStatus.Running && task.Node == node);

    private List<TaskRecord> Waiting() => [.. _live.Values.Where(task => task.Status == AnalysisStatus.Queued)];

    private static bool HoldsShare(AnalysisStatus status) => status is AnalysisStatus.Queued or AnalysisStatus.Running;

    private static IEnumerable<NodeView> Eligible(IReadOnlyList<NodeView> nodes)
    {
        var anyHealthy = nodes.Any(node => node.Healthy);
        return nodes.Where(node => node.State == NodeState.Active && (node.Healthy || !anyHealthy));
    }
}
