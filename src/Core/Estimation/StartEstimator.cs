namespace TradingAgents.Core.Estimation;

/// <summary>When waiting tasks will start, told from what runs now and how long runs take on average.</summary>
/// <remarks>
/// <para>
/// Every run is expected to take the mean m. A running task that has run for e seconds needs m - e more. One that has run longer than m
/// is overdue, and all that is known is that its end is not far: r running tasks whose ends are spread evenly over a mean end every
/// m / (r + 1) seconds, so the overdue ones are expected to end one after the other at that pace. An estimate therefore jumps up, by at most
/// a mean, when a task turns overdue; it never promises "at once" for ever.
/// </para>
/// <para>
/// The k-th task to start takes the k-th slot to come free. As no slot is taken for longer than m, slots come free in the
/// same order round after round: with f(0) to f(s - 1) the sorted times at which the s slots come free, the waiting task at position p starts at
/// <c>f((p - 1) mod s) + m x floor((p - 1) / s)</c>. Where all runs take exactly m, that is exact.
/// </para>
/// <para>
/// Before any run has ended there is no mean; then m is the greater of 10 s and twice the longest that any task has run: a task met at a random
/// moment of its run is on average half way through.
/// </para>
/// <para>Neither priorities, nor later arrivals that overtake, nor retries are foreseen: it is an expectation, not a promise.</para>
/// </remarks>
public static class StartEstimator
{
    /// <summary>Expected seconds of a run as long as nothing is known of any.</summary>
    public const double PriorSeconds = 10;

    /// <summary>Longest that a caller is told to stay away.</summary>
    public const int MaxRetryAfterSeconds = 3600;

    /// <summary>Seconds until the first, second, ... waiting task starts, in that order; never falling.</summary>
    /// <param name="runningElapsedSeconds">How long each running task has run, finite. Below 0, as a clock set back produces, counts as 0.</param>
    /// <param name="slots">How many may run at once, at least 0. Fewer than run now: the first ends free no slot. 0: every time is infinite.</param>
    /// <param name="meanExecutionSeconds">Mean of recent runs; 0 if none has ended yet.</param>
    /// <param name="waiting">How many wait, at least 0.</param>
    public static double[] StartTimes(
        IReadOnlyList<double> runningElapsedSeconds, int slots, double meanExecutionSeconds, int waiting)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(waiting);
        var rounds = new Rounds(runningElapsedSeconds, slots, meanExecutionSeconds);
        var times = new double[waiting];
        for (var i = 0; i < waiting; i++) times[i] = rounds.StartOf(i);
        return times;
    }

    /// <summary>Seconds until the waiting task at the position starts; infinite if there is no slot.</summary>
    /// <param name="runningElapsedSeconds">As for <see cref="StartTimes"/>.</param>
    /// <param name="slots">As for <see cref="StartTimes"/>.</param>
    /// <param name="meanExecutionSeconds">As for <see cref="StartTimes"/>.</param>
    /// <param name="position">1 for the next to start.</param>
    public static double StartTime(
        IReadOnlyList<double> runningElapsedSeconds, int slots, double meanExecutionSeconds, int position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 1);
        return new Rounds(runningElapsedSeconds, slots, meanExecutionSeconds).StartOf(position - 1);
    }

    /// <summary>
    /// Whole seconds, 1 to <see cref="MaxRetryAfterSeconds"/>, until a full queue is expected to have a place for a newcomer.
    /// Each start frees a place, and accepted work without a place takes it first, so that is the start after theirs, rounded up.
    /// </summary>
    /// <param name="runningElapsedSeconds">As for <see cref="StartTimes"/>, of all nodes together.</param>
    /// <param name="slots">As for <see cref="StartTimes"/>, of all nodes together.</param>
    /// <param name="meanExecutionSeconds">As for <see cref="StartTimes"/>.</param>
    /// <param name="withoutPlace">Accepted tasks that wait without a place, at least 0.</param>
    public static int RetryAfterSeconds(
        IReadOnlyList<double> runningElapsedSeconds, int slots, double meanExecutionSeconds, int withoutPlace)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(withoutPlace);
        var seconds = new Rounds(runningElapsedSeconds, slots, meanExecutionSeconds).StartOf(withoutPlace);
        return (int)Math.Clamp(Math.Ceiling(seconds), 1, MaxRetryAfterSeconds);
    }

    /// <summary>When each slot comes free first, and again every mean after that.</summary>
    private readonly struct Rounds
    {
        private readonly double[] _free;
        private readonly double _mean;

        public Rounds(IReadOnlyList<double> elapsed, int slots, double observedMean)
        {
            ArgumentNullException.ThrowIfNull(elapsed);
            ArgumentOutOfRangeException.ThrowIfNegative(slots);
            if (!double.IsFinite(observedMean) || observedMean < 0)
                throw new ArgumentOutOfRangeException(nameof(observedMean), observedMean, "A mean execution time is a number of seconds, at least 0.");
            foreach (var seconds in elapsed)
            {
                if (!double.IsFinite(seconds))
                    throw new ArgumentOutOfRangeException(nameof(elapsed), seconds, "An elapsed time is a number of seconds.");
            }

            _mean = observedMean > 0 ? observedMean : Math.Max(PriorSeconds, 2 * elapsed.DefaultIfEmpty(0).Max());
            var ends = RemainingSeconds(elapsed, _mean);
            Array.Sort(ends);
            // Slots that nothing runs in are free at once; beyond the limit, the first ends free nothing.
            _free = ends.Length <= slots ? [.. new double[slots - ends.Length], .. ends] : ends[^slots..];
        }

        public double StartOf(int index) =>
            _free.Length == 0 ? double.PositiveInfinity : _free[index % _free.Length] + (_mean * (index / _free.Length));

        private static double[] RemainingSeconds(IReadOnlyList<double> elapsed, double mean)
        {
            var remaining = new double[elapsed.Count];
            var overdue = 0;
            for (var i = 0; i < remaining.Length; i++)
            {
                remaining[i] = elapsed[i] > mean ? mean * ++overdue / (remaining.Length + 1) : mean - Math.Max(0, elapsed[i]);
            }
            return remaining;
        }
    }
}
