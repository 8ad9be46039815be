using TradingAgents.Abstractions;
using TradingAgents.Analysis.Backtesting;

namespace TradingAgents.Analysis.Tests.Backtesting;

/// <summary>Every expected number is worked out by hand, in the comment beside it.</summary>
public sealed class TradingSimulationTests
{
    private const int Long = 100;

    [Fact]
    public void A_decision_is_entered_at_the_next_open_not_at_its_own_close()
    {
        var track = Run([new PlannedPosition(0, 1, Long)], (100, 100, 100, 100), (110, 121, 110, 121), (121, 133.1, 121, 133.1));

        // Bought at 110: 121 / 110 = +10 % on the first day; the move from 100 to 110 is not earned.
        Assert.Equal([0, 0.1, 0.1], Rounded(track.Returns));
        Assert.Equal([0, 1, 1], Rounded(track.Exposure));
        Assert.Equal((1, 1), (track.Trades, track.Hits));
    }

    [Fact]
    public void Costs_are_paid_on_what_is_bought_and_on_what_is_sold()
    {
        var track = TradingSimulation.Run(Bars(Flat, Flat, Flat, Flat), [new PlannedPosition(0, 1, Long), new PlannedPosition(2, 0, Long)], costs: 0.01);

        // 100 % bought for 1 %; after it 1.00 of shares and -0.01 of cash, sold for 1 % of 1.00: 0.98 remains.
        Assert.Equal([1, 0.99, 0.99, 0.98], Rounded(track.Equity()));
        Assert.Equal([0, 1, 0, Math.Round(1 / 0.99, 9)], Rounded(track.Turnover));
        Assert.Equal((1, 0), (track.Trades, track.Hits));
    }

    [Fact]
    public void A_short_position_earns_what_the_price_loses()
    {
        var track = Run([new PlannedPosition(0, -0.5, Long)], Flat, (100, 100, 80, 80));

        // Half short: 0.5 x 20 % = 10 %; then it is worth 0.4 of 1.1.
        Assert.Equal([0, 0.1], Rounded(track.Returns));
        Assert.Equal(-0.4 / 1.1, track.Exposure[1], 9);
        Assert.Equal(0.4 / 1.1, track.Gross[1], 9);
    }

    [Fact]
    public void A_new_decision_trades_the_difference_only()
    {
        var track = TradingSimulation.Run(Bars(Flat, Flat, Flat), [new PlannedPosition(0, 0.5, Long), new PlannedPosition(1, 1, Long)], costs: 0);

        Assert.Equal([0, 0.5, 0.5], Rounded(track.Turnover));
        Assert.Equal(2, track.Trades);
    }

    [Theory]
    [InlineData(1, 90, 120, -0.10, 0)]
    [InlineData(1, 80, 105, 0.05, 1)]
    [InlineData(-1, 110, 80, -0.10, 0)]
    [InlineData(-1, 120, 91, 0.09, 1)]
    public void Within_a_bar_the_position_is_left_at_the_stop_or_the_target_itself(double weight, double stop, double target, double gain, int hits)
    {
        var track = Run([new PlannedPosition(0, weight, Long, stop, target)], Flat, (100, 111, 89, 95), (150, 150, 50, 60));

        Assert.Equal([0, gain, 0], Rounded(track.Returns));
        Assert.Equal([0, 0, 0], Rounded(track.Exposure));
        Assert.Equal((1, hits), (track.Trades, track.Hits));
    }

    [Fact]
    public void A_bar_that_reaches_both_stop_and_target_counts_as_stopped()
    {
        var track = Run([new PlannedPosition(0, 1, Long, Stop: 90, Target: 105)], Flat, (100, 111, 89, 110));

        Assert.Equal([0, -0.1], Rounded(track.Returns));
    }

    [Theory]
    [InlineData(1, 90, 120, 80, -0.20)] // The stop at 90 was jumped over: sold at 80.
    [InlineData(1, 90, 120, 130, 0.30)] // So was the target.
    [InlineData(-1, 110, 80, 125, -0.25)]
    [InlineData(-1, 110, 80, 70, 0.30)]
    public void A_gap_over_a_level_is_left_at_the_open(double weight, double stop, double target, double open, double gain)
    {
        var track = Run([new PlannedPosition(0, weight, Long, stop, target)], Flat, Flat, (open, open + 1, open - 1, 100));

        Assert.Equal([0, 0, gain], Rounded(track.Returns));
    }

    [Theory]
    [InlineData(89)]
    [InlineData(90)]
    [InlineData(120)]
    public void An_open_at_or_beyond_a_level_leaves_nothing_to_trade(double open)
    {
        var track = Run([new PlannedPosition(0, 1, Long, Stop: 90, Target: 120)], Flat, (open, 130, 80, 100), Flat);

        Assert.Equal([1, 1, 1], track.Equity());
        Assert.Equal(0, track.Trades);
    }

    [Fact]
    public void The_horizon_ends_at_the_close_of_its_last_bar_the_entry_included()
    {
        var track = Run([new PlannedPosition(0, 1, 2)], Flat, (100, 110, 100, 110), (110, 121, 110, 121), (121, 200, 121, 200));

        Assert.Equal([0, 0.1, 0.1, 0], Rounded(track.Returns));
        Assert.Equal([0, 1, 0, 0], Rounded(track.Exposure));
    }

