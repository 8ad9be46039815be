namespace TradingAgents.Simulation;

/// <summary>Virtual time: what is to happen, in order of time, and at one instant in the order in which it was asked for.</summary>
internal sealed class EventQueue(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (long Ticks, long Asked)> _events = new(Comparer<(long Ticks, long Asked)>.Create(
        static (left, right) => left.Ticks != right.Ticks ? left.Ticks.CompareTo(right.Ticks) : left.Asked.CompareTo(right.Asked)));

    private long _asked;

    /// <summary>When the last event happened.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Events that have happened.</summary>
    public long Happened { get; private set; }

    /// <summary>Lets something happen so long from now; what lies in the past happens now.</summary>
    public void After(TimeSpan delay, Action happen) =>
        _events.Enqueue(happen, (Now.Ticks + Math.Max(0, delay.Ticks), ++_asked));

    /// <summary>Lets something happen so many seconds from now.</summary>
    public void After(double seconds, Action happen) => After(TimeSpan.FromSeconds(seconds), happen);

    /// <summary>Lets the next thing happen; false where nothing is left.</summary>
    public bool Next()
    {
        if (!_events.TryDequeue(out var happen, out var at)) return false;
        Now = new DateTimeOffset(at.Ticks, TimeSpan.Zero);
        Happened++;
        happen();
        return true;
    }
}
