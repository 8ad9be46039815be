namespace TradingAgents.Embedded.Tests;

/// <summary>Time that passes only when told, and a wall clock that can be set beside it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ManualTimer> _timers = [];
    private DateTimeOffset _wall = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _wall;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the wall clock; timers do not see it.</summary>
    public void SetClock(TimeSpan by)
    {
        lock (_gate) _wall += by;
    }

    /// <summary>Lets time pass; what comes due on the way fires at its time, in order, before this returns.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan target;
        lock (_gate) target = _elapsed + by;
        while (NextDue(target) is { } timer) timer.Fire();
    }

    /// <summary>Waits until so many wait for exactly so long from now.</summary>
    public Task TimerAsync(TimeSpan dueIn, int count = 1) => EngineBench.UntilAsync(() =>
    {
        lock (_gate) return _timers.Count(timer => timer.DueAt == _elapsed + dueIn) >= count;
    });

    private ManualTimer? NextDue(TimeSpan target)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.DueAt <= target).MinBy(timer => timer.DueAt);
            var reached = next?.DueAt ?? target;
            if (reached > _elapsed) (_wall, _elapsed) = (_wall + (reached - _elapsed), reached);
            if (next is null) return null;
            if (next.Period > TimeSpan.Zero) next.DueAt += next.Period;
            else _timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualTime owner, Action fire) : ITimer
    {
        public TimeSpan DueAt { get; set; }
        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                (DueAt, Period) = (owner._elapsed + dueTime, period);
                return owner._timers.Add(this);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
