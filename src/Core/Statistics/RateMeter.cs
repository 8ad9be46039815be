namespace TradingAgents.Core.Statistics;

/// <summary>How many events the last minute had, counted in buckets of one second.</summary>
/// <remarks>
/// The minute is the current second and the 59 before it. After the clock is set back, events it saw "in the future" do not count
/// until it gets there, so the meter heals by itself.
/// </remarks>
internal sealed class RateMeter
{
    private const int Seconds = 60;
    private readonly (long Second, long Count)[] _buckets = new (long, long)[Seconds];

    public void Add(DateTimeOffset now)
    {
        var second = Second(now);
        ref var bucket = ref _buckets[second % Seconds];
        bucket = bucket.Second == second ? (second, bucket.Count + 1) : (second, 1);
    }

    public long LastMinute(DateTimeOffset now)
    {
        var second = Second(now);
        var count = 0L;
        foreach (var bucket in _buckets)
        {
            if (bucket.Second > second - Seconds && bucket.Second <= second) count += bucket.Count;
        }
        return count;
    }

    private static long Second(DateTimeOffset now) => now.UtcTicks / TimeSpan.TicksPerSecond;
}
