using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Tests.Indicators;

public sealed class IndicatorEdgeTests
{
    private static readonly double[] Constant = [.. Enumerable.Repeat(42.0, 60)];
    private static readonly double[] Rising = [.. Enumerable.Range(0, 60).Select(i => 100.0 * Math.Pow(1.01, i))];

    [Fact]
    public void A_history_shorter_than_the_warm_up_gives_only_nulls()
    {
        double[] few = [1, 2, 3, 4, 5];
        Assert.All(MovingAverages.Simple(few, 20), value => Assert.Null(value));
        Assert.All(MovingAverages.Exponential(few, 12), value => Assert.Null(value));
        Assert.All(Macd.Of(few).Line, value => Assert.Null(value));
        Assert.All(Macd.Of(few).Histogram, value => Assert.Null(value));
        Assert.All(RelativeStrengthIndex.Wilder(few), value => Assert.Null(value));
        Assert.All(BollingerBands.Of(few).Upper, value => Assert.Null(value));
        Assert.All(AverageTrueRange.Wilder(few, few, few), value => Assert.Null(value));
        Assert.All(Returns.Volatility(few, 21), value => Assert.Null(value));
        Assert.Null(LinearTrend.Of(few, 21));
        Assert.Null(OnBalanceVolume.NetShare(few, [1, 1, 1, 1, 1], 63));
    }

    [Fact]
    public void No_prices_at_all_give_empty_series()
    {
        Assert.Empty(MovingAverages.Simple([], 20));
        Assert.Empty(Macd.Of([]).Signal);
        Assert.Empty(RelativeStrengthIndex.Wilder([]));
        Assert.Empty(OnBalanceVolume.Of([], []));
        Assert.Null(Drawdown.Of([]));
        Assert.Empty(SwingLevels.Find([], [], 1, 1, 3).Support);
    }

    [Theory]
    [InlineData(20, 19)]
    [InlineData(1, 0)]
    public void A_simple_average_starts_at_its_period(int period, int first)
    {
        var average = MovingAverages.Simple(Rising, period);
        Assert.Equal(first, Array.FindIndex(average, value => value is not null));
    }

    [Fact]
    public void RSI_is_100_without_losses_0_without_gains_and_50_without_change()
    {
        Assert.Equal(100, RelativeStrengthIndex.Wilder(Rising)[^1]);
        Assert.Equal(0, RelativeStrengthIndex.Wilder([.. Rising.Reverse()])[^1]);
        Assert.Equal(50, RelativeStrengthIndex.Wilder(Constant)[^1]);
    }

    [Fact]
    public void RSI_of_mirrored_changes_is_mirrored_around_50()
    {
        double[] path = [.. Enumerable.Range(0, 80).Select(i => 100 + 5 * Math.Sin(i * 0.7) + 0.1 * i)];
        double[] mirrored = [.. path.Select(value => 200 - value)];
        var (own, mirror) = (RelativeStrengthIndex.Wilder(path), RelativeStrengthIndex.Wilder(mirrored));
        for (var i = 14; i < path.Length; i++) Assert.Equal(100, own[i]!.Value + mirror[i]!.Value, 9);
    }

    [Fact]
    public void Constant_prices_have_no_width_no_range_no_volatility_and_no_trend()
    {
        Assert.Equal(42, BollingerBands.Of(Constant).Upper[^1]);
        Assert.Equal(42, BollingerBands.Of(Constant).Lower[^1]);
        Assert.Equal(0, AverageTrueRange.Wilder(Constant, Constant, Constant)[^1]);
        Assert.Equal(0, Returns.Volatility(Constant, 21)[^1]);
        Assert.Equal(new LinearTrend(0, 0), LinearTrend.Of(Constant, 21));
        Assert.Equal(0, Macd.Of(Constant).Histogram[^1]!.Value, 12);
        Assert.Equal(0, OnBalanceVolume.Of(Constant, [.. Enumerable.Repeat(5L, 60)])[^1]);
    }

