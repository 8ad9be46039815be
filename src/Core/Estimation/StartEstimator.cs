namespace TradingAgents.Core.Estimation;

/// <summary>When waiting tasks will start, told from what runs now and how long each run is expected to take.</summary>
/// <remarks>
/// <para>
/// A running task that is expected to take m seconds and has run for e needs m - e more. One that has run longer than m
/// is overdue, and all that is known is that its end is not far: r running tasks whose ends are spread evenly over a length m end every
/// m / (r + 1) seconds, so the overdue ones, shortest first, are expected to end one after the other at that pace: the j-th after
/// j x m / (r + 1). An estimate therefore jumps up, by at most the run's expected length, when a task turns overdue; it never promises "at once" for ever.
/// </para>
/// <para>
/// From there the line is played: the next waiting task takes the slot that comes free first and holds it for as long as it is expected to take.
/// Where every run takes exactly what is expected of it, that is exact. It costs O((s + n) log s) for s slots and n waiting tasks.
/// </para>
/// <para>
/// Neither priorities, nor later arrivals that overtake, nor retries, nor that a suspect runs alone are foreseen: it is an expectation, not a promise.
/// </para>
/// </remarks>
public static class StartEstimator
{
    /// <summary>Longest that a caller is told to stay away.</summary>
    public const int MaxRetryAfterSeconds = 3600;

    /// <summary>Seconds until the first, second, ... waiting task starts, in that order; never falling.</summary>
    /// <param name="running">What runs.</param>
    /// <param name="slots">How many may run at once, at least 0. Fewer than run now: the first ends free no slot. 0: every time is infinite.</param>
    /// <param name="waitingSeconds">How long each waiting task is expected to run, in the order of starting; finite, at least 0.</param>
    public static double[] StartTimes(IReadOnlyList<RunInProgress> running, int slots, IReadOnlyList<double> waitingSeconds)
    {
        ArgumentNullException.ThrowIfNull(waitingSeconds);
        var line = new Line(running, slots, waitingSeconds.Count);
        return [.. waitingSeconds.Select(line.Start)];
    }

    /// <summary>
    /// Whole seconds, 1 to <see cref="MaxRetryAfterSeconds"/>, until a full queue is expected to have a place for a newcomer.
    /// Each start frees a place, and accepted work without a place takes it first, so that is the start after theirs, rounded up.
    /// </summary>
    /// <param name="running">As for <see cref="StartTimes"/>, of all nodes together.</param>
    /// <param name="slots">As for <see cref="StartTimes"/>, of all nodes together.</param>
    /// <param name="withoutPlace">Accepted tasks that wait without a place, at least 0.</param>
    /// <param name="firstSeconds">
    /// How long the first so many to start are expected to run, in order. It may be fewer, but not none: the rest, then, start at the pace at which
    /// runs of their mean length end.
    /// </param>
    public static int RetryAfterSeconds(IReadOnlyList<RunInProgress> running, int slots, int withoutPlace, IReadOnlyList<double> firstSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(withoutPlace);
        ArgumentNullException.ThrowIfNull(firstSeconds);
        if (firstSeconds.Count > withoutPlace || (firstSeconds.Count == 0 && withoutPlace > 0))
            throw new ArgumentException($"Give the lengths of 1 to {withoutPlace} of the tasks that start before a place is left.", nameof(firstSeconds));
        var line = new Line(running, slots, firstSeconds.Count);
        foreach (var length in firstSeconds) line.Start(length);
        var beyond = withoutPlace - firstSeconds.Count;
        var seconds = line.NextFree + (beyond == 0 || slots == 0 ? 0 : beyond * firstSeconds.Average() / slots);
        return (int)Math.Clamp(Math.Ceiling(seconds), 1, MaxRetryAfterSeconds);
    }

    /// <summary>When each slot comes free, as one waiting task after the other takes the first.</summary>
    private sealed class Line
    {
        private readonly PriorityQueue<double, double> _free;

        public Line(IReadOnlyList<RunInProgress> running, int slots, int waiting)
        {
            ArgumentNullException.ThrowIfNull(running);
            ArgumentOutOfRangeException.ThrowIfNegative(slots);
            foreach (var run in running)
            {
                if (!double.IsFinite(run.ElapsedSeconds))
                    throw new ArgumentOutOfRangeException(nameof(running), run.ElapsedSeconds, "An elapsed time is a number of seconds.");
                CheckLength(run.ExpectedSeconds);
            }

            var ends = RemainingSeconds(running);
            if (ends.Length > slots)
            {
                Array.Sort(ends);
                ends = ends[^slots..]; // Beyond the limit, the first ends free nothing.
            }

            // Slots that nothing runs in are free at once; more of them than are asked for make no difference.
            var idle = (int)Math.Min(slots - ends.Length, waiting + 1L);
            _free = new PriorityQueue<double, double>(ends.Concat(Enumerable.Repeat(0.0, idle)).Select(end => (end, end)));
        }

        public double NextFree => _free.Count == 0 ? double.PositiveInfinity : _free.Peek();

        public double Start(double length)
        {
            CheckLength(length);
            var start = NextFree;
            if (_free.Count > 0) _free.DequeueEnqueue(start + length, start + length);
            return start;
        }

        private static double[] RemainingSeconds(IReadOnlyList<RunInProgress> running)
        {
            var overdue = 0;
            return [.. running.OrderBy(run => run.ExpectedSeconds).Select(run => run.ElapsedSeconds > run.ExpectedSeconds
                ? run.ExpectedSeconds * ++overdue / (running.Count + 1)
                : run.ExpectedSeconds - Math.Max(0, run.ElapsedSeconds))];
        }

        private static void CheckLength(double seconds)
        {
            if (!double.IsFinite(seconds) || seconds < 0)
                throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "An expected length is a number of seconds, at least 0.");
        }
    }
}
