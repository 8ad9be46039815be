namespace TradingAgents.Core.Statistics;

/// <summary>The last 1000 durations and when they were seen.</summary>
internal sealed class RecentDurations
{
    private const int Kept = 1000;
    private readonly Queue<(DateTimeOffset At, double Seconds)> _recent = [];

    public void Add(double seconds, DateTimeOffset now)
    {
        if (_recent.Count == Kept) _recent.Dequeue();
        _recent.Enqueue((now, seconds));
    }

    /// <summary>The duration of this rank (nearest) among those since a time; 0 where there are none.</summary>
    public double Quantile(double share, DateTimeOffset since)
    {
        var sorted = _recent.Where(recent => recent.At >= since).Select(recent => recent.Seconds).Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
