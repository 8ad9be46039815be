using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Statistics;

/// <summary>What happened when, over the last <see cref="Hours"/> hours, in slices of <see cref="SliceSeconds"/> seconds.</summary>
/// <remarks>
/// Only slices in which something happened are kept: an idle day costs nothing, a busy one about a megabyte. One caller at a time; time never
/// runs backwards, except in <see cref="Restore"/>, which may tell of any time.
/// </remarks>
public sealed class ActivityHistory
{
    /// <summary>How far it looks back.</summary>
    public const int Hours = 24;

    /// <summary>Length of a slice; all that is read of it is in whole ones.</summary>
    public const int SliceSeconds = 10;

    private const int Slices = Hours * 3600 / SliceSeconds;
    private readonly SortedDictionary<long, Slice> _slices = [];
    private readonly RecentDurations _waits = new();
    private (int Running, int Queued, DateTimeOffset At)? _observed;
    private (long Number, Slice Slice) _latest = (long.MinValue, new Slice());

    /// <summary>When counting began; null before the first observation.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>A task was admitted for the first time.</summary>
    public void Submitted(DateTimeOffset now) => At(now).Submitted++;

    /// <summary>A submission was refused because everything was full.</summary>
    public void Rejected(DateTimeOffset now) => At(now).Rejected++;

    /// <summary>A task started for the first time after it had waited so long.</summary>
    public void Started(TimeSpan waited, DateTimeOffset now)
    {
        At(now).AddWait(waited.TotalSeconds);
        _waits.Add(waited.TotalSeconds, now);
    }

    /// <summary>A run ended.</summary>
    /// <param name="execution">How long it took.</param>
    /// <param name="failed">With an error, or out of time.</param>
    /// <param name="timedOut">Out of time.</param>
    /// <param name="now">The time.</param>
    public void RunEnded(TimeSpan execution, bool failed, bool timedOut, DateTimeOffset now)
    {
        var slice = At(now);
        slice.AddExecution(execution.TotalSeconds);
        if (failed) slice.FailedRuns++;
        if (timedOut) slice.TimedOutRuns++;
    }

    /// <summary>A task reached its terminal status.</summary>
    public void Finished(AnalysisStatus terminal, DateTimeOffset now) => At(now).Count(terminal);

    /// <summary>So many run and wait from now on, until told otherwise.</summary>
    public void Observe(int running, int queued, DateTimeOffset now)
    {
        Since ??= now;
        if (_observed is { } last) Fill(last.Running, last.Queued, last.At, now);
        _observed = (running, queued, now);
        if (running > 0 || queued > 0) At(now).Raise(running, queued);
    }

    /// <summary>Takes over what an earlier process did, as far as its tasks tell; before anything else happens.</summary>
    /// <param name="tasks">Records as they are kept. Of a task that was tried again only its last attempt is known.</param>
    /// <param name="now">The time; what lies further back than <see cref="Hours"/> is passed over.</param>
    public void Restore(IEnumerable<TaskRecord> tasks, DateTimeOffset now)
    {
        var oldest = Number(now) - Slices;
        var changes = new List<(DateTimeOffset At, int Running, int Queued)>();
        foreach (var task in tasks)
        {
            if (IsKept(task.SubmittedAt)) At(task.SubmittedAt).Submitted++;
            if (task.FinishedAt is not { } finished || !IsKept(finished)) continue;
            At(finished).Count(task.Status);
            if (task is not { StartedAt: { } started, ExecutionSeconds: { } took } || !IsKept(started)) continue;
            var waited = task.WaitSeconds ?? 0;
            At(started).AddWait(waited);
            At(finished).AddExecution(took);
            changes.AddRange([(started.AddSeconds(-waited), 0, 1), (started, 1, -1), (finished, -1, 0)]);
        }

        var (running, queued, at) = (0, 0, DateTimeOffset.MinValue);
        foreach (var change in changes.OrderBy(change => change.At))
        {
            if (at > DateTimeOffset.MinValue) Fill(running, queued, at, change.At);
            (running, queued, at) = (running + change.Running, queued + change.Queued, change.At);
            if (IsKept(at)) At(at).Raise(running, queued);
        }

        bool IsKept(DateTimeOffset time) => Number(time) > oldest && time <= now;
    }

    /// <summary>The last hours in buckets of equal length, oldest first; the last one is not over yet.</summary>
    /// <param name="hours">1 to <see cref="Hours"/>.</param>
    /// <param name="bucketSeconds">A multiple of <see cref="SliceSeconds"/>.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<HistoryBucket> Buckets(int hours, int bucketSeconds, DateTimeOffset now)
    {
        if (_observed is { } last) Observe(last.Running, last.Queued, now);
        var width = bucketSeconds / SliceSeconds;
        var newest = Number(now) / width;
        var count = hours * 3600 / bucketSeconds;
        var sums = new Slice[count];
        for (var i = 0; i < count; i++) sums[i] = new Slice();
        foreach (var (number, slice) in _slices)
        {
            var bucket = number / width - (newest - count + 1);
            if (bucket >= 0 && bucket < count) sums[bucket].Add(slice);
        }

        return [.. sums.Select((sum, i) => sum.ToBucket(TimeOf((newest - count + 1 + i) * width)))];
    }

    /// <summary>All of the last while together, from the beginning of a slice, and from <see cref="Since"/> at the earliest.</summary>
    public ActivityWindow Window(TimeSpan length, DateTimeOffset now)
    {
        if (_observed is { } last) Observe(last.Running, last.Queued, now);
        var first = Number(now) - (long)(length.TotalSeconds / SliceSeconds) + 1;
        var from = TimeOf(first) > (Since ?? now) ? TimeOf(first) : Since ?? now;
        var sum = new Slice();
        foreach (var (number, slice) in _slices)
        {
            if (number >= Number(from)) sum.Add(slice);
        }

        return sum.ToWindow(Math.Max((now - from).TotalSeconds, 1), _waits.Quantile(0.95, from));
    }

    private static long Number(DateTimeOffset time) => time.UtcTicks / (SliceSeconds * TimeSpan.TicksPerSecond);

    private static DateTimeOffset TimeOf(long number) => new(number * SliceSeconds * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private Slice At(DateTimeOffset time)
    {
        var number = Number(time);
        if (number == _latest.Number) return _latest.Slice;
        if (!_slices.TryGetValue(number, out var slice))
        {
            _slices[number] = slice = new Slice();
            while (_slices.First() is var (oldest, _) && oldest <= number - Slices) _slices.Remove(oldest);
        }

        _latest = (number, slice);
        return slice;
    }

    // What ran and waited between two changes did so in every slice between.
    private void Fill(int running, int queued, DateTimeOffset from, DateTimeOffset to)
    {
        if (running == 0 && queued == 0) return;
        for (var number = Math.Max(Number(from), Number(to) - Slices + 1); number <= Number(to); number++)
        {
            var begin = TimeOf(number) > from ? TimeOf(number) : from;
            var end = TimeOf(number + 1) < to ? TimeOf(number + 1) : to;
            if (end <= begin) continue;
            var slice = At(begin);
            slice.BusySeconds += running * (end - begin).TotalSeconds;
            slice.Raise(running, queued);
        }
    }
}
