namespace TradingAgents.Cli.Tests;

/// <summary>A clock that stands still; timers end at once.</summary>
internal sealed class FixedTime : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 9, 1, 0, TimeSpan.Zero);

    public override long GetTimestamp() => _timestamp;

    /// <summary>Deadlines of calls do not come; pauses pass.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.FromSeconds(30)) return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        if (dueTime > TimeSpan.Zero) _timestamp += dueTime.Ticks;
        return System.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
    }
}
