namespace TradingAgents.Core.Statistics;

/// <summary>Quantiles of any number of durations in fixed memory (about 5 KiB).</summary>
/// <remarks>
/// Bucket boundaries grow by the factor <c>(1 + e) / (1 - e)</c> with e = 2 %; a quantile is reported as the point of its bucket that is
/// at most e away, in relation, from everything in it. So a quantile is within 2 % of the duration that has that rank.
/// That holds from 1 ms to 10^8 s (three years); a shorter duration is reported as between 0 and 1 ms, a longer one as too short.
/// </remarks>
public sealed class DurationHistogram
{
    /// <summary>Greatest relative error of a quantile.</summary>
    public const double RelativeError = 0.02;

    private const double ShortestSeconds = 0.001;
    private const double LongestSeconds = 1e8;
    private const double Growth = (1 + RelativeError) / (1 - RelativeError);
    private static readonly double LogGrowth = Math.Log(Growth);
    private static readonly int Buckets = BucketAbove(LongestSeconds) + 1;

    // Bucket 0 holds what is at most ShortestSeconds, bucket i what is in (Shortest x Growth^(i-1), Shortest x Growth^i].
    private readonly long[] _counts = new long[Buckets];
    private double _sum;
    private double _least = double.PositiveInfinity;
    private double _greatest;

    /// <summary>How many durations were added.</summary>
    public long Count { get; private set; }

    /// <summary>Takes note of a duration. One below zero, as a clock set back produces, counts as zero.</summary>
    public void Add(TimeSpan duration)
    {
        var seconds = Math.Max(0, duration.TotalSeconds);
        _counts[Math.Min(BucketAbove(seconds), Buckets - 1)]++;
        Count++;
        _sum += seconds;
        _least = Math.Min(_least, seconds);
        _greatest = Math.Max(_greatest, seconds);
    }

    /// <summary>Seconds that the given share of the durations did not exceed (nearest rank); 0 before the first.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A quantile's share is 0 to 1.");
        if (Count == 0) return 0;
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket]) bucket++;
        return Math.Clamp(Representative(bucket), _least, _greatest);
    }

    /// <summary>The durations so far.</summary>
    public DurationSummary Summarize() =>
        new(Count, Count == 0 ? 0 : _sum / Count, Quantile(0.50), Quantile(0.95), Quantile(0.99));

    private static int BucketAbove(double seconds) =>
        seconds <= ShortestSeconds ? 0 : (int)Math.Ceiling(Math.Log(seconds / ShortestSeconds) / LogGrowth);

    private static double Representative(int bucket) =>
        bucket == 0 ? 0 : ShortestSeconds * Math.Pow(Growth, bucket) * 2 / (Growth + 1);
}