    [Fact]
    public void Steady_growth_is_found_as_the_trend_with_nothing_unexplained()
    {
        var trend = LinearTrend.Of(Rising, 21)!.Value;
        Assert.Equal(0.01, trend.DailyGrowth, 9);
        Assert.Equal(1, trend.RSquared, 9);
        Assert.Equal(Math.Pow(1.01, 5) - 1, Returns.Simple(Rising, 5)[^1]!.Value, 9);
        Assert.Equal(0, Returns.Volatility(Rising, 21)[^1]!.Value, 6);
    }

    [Fact]
    public void A_return_starts_when_its_window_is_full()
    {
        Assert.Null(Returns.Simple(Rising, 5)[4]);
        Assert.NotNull(Returns.Simple(Rising, 5)[5]);
    }

    [Fact]
    public void A_drawdown_names_its_peak_its_trough_and_where_it_stands()
    {
        var drawdown = Drawdown.Of([100, 120, 90, 110, 60, 130, 117])!.Value;
        Assert.Equal((-0.5, 1, 4), (drawdown.Max, drawdown.PeakIndex, drawdown.TroughIndex));
        Assert.Equal(-0.1, drawdown.Current, 12);
        Assert.Equal(5, drawdown.HighIndex);
        Assert.Equal(0, Drawdown.Series([100, 120, 90])[1]);
        Assert.Equal(-0.25, Drawdown.Series([100, 120, 90])[2]);
    }

    [Fact]
    public void Turning_points_at_like_prices_form_one_level_on_its_side_of_the_close()
    {
        // Two peaks near 110, two valleys near 90, and a close between them.
        double[] path = [.. new[] { (100, 110), (110, 90), (90, 110.4), (110.4, 90.3), (90.3, 101) }.SelectMany(leg => Leg(leg.Item1, leg.Item2))];
        var levels = SwingLevels.Find(path, path, path[^1], tolerance: 1, count: 3);
        var resistance = Assert.Single(levels.Resistance);
        Assert.Equal((110.2, 2), (Math.Round(resistance.Price, 6), resistance.Touches));
        var support = Assert.Single(levels.Support);
        Assert.Equal((90.15, 2), (Math.Round(support.Price, 6), support.Touches));
    }

    [Fact]
    public void A_turn_in_the_last_few_days_is_no_level_yet()
    {
        double[] path = [.. Leg(100, 110), 109, 108, 107];
        Assert.Empty(SwingLevels.Find(path, path, 108, 1, 3).Resistance);
    }

    [Fact]
    public void Relative_strength_compares_the_same_days_only()
    {
        var day = new DateOnly(2017, 1, 2);
        (DateOnly, double)[] own = [(day, 100), (day.AddDays(1), 105), (day.AddDays(2), 110), (day.AddDays(3), 121)];
        (DateOnly, double)[] benchmark = [(day, 50), (day.AddDays(2), 60), (day.AddDays(3), 66)];
        var strength = RelativeStrength.Of(own, benchmark, 1)!.Value;
        Assert.Equal((day.AddDays(2), day.AddDays(3)), (strength.From, strength.To));
        Assert.Equal(0.1, strength.Own, 12);
        Assert.Equal(0, strength.Excess, 12);
        Assert.Equal(day, RelativeStrength.Of(own, benchmark, 2)!.Value.From);
        Assert.Null(RelativeStrength.Of(own, benchmark, 3));
    }

    [Fact]
    public void Net_volume_is_1_when_every_day_rises_and_unknown_when_nothing_was_traded()
    {
        long[] volume = [.. Enumerable.Repeat(7L, 60)];
        Assert.Equal(1, OnBalanceVolume.NetShare(Rising, volume, 21));
        Assert.Null(OnBalanceVolume.NetShare(Rising, new long[60], 21));
    }

    private static IEnumerable<double> Leg(double from, double to) => Enumerable.Range(0, 10).Select(i => from + (to - from) * i / 10);
}
