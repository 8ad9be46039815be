using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Estimation;

/// <summary>How long runs of each kind take, learned from those that have ended.</summary>
/// <remarks>
/// <para>What is expected of a run, the first that is known of:</para>
/// <list type="number">
/// <item>The mean of the last <see cref="ExecutionTimes.Window"/> ends of its kind.</item>
/// <item>What was announced for it beforehand.</item>
/// <item>The greatest of <see cref="PriorSeconds"/>, the mean of the recent ends of all kinds, and twice the longest that any run of its
/// kind has run by now.</item>
/// </list>
/// <para>
/// The last is a guess, and guesses high: ends of other kinds may raise it, never lower it, for short runs of one kind say nothing about another,
/// and who comes back too early is only refused again. Twice the longest, because a run met at a random moment is on average half way through.
/// The first end of the kind replaces the guess.
/// </para>
/// </remarks>
public sealed class RunLengths
{
    /// <summary>Kinds remembered; beyond that the one whose last end is longest ago is forgotten.</summary>
    public const int MaxKinds = 256;

    /// <summary>Expected seconds of a run, at least, as long as nothing is known of its kind.</summary>
    public const double PriorSeconds = 10;

    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.Ordinal);
    private readonly ExecutionTimes _all = new();
    private long _ends;

    /// <summary>A run has ended of itself or ran out of time. One that was told to stop says nothing about how long its kind takes.</summary>
    public void Add(string kind, TimeSpan execution)
    {
        if (!_kinds.TryGetValue(kind, out var known))
        {
            if (_kinds.Count == MaxKinds) _kinds.Remove(_kinds.MinBy(each => each.Value.LastEnd).Key);
            _kinds[kind] = known = new Kind();
        }

        known.LastEnd = ++_ends;
        known.Times.Add(execution);
        _all.Add(execution);
    }

    /// <summary>Seconds that a run is expected to take from start to end; finite, at least 0.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="announcedSeconds">What was known of it beforehand; null, and what is no length of time: nothing.</param>
    /// <param name="longestElapsedSeconds">The longest that a run of its kind, still running, has run; 0 where none runs.</param>
    public double Expected(string kind, double? announcedSeconds, double longestElapsedSeconds)
    {
        if (_kinds.TryGetValue(kind, out var known)) return known.Times.MeanSeconds;
        if (announcedSeconds is >= 0 and < double.PositiveInfinity) return announcedSeconds.Value;
        return Math.Max(Math.Max(PriorSeconds, _all.MeanSeconds), 2 * longestElapsedSeconds);
    }

    private sealed class Kind
    {
        public ExecutionTimes Times { get; } = new();
        public long LastEnd { get; set; }
    }
}
