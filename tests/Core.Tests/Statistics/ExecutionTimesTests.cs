using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Tests.Statistics;

public sealed class ExecutionTimesTests
{
    [Fact]
    public void Before_the_first_execution_the_mean_is_zero()
    {
        Assert.Equal((0, 0d), (new ExecutionTimes().Count, new ExecutionTimes().MeanSeconds));
    }

    [Fact]
    public void The_mean_is_that_of_what_was_added()
    {
        Assert.Equal(2, Times(1, 2, 3).MeanSeconds);
    }

    [Fact]
    public void Only_the_last_hundred_count()
    {
        var times = Times([.. Enumerable.Repeat(1e6, 250), .. Enumerable.Range(1, 100).Select(i => (double)i)]);
        Assert.Equal(100, times.Count);
        Assert.Equal(50.5, times.MeanSeconds);
    }

    [Fact]
    public void Extreme_durations_leave_no_trace_once_they_are_out_of_the_window()
    {
        var times = new ExecutionTimes();
        for (var i = 0; i < 100; i++) times.Add(TimeSpan.MaxValue);
        Assert.Equal(TimeSpan.MaxValue.TotalSeconds, times.MeanSeconds, tolerance: 1);
        for (var i = 0; i < 100; i++) times.Add(TimeSpan.FromMilliseconds(300));
        Assert.Equal(0.3, times.MeanSeconds);
    }

    [Fact]
    public void A_negative_duration_counts_as_zero()
    {
        Assert.Equal(2, Times(4, -5).MeanSeconds);
    }

    private static ExecutionTimes Times(params double[] seconds)
    {
        var times = new ExecutionTimes();
        foreach (var second in seconds) times.Add(TimeSpan.FromSeconds(second));
        return times;
    }
}
