using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.TrackRecords;

/// <summary>Every expected number is worked out by hand, in the comment beside it.</summary>
public sealed class CalibratedConfidenceTests
{
    [Fact]
    public void Earlier_readings_that_leaned_the_same_way_are_counted_with_what_came()
    {
        // 100 days up by 1 a day, then 100 down: over 5 bars the price rises until the turn, then falls.
        var bars = TestData.Path("X", [.. Enumerable.Range(100, 100).Select(price => (double)price), .. Enumerable.Range(100, 100).Reverse().Select(price => (double)price)]).Bars;
        PriceReading[] readings = [new(20, 0.3), new(40, 0.15), new(60, -0.4), new(80, 0.1), new(120, 0.5), new(196, 0.9)];

        var up = CalibratedConfidence.Of(bars, readings, PriceLean.Up, TradeAction.Buy, horizonBars: 5);

        // 20 and 40 rose, 120 fell; the horizon of 196 goes beyond the last bar, 199.
        Assert.Equal((3, 2), (up.Record.Cases, up.Record.Right));
        Assert.Equal((bars[20].Date, bars[120].Date), (up.Record.From, up.Record.To));

        // Of the 195 days whose horizon ends by bar 199 those up to 96 rose: from the open of 97 (197) to the close of 101 (198); those from 97 on did not.
        Assert.Equal(Math.Round(97 / 195.0, 3), up.Record.BaseRate);

        // Base: (97 / 5 + 25) / (39 + 50) = 0.4989; readings are 21 bars apart, so each counts: (2 + 49.89) / 103 = 0.504.
        Assert.Equal(0.499, up.Record.Prior);
        Assert.Equal(0.50, up.Probability);
    }

    [Theory]
    [InlineData(TradeAction.Buy, 20, 12)]
    [InlineData(TradeAction.Sell, 20, 8)]
    public void The_way_of_the_decision_is_what_counts_not_that_of_the_signals(TradeAction action, int cases, int right)
    {
        // Readings that leaned down; a decision against them asks how often the price rose after such readings.
        var random = new Random(3);
        var bars = TestData.Path("X", Enumerable.Range(0, 420).Select(_ => 100 + random.NextDouble())).Bars.ToArray();
        var readings = Enumerable.Range(0, 20).Select(i => new PriceReading(i * 20, -0.5)).ToArray();
        for (var i = 0; i < readings.Length; i++)
        {
            bars[readings[i].Bar + 1] = bars[readings[i].Bar + 1] with { Open = 100 };
            bars[readings[i].Bar + 10] = bars[readings[i].Bar + 10] with { Close = i < 12 ? 101 : 99 };
        }

        var record = CalibratedConfidence.Of(bars, readings, PriceLean.Down, action, horizonBars: 10).Record;

        Assert.Equal((cases, right), (record.Cases, record.Right));
    }

    [Fact]
    public void A_hold_is_right_where_the_price_stays_within_the_movement_half_of_all_periods_of_a_random_walk_do()
    {
        // The deviation of the daily log returns is 1 %: over 4 bars half of all stay within 0.6745 x 1 % x 2 = 1.349 %.
        var annual = 0.01 * Math.Sqrt(252);

        Assert.True(PriceMoves.IsUsual(Math.Exp(0.01348) - 1, annual, 4));
        Assert.False(PriceMoves.IsUsual(Math.Exp(0.01350) - 1, annual, 4));
        Assert.True(PriceMoves.IsUsual(Math.Exp(-0.01348) - 1, annual, 4));
        Assert.False(PriceMoves.IsUsual(Math.Exp(-0.01350) - 1, annual, 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void On_a_random_walk_a_hold_comes_right_about_half_the_time(int seed)
    {
        var random = new Random(seed);
        var record = CalibratedConfidence.Of(Walk(random, 2400), [], null, TradeAction.Hold, horizonBars: 20).Record;

        Assert.True(Math.Abs(record.BaseRate!.Value - 0.5) < 0.12, $"Seed {seed}: {record.BaseRate}");
    }

    [Fact]
    public void Few_cases_say_little_and_many_say_more()
    {
        // Base rate one half; all cases right: (n + 50) / (n + 100).
        Assert.Equal(0.50, Odds.Of(new Counts(0, 0, 1000, 500), 10), 2);
        Assert.Equal(0.51, Odds.Of(new Counts(2, 2, 1000, 500), 10), 2); // 52 / 102
        Assert.Equal(0.58, Odds.Of(new Counts(20, 20, 1000, 500), 10), 2); // 70 / 120
        Assert.Equal(0.77, Odds.Of(new Counts(120, 120, 1000, 500), 10), 2); // 170 / 220
    }

    [Fact]
    public void Horizons_that_overlap_count_for_what_they_are_worth()
    {
        // Over 42 bars two readings a month apart see half the same days: 20 count as 10.
        Assert.Equal(Odds.Of(new Counts(10, 10, 0, 0), 21), Odds.Of(new Counts(20, 20, 0, 0), 42), 9);

        // 1000 days are 100 periods of 10 bars: (60 + 25) / 150 = 0.5667.
        Assert.Equal(0.57, Odds.Of(new Counts(0, 0, 1000, 600), 10), 2);
        Assert.Equal(0.50, Odds.Of(new Counts(0, 0, 10, 10), 100), 2); // (0.1 + 25) / 50.1
    }

    [Theory]
    [InlineData(TradeAction.Buy)]
    [InlineData(TradeAction.Sell)]
    [InlineData(TradeAction.Hold)]
    public void Without_any_past_the_odds_are_even(TradeAction action)
    {
        var bars = TestData.Path("X", Enumerable.Repeat(5.0, 10)).Bars;

        var confidence = CalibratedConfidence.Of(bars, [], PriceLean.Up, action, horizonBars: 20);

        Assert.Equal(0.5, confidence.Probability);
        Assert.Equal(new TrackRecord { Cases = 0, Right = 0 }, confidence.Record);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_is_a_probability_whatever_the_prices_and_up_and_down_do_not_exceed_one(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var bars = Walk(random, 2 + random.Next(800));
            PriceReading[] readings = [.. Enumerable.Range(0, bars.Length).Where(_ => random.Next(20) == 0).Select(bar => new PriceReading(bar, random.NextDouble() * 2 - 1))];
            var (lean, horizon) = ((PriceLean?)random.Next(3), 1 + random.Next(130));
            double Of(TradeAction action) => CalibratedConfidence.Of(bars, readings, lean, action, horizon).Probability;

            Assert.InRange(Of(TradeAction.Hold), 0, 1);
            Assert.InRange(Of(TradeAction.Buy) + Of(TradeAction.Sell), 0.98, 1.01); // less where prices stood still; two roundings
        }
    }

    internal static PriceBar[] Walk(Random random, int count)
    {
        var close = 100.0;
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var open = close * Math.Exp(0.003 * (random.NextDouble() - 0.5));
                close = open * Math.Exp(0.01 * Math.Sqrt(3) * 2 * (random.NextDouble() - 0.5)); // a deviation of 1 %
                return new PriceBar(new DateOnly(2001, 1, 1).AddDays(i), open, Math.Max(open, close) * 1.003, Math.Min(open, close) * 0.997, close, 1000 + random.Next(1000));
            }),
        ];
    }
}
