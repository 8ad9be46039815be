namespace TradingAgents.Abstractions.Tests;

public sealed class PricePeriodTests
{
    private static readonly PriceBar[] Daily =
        [.. Enumerable.Range(0, 4000).Select(day => new PriceBar(new DateOnly(2010, 1, 1).AddDays(day), 1, 1, 1, 1, 1))];

    [Theory]
    [InlineData("5d", 5)]
    [InlineData("1y", 366)] // 2020 is a leap year.
    [InlineData("2y", 731)]
    [InlineData("max", 4000)]
    public void A_period_is_counted_back_from_the_last_bar(string period, int bars)
    {
        var cut = PricePeriod.Cut(Daily, period);
        Assert.Equal(bars, cut.Count);
        Assert.Equal(Daily[^1], cut[^1]);
    }

    [Fact]
    public void Each_named_period_holds_no_more_than_the_next()
    {
        var counts = PricePeriod.Names.Select(name => PricePeriod.Cut(Daily, name).Count).ToArray();
        Assert.Equal(counts.Order(), counts);
    }

    [Fact]
    public void An_unknown_period_is_refused_and_no_bars_stay_none()
    {
        Assert.Throws<ArgumentException>(() => PricePeriod.Cut(Daily, "1w"));
        Assert.Empty(PricePeriod.Cut([], "1y"));
    }
}