    [Fact]
    public void A_short_position_that_loses_everything_leaves_nothing_for_ever()
    {
        var track = Run([new PlannedPosition(0, -1, Long), new PlannedPosition(1, 1, Long)], Flat, (100, 250, 100, 250), (250, 500, 250, 500));

        Assert.Equal([1, 0, 0], track.Equity());
        Assert.DoesNotContain(track.Exposure, double.IsNaN);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Costs_never_help_and_a_series_that_knows_less_is_a_prefix(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var bars = RandomBars(random, 3 + random.Next(40));
            var plans = RandomPlans(random, bars);
            var free = TradingSimulation.Run(bars, plans, 0).Equity();
            var paid = TradingSimulation.Run(bars, plans, random.NextDouble() * 0.02).Equity();
            Assert.All(free.Zip(paid), day => Assert.True(day.Second <= day.First + 1e-12, $"{day.Second} with costs, {day.First} without"));

            // What comes later changes nothing before: the simulation does not look ahead.
            var until = 2 + random.Next(bars.Length - 2);
            var shorter = TradingSimulation.Run(bars[..until], [.. plans.Where(plan => plan.Bar < until - 1)], 0).Equity();
            Assert.Equal(free[..until], shorter);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void On_prices_without_memory_or_drift_neither_side_earns_anything(int side)
    {
        const int runs = 3000;
        var random = new Random(11);
        var gains = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var bars = Walk(random, 25);
            gains[run] = TradingSimulation.Run(bars, [new PlannedPosition(0, side, 20, 100 - side * 4, 100 + side * 8)], 0).Equity()[^1] - 1;
        }

        // Three standard errors; a bias from how stops, targets and gaps are filled would show.
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Average(gain => (gain - mean) * (gain - mean)) / runs);
        Assert.True(Math.Abs(mean) < 3 * error, $"The mean gain is {mean:P3}, its standard error {error:P3}.");
    }

    [Fact]
    public void Without_a_position_nothing_happens()
    {
        var bars = RandomBars(new Random(7), 30);
        var track = TradingSimulation.Run(bars, [new PlannedPosition(0, 0, 5), new PlannedPosition(9, 0, 5)], 0.01);

        Assert.All(track.Equity(), value => Assert.Equal(1, value));
        Assert.Equal((0d, 0), (track.Turnover.Sum(), track.Trades));
    }

    private static readonly (double Open, double High, double Low, double Close) Flat = (100, 100, 100, 100);

    private static Track Run(IReadOnlyList<PlannedPosition> plans, params (double Open, double High, double Low, double Close)[] bars) =>
        TradingSimulation.Run(Bars(bars), plans, costs: 0);

    private static PriceBar[] Bars(params (double Open, double High, double Low, double Close)[] bars) =>
        [.. bars.Select((bar, i) => new PriceBar(new DateOnly(2020, 1, 1).AddDays(i), bar.Open, bar.High, bar.Low, bar.Close, 1))];

    private static PriceBar[] RandomBars(Random random, int count)
    {
        var close = 100d;
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var open = close * (0.95 + 0.1 * random.NextDouble());
                close = open * (0.95 + 0.1 * random.NextDouble());
                return new PriceBar(new DateOnly(2020, 1, 1).AddDays(i), open, Math.Max(open, close) * 1.02, Math.Min(open, close) * 0.98, close, 1);
            }),
        ];
    }

    /// <summary>Days of small steps, the night a tenth of the day.</summary>
    private static PriceBar[] Walk(Random random, int count)
    {
        const int steps = 100;
        const double size = 0.0015;
        var price = 100d;
        return [.. Enumerable.Range(0, count).Select(day =>
        {
            for (var step = 0; step < steps / 10 && day > 0; step++) Move();
            double open = price, high = price, low = price;
            for (var step = 0; step < steps; step++)
            {
                Move();
                (high, low) = (Math.Max(high, price), Math.Min(low, price));
            }

            return day == 0
                ? new PriceBar(new DateOnly(2020, 1, 1), price = 100, 100, 100, 100, 1)
                : new PriceBar(new DateOnly(2020, 1, 1).AddDays(day), open, high, low, price, 1);
        })];

        void Move() => price *= random.Next(2) == 0 ? 1 + size : 1 - size;
    }

    private static PlannedPosition[] RandomPlans(Random random, PriceBar[] bars)
    {
        double[] weights = [1, 0.5, 0, -0.5, -1];
        var plans = new List<PlannedPosition>();
        for (var bar = 0; bar < bars.Length - 1; bar += 1 + random.Next(6))
        {
            var weight = weights[random.Next(weights.Length)];
            var side = Math.Sign(weight);
            plans.Add(new PlannedPosition(bar, weight, 1 + random.Next(10), bars[bar].Close * (1 - side * 0.06), bars[bar].Close * (1 + side * 0.09)));
        }

        return [.. plans];
    }

    private static double[] Rounded(IEnumerable<double> values) => [.. values.Select(value => Math.Round(value, 9) + 0.0)];
}
