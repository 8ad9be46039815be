using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Capacity;

/// <summary>A workload on a cluster in virtual time, decided by the very scheduler that serves real ones.</summary>
/// <remarks>
/// Nothing fails here, and commits take no time: it tells what queues and slots do. Who is refused does not come back.
/// The first tenth of the tasks fills the cluster and is not counted in waits, unless the whole is asked for.
/// </remarks>
public sealed class CapacitySimulation
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<TaskId, AnalysisStatus> NoEnds = [];

    private readonly ClusterScheduler _scheduler;
    private readonly ClusterShape _shape;
    private readonly int _warmUp;
    private readonly bool _whole;
    private readonly Dictionary<TaskId, Task> _open = [];
    private readonly PriorityQueue<Due, (long Ticks, long Asked)> _due = new(Comparer<(long Ticks, long Asked)>.Create(
        static (left, right) => left.Ticks != right.Ticks ? left.Ticks.CompareTo(right.Ticks) : left.Asked.CompareTo(right.Asked)));
    private readonly Dictionary<TaskPriority, (List<double> Waits, int Refused)> _byPriority = [];
    private DateTimeOffset _now = Start;
    private DateTimeOffset _from = Start;
    private double _busySeconds;
    private double _busyAtLastArrival;
    private long _asked;
    private int _tasks, _refused, _running, _waiting, _peak;

    private CapacitySimulation(ClusterShape shape, int warmUp, bool whole)
    {
        (_shape, _warmUp, _whole) = (shape, warmUp, whole);
        _scheduler = new ClusterScheduler(new ClusterOptions { Limits = shape.Limits, Strategy = shape.Strategy, Order = shape.Order, Seed = shape.Seed });
        for (var i = 1; i <= shape.Nodes; i++) _scheduler.AddNode(new NodeId($"node-{i}"), weight: 1, Start);
    }

    /// <summary>Plays generated arrivals.</summary>
    public static CapacityReport Run(ClusterShape shape, PoissonWorkload workload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return Run(shape, workload.Arrivals(), workload.Tasks / 10, whole: false, cancellationToken);
    }

    /// <summary>Plays given arrivals, counting all of them; utilisation is over all the time from the first arrival to the last end.</summary>
    /// <param name="shape">The cluster.</param>
    /// <param name="arrivals">In order of time.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static CapacityReport RunWhole(ClusterShape shape, IEnumerable<Arrival> arrivals, CancellationToken cancellationToken = default) =>
        Run(shape, arrivals, warmUp: 0, whole: true, cancellationToken);

    internal static CapacityReport Run(ClusterShape shape, IEnumerable<Arrival> arrivals, int warmUp, bool whole, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(arrivals);
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Nodes, 1);
        return new CapacitySimulation(shape, warmUp, whole).Play(arrivals, cancellationToken);
    }

    private CapacityReport Play(IEnumerable<Arrival> arrivals, CancellationToken cancellationToken)
    {
        var first = Start;
        foreach (var arrival in arrivals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = Start.AddSeconds(arrival.AtSeconds);
            HappenUntil(at);
            Pass(at);
            if (_tasks == 0) first = at;
            if (_tasks == _warmUp) (_from, _busySeconds) = (_now, 0);
            Arrive(arrival);
            _busyAtLastArrival = _busySeconds;
        }

        var lastArrival = _now;
        HappenUntil(DateTimeOffset.MaxValue);
        var (busy, until) = _whole ? (_busySeconds, _now) : (_busyAtLastArrival, lastArrival);
        return new CapacityReport
        {
            Nodes = _shape.Nodes,
            Tasks = _tasks,
            Refused = _refused,
            Utilisation = until > _from ? busy / ((until - _from).TotalSeconds * _shape.Slots) : 0,
            Seconds = (_now - first).TotalSeconds,
            PeakQueued = _peak,
            Wait = WaitSummary.Of(_byPriority.Values.SelectMany(each => each.Waits)),
            WaitByPriority = [.. _byPriority.OrderByDescending(each => each.Key).Select(each => new PriorityWait(each.Key, each.Value.Refused, WaitSummary.Of(each.Value.Waits)))],
        };
    }

    private void Arrive(Arrival arrival)
    {
        var number = ++_tasks;
        var id = new TaskId($"t{number}");
        var offer = _scheduler.Offer(
            new TaskRecord { Id = id, Sequence = number, Priority = arrival.Priority, Tenant = arrival.Tenant, MaxAttempts = 1, SubmittedAt = _now }, NoEnds, _now);
        if (offer is Offer.Refused)
        {
            _refused++;
            var (waits, refused) = Of(arrival.Priority);
            _byPriority[arrival.Priority] = (waits, refused + 1);
            return;
        }

        _open.Add(id, new Task(TimeSpan.FromSeconds(arrival.RunSeconds), number > _warmUp));
        _waiting++;
        if (arrival.CancelledAtSeconds is { } cancelled) Ask(Start.AddSeconds(cancelled), new Due(id, Epoch: 0));
        Take(_scheduler.Commit(id, _now));
        _peak = Math.Max(_peak, _waiting);
    }

    private void HappenUntil(DateTimeOffset until)
    {
        while (_due.TryPeek(out var due, out var at) && at.Ticks <= until.Ticks)
        {
            _due.Dequeue();
            Pass(new DateTimeOffset(at.Ticks, TimeSpan.Zero));
            if (due.Epoch == 0) CancelIfWaiting(due.Task);
            else End(due);
        }
    }

    private void End(Due due)
    {
        _open.Remove(due.Task);
        _running--;
        Take(_scheduler.RunEnded(due.Task, due.Epoch, Completed, _now)!);
    }

    private static RunOutcome.Completed Completed { get; } = new();

    private void CancelIfWaiting(TaskId task)
    {
        if (_scheduler.Find(task) is not { Status: AnalysisStatus.Queued }) return;
        _open.Remove(task);
        _waiting--;
        Take(_scheduler.Cancel(task, _now)!);
    }

    private void Take(Step step)
    {
        foreach (var effect in step.Effects)
        {
            if (effect is not Effect.Launch { Task: var started }) continue;
            var task = _open[started.Id];
            _running++;
            _waiting--;
            if (task.Counts) Of(started.Priority).Waits.Add(started.WaitSeconds!.Value);
            Ask(_now + task.Length, new Due(started.Id, started.Epoch));
        }
    }

    private (List<double> Waits, int Refused) Of(TaskPriority priority)
    {
        if (!_byPriority.TryGetValue(priority, out var found)) _byPriority[priority] = found = ([], 0);
        return found;
    }

    private void Ask(DateTimeOffset at, Due due) => _due.Enqueue(due, (at.Ticks, ++_asked));

    private void Pass(DateTimeOffset now)
    {
        if (now <= _now) return;
        _busySeconds += (now - _now).TotalSeconds * _running;
        _now = now;
    }

    private readonly record struct Task(TimeSpan Length, bool Counts);

    /// <summary>A run's end, or, with epoch 0, a cancellation.</summary>
    private readonly record struct Due(TaskId Task, long Epoch);
}
