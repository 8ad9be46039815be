using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

// What waits for a moment, and what becomes of it when the clock is set.
public sealed partial class ClusterScheduler
{
    private readonly SortedSet<(DateTimeOffset DueAt, long Sequence, TaskId Id)> _due = new(ByDue);
    private DateTimeOffset _clock = DateTimeOffset.MinValue; // as last told
    private DateTimeOffset _now = DateTimeOffset.MinValue; // the latest ever told
    private bool _wasSetBack; // since the last tick

    /// <summary>When <see cref="Tick"/> has something to do next; null: never, as things stand.</summary>
    public DateTimeOffset? NextWake => _due.Count == 0 ? null : _due.Min.DueAt;

    /// <summary>Time has passed: what has come due becomes startable.</summary>
    public Step Tick(DateTimeOffset now)
    {
        Advance(now);
        if (_wasSetBack) ShortenRetries();
        while (_due.Count > 0 && _due.Min.DueAt <= _clock)
        {
            var task = _tasks[_due.Min.Id];
            LeaveWaiting(task);
            Requeue(task, TaskTrigger.Due);
        }

        Dispatch();
        return TakeStep();
    }

    // A sequence number is unique; an id has no order.
    private static Comparer<(DateTimeOffset DueAt, long Sequence, TaskId Id)> ByDue { get; } = Comparer<(DateTimeOffset DueAt, long Sequence, TaskId Id)>.Create(
        (left, right) => (left.DueAt, left.Sequence).CompareTo((right.DueAt, right.Sequence)));

    private void Advance(DateTimeOffset now)
    {
        _wasSetBack |= now < _clock;
        _clock = now;
        if (now > _now) _now = now;
    }

    // A time of day that a task was scheduled for stays what it is, but a delay must not grow by as much as the clock was wrong.
    private void ShortenRetries()
    {
        _wasSetBack = false;
        foreach (var entry in _due.ToArray())
        {
            var task = _tasks[entry.Id];
            var shortened = DueNoLaterThanItsDelay(task);
            if (shortened == task) continue;
            _due.Remove(entry);
            Change(shortened);
            AddDue(shortened);
        }
    }

    private TaskRecord DueNoLaterThanItsDelay(TaskRecord task)
    {
        var latest = _clock + TimeSpan.FromSeconds(_options.Retry.CapSeconds);
        return task.Status == AnalysisStatus.Retrying && task.DueAt > latest ? task with { DueAt = latest } : task;
    }

    private void AddDue(TaskRecord task) => _due.Add((task.DueAt!.Value, task.Sequence, task.Id));
}
