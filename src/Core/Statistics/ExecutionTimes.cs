namespace TradingAgents.Core.Statistics;

/// <summary>Mean of the last 100 executions: recent enough to follow a change, long enough not to jump with each run.</summary>
public sealed class ExecutionTimes
{
    /// <summary>How many executions the mean looks back on.</summary>
    public const int Window = 100;

    private readonly long[] _ticks = new long[Window];
    private Int128 _sum; // Whole ticks, so that taking old ones off leaves no rounding behind.
    private long _added;

    /// <summary>How many the mean is made of, 0 to <see cref="Window"/>.</summary>
    public int Count => (int)Math.Min(_added, Window);

    /// <summary>Mean seconds, 0 before the first.</summary>
    public double MeanSeconds => Count == 0 ? 0 : (double)_sum / Count / TimeSpan.TicksPerSecond;

    /// <summary>Takes note of an execution. One below zero, as a clock set back produces, counts as zero.</summary>
    public void Add(TimeSpan execution)
    {
        var ticks = Math.Max(0, execution.Ticks);
        ref var slot = ref _ticks[_added++ % Window];
        _sum += ticks - slot;
        slot = ticks;
    }
}
