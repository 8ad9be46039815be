using FsCheck;
using FsCheck.Fluent;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Tests.Statistics;

public sealed class DurationHistogramTests
{
    [Fact]
    public void Every_quantile_is_within_two_percent_of_the_duration_that_has_its_rank()
    {
        // From 1 ms to 10^8 s, spread evenly over the orders of magnitude.
        var duration = Gen.Choose(-3000, 8000).Select(exponent => TimeSpan.FromSeconds(Math.Pow(10, exponent / 1000.0)));

        Prop.ForAll(duration.NonEmptyListOf().ToArbitrary(), durations =>
        {
            var histogram = Histogram(durations);
            var sorted = durations.Select(each => each.TotalSeconds).Order().ToList();
            foreach (var percent in new[] { 0, 1, 50, 95, 99, 100 })
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(percent / 100.0 * sorted.Count)) - 1];
                Assert.InRange(histogram.Quantile(percent / 100.0), exact * (1 - 0.02 - 1e-9), exact * (1 + 0.02 + 1e-9));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Quantiles_of_a_known_population_are_found()
    {
        var summary = Histogram(Enumerable.Range(1, 1000).Select(i => TimeSpan.FromSeconds(i))).Summarize();
        Assert.Equal(1000, summary.Count);
        Assert.Equal(500.5, summary.Average, tolerance: 1e-9);
        Assert.InRange(summary.P50, 490, 510);
        Assert.InRange(summary.P95, 931, 969);
        Assert.InRange(summary.P99, 970, 1000);
    }

    [Fact]
    public void One_duration_is_every_quantile_exactly()
    {
        Assert.Equal(new DurationSummary(1, 41.5, 41.5, 41.5, 41.5), Histogram([TimeSpan.FromSeconds(41.5)]).Summarize());
    }

    [Fact]
    public void Without_a_duration_everything_is_zero()
    {
        Assert.Equal(new DurationSummary(0, 0, 0, 0, 0), new DurationHistogram().Summarize());
    }

    [Fact]
    public void Zero_negative_and_endless_durations_are_counted_and_give_finite_numbers()
    {
        var histogram = Histogram([TimeSpan.Zero, TimeSpan.FromSeconds(-5), TimeSpan.MinValue, TimeSpan.MaxValue]);
        var summary = histogram.Summarize();
        Assert.Equal((4, 0d), (summary.Count, summary.P50));
        Assert.True(double.IsFinite(summary.Average));
        Assert.InRange(summary.P99, 9e7, TimeSpan.MaxValue.TotalSeconds);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_outside_0_to_1_is_refused(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DurationHistogram().Quantile(share));
    }

    private static DurationHistogram Histogram(IEnumerable<TimeSpan> durations)
    {
        var histogram = new DurationHistogram();
        foreach (var duration in durations) histogram.Add(duration);
        return histogram;
    }
}
