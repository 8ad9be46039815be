using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;

namespace TradingAgents.Analysis.Tests.Decisions;

public sealed class TradeLevelsTests
{
    [Theory]
    [InlineData(0.0004)]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(12)]
    [InlineData(250_000)]
    public void At_any_price_a_purchase_has_stop_below_entry_below_target_and_a_sale_the_reverse(double price)
    {
        foreach (var swing in new[] { 0.0, 0.002, 0.03, 0.4 })
        {
            var series = Series(Enumerable.Range(0, 300).Select(i => price * (1 + swing * Math.Sin(i * 0.4))), wick: swing);
            var buy = TradeLevels.Propose(TradeAction.Buy, series);
            Assert.True(0 < buy.Stop && buy.Stop < buy.Entry && buy.Entry < buy.Target, $"{buy}");
            var sell = TradeLevels.Propose(TradeAction.Sell, series);
            Assert.True(0 < sell.Target && sell.Target < sell.Entry && sell.Entry < sell.Stop, $"{sell}");
            Assert.InRange(buy.Weeks.From, 1, buy.Weeks.To);
        }
    }

    [Fact]
    public void A_support_within_reach_holds_the_stop_just_below_it()
    {
        // Valleys at 100 and peaks at 110, a last close of 104, and a usual day of about 2.
        var series = Series(Enumerable.Range(0, 300).Select(i => i == 299 ? 104.0 : 105 + 5 * Math.Sin(i * 0.4)), wick: 0.005);
        var support = series.Levels.Support[0].Price;
        var atr = series.Atr[^1]!.Value;
        Assert.InRange(104 - support, atr, 3 * atr);
        var buy = TradeLevels.Propose(TradeAction.Buy, series);
        Assert.Equal(support - 0.25 * atr, buy.Stop, 0.005 + 1e-9);
        Assert.True(buy.IsStopBehindLevel);
    }

    [Fact]
    public void Prices_are_rounded_to_the_decimals_of_their_size()
    {
        var buy = TradeLevels.Propose(TradeAction.Buy, Series(Enumerable.Range(0, 300).Select(i => 64.96291 + Math.Sin(i)), wick: 0.01));
        Assert.Equal(Math.Round(buy.Target, 2), buy.Target);
        Assert.Equal(Math.Round(buy.Stop, 2), buy.Stop);
    }

    private static MarketSeries Series(IEnumerable<double> closes, double wick) => MarketSeries.Of(
        [.. closes.Select((close, i) => new PriceBar(new DateOnly(2015, 1, 1).AddDays(i), close, close * (1 + wick), close * (1 - wick), close, 1000))], new LookBack(1));
}
