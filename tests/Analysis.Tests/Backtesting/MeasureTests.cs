using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Backtesting;

namespace TradingAgents.Analysis.Tests.Backtesting;

public sealed class MeasureTests
{
    [Fact]
    public void Returns_drawdown_and_sharpe_are_those_worked_out_by_hand()
    {
        var track = TrackOf(new DateOnly(2020, 1, 1), 0, 0.1, -0.2, 0.1);

        var measured = PerformanceMeasures.Of(track with { Turnover = [0, 1, 0, 0.5], Trades = 4, Hits = 3 });

        Assert.Equal(-0.032, measured.TotalReturn, 6); // 1.1 x 0.8 x 1.1 = 0.968
        Assert.Equal(-0.2, measured.MaxDrawdown, 6); // 1.1 -> 0.88
        Assert.Equal(0, measured.Sharpe!.Value, 6); // the mean of 0.1, -0.2 and 0.1 is 0
        Assert.Equal(0.75, measured.HitRate);
        Assert.Null(measured.AnnualisedReturn); // three days say nothing of a year
        Assert.Null(measured.Turnover);
    }

    [Fact]
    public void Sharpe_is_the_yearly_ratio_of_mean_and_sample_deviation() =>
        // 1 %, 2 %, 3 %: mean 0.02, sample deviation 0.01.
        Assert.Equal(2 * Math.Sqrt(252), PerformanceMeasures.SharpeOf([0, 0.01, 0.02, 0.03])!.Value, 9);

    [Fact]
    public void Sharpe_of_what_does_not_vary_is_none()
    {
        Assert.Null(PerformanceMeasures.SharpeOf([0, 0, 0, 0]));
        Assert.Null(PerformanceMeasures.SharpeOf([0, 0.01]));
    }

    [Fact]
    public void A_year_of_calendar_days_is_a_year()
    {
        var track = TrackOf([new DateOnly(2016, 1, 1), new DateOnly(2020, 1, 1)], [0, 0.4641]) with { Turnover = [0, 8] };

        var measured = PerformanceMeasures.Of(track);

        Assert.Equal(0.1, measured.AnnualisedReturn!.Value, 4); // 1.1^4 = 1.4641 over four years
        Assert.Equal(2, measured.Turnover!.Value, 4);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.5, 25)]
    [InlineData(0.05, 11.5)]
    [InlineData(1, 40)]
    public void Percentiles_lie_between_the_nearest_ranks(double share, double expected) =>
        Assert.Equal(expected, PerformanceMeasures.Percentile([10, 20, 30, 40], share), 9);

    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)] // The textbook's values.
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    public void Wilson_intervals_are_the_textbooks(int right, int count, double low, double high)
    {
        var interval = DecisionOutcomes.Wilson(right, count);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(8, 40)]
    [InlineData(26, 130)]
    [InlineData(0, 20)] // One that names no horizon: as a Hold.
    public void A_horizon_of_weeks_has_five_bars_each(int weeks, int bars) => Assert.Equal(bars, DatedDecision.Of(0, Decided(Rating.Buy, weeks)).HorizonBars);

    [Theory]
    [InlineData(Rating.Buy, 0.4)]
    [InlineData(Rating.Overweight, 0.4)]
    [InlineData(Rating.Hold, 0)]
    [InlineData(Rating.Underweight, -0.4)]
    [InlineData(Rating.Sell, -0.4)]
    public void A_position_has_the_size_the_decision_names(Rating rating, double weight)
    {
        var plan = DatedDecision.Of(3, Decided(rating, 2)).Plan();

        Assert.Equal(new PlannedPosition(3, weight, 10, Stop: 90, Target: 120), plan);
    }

    [Fact]
    public void Decisions_are_judged_from_the_next_open_to_the_end_of_their_horizon()
    {
        PriceBar[] bars = [.. new double[] { 100, 50, 60, 40 }.Select((price, i) => new PriceBar(new DateOnly(2020, 1, 1).AddDays(i), price, price, price, price, 1))];

        Assert.Equal((0.2, true), Judged(new DatedDecision(0, Rating.Buy, 0.5, 2))); // 50 -> 60
        Assert.Equal((-0.2, true), Judged(new DatedDecision(0, Rating.Sell, 0.5, 3))); // 50 -> 40
        Assert.Equal((-0.2, false), Judged(new DatedDecision(0, Rating.Overweight, 0.5, 3)));
        Assert.Equal((0, false), Judged(new DatedDecision(0, Rating.Buy, 0.5, 1))); // stands still
        Assert.Equal((null, false), Judged(new DatedDecision(0, Rating.Buy, 0.5, 4))); // not over yet

        (double? Change, bool Right) Judged(DatedDecision decision)
        {
            var outcome = DecisionOutcome.Of(decision, bars);
            return (outcome.Change is { } change ? Math.Round(change, 9) : null, outcome.IsRight);
        }
    }

    [Fact]
    public void Calibration_counts_directions_by_confidence_and_leaves_holds_out()
    {
        var calibration = DecisionOutcomes.Calibrate(
        [
            Outcome(Rating.Buy, 0.35, 0.1), Outcome(Rating.Sell, 0.39, 0.1), Outcome(Rating.Overweight, 0.35, null), Outcome(Rating.Hold, 0.9, 0.1), Outcome(Rating.Underweight, 1, -0.1),
        ]);

        Assert.Equal([(0.35, 0.4, 3, 2, 1), (0.95, 1.0, 1, 1, 1)], calibration.Bands.Select(band => (band.From, band.To, band.Decisions, band.Judged, band.Right)));
        Assert.Equal(0.37, calibration.Bands[0].MeanConfidence);
        Assert.Equal((4, 3, 2), (calibration.All.Decisions, calibration.All.Judged, calibration.All.Right));
        Assert.Equal(2 / 3.0, calibration.RoseShare!.Value, 6);
        Assert.Equal((0.4225 + 0.1521 + 0) / 3, calibration.BrierScore!.Value, 6);
        Assert.Equal((0.16 + 0.36 + 0.16) / 3, calibration.BrierScoreOfPrior!.Value, 6); // each had a prior of 0.6
        Assert.Equal([(0.7, 0.8, 4, 2)], calibration.ByConviction.Select(band => (band.From, band.To, band.Decisions, band.Right)));
    }

    [Fact]
    public void Ratings_are_listed_from_buy_to_sell_with_what_followed()
    {
        var ratings = DecisionOutcomes.ByRating([Outcome(Rating.Sell, 0.5, 0.2), Outcome(Rating.Sell, 0.5, -0.1), Outcome(Rating.Hold, 0.5, 0.3), Outcome(Rating.Buy, 0.5, null)]);

        Assert.Equal([Rating.Buy, Rating.Overweight, Rating.Hold, Rating.Underweight, Rating.Sell], ratings.Select(rating => rating.Rating));
        Assert.Equal([(1, 0, null, null), (0, 0, null, null), (1, 1, 0.3, null), (0, 0, null, null), (2, 2, 0.05, 0.5)],
            ratings.Select(rating => (rating.Decisions, rating.Judged, rating.MeanChange, rating.RightShare)));
    }

    [Fact]
    public void A_portfolio_holds_each_symbol_with_equal_weight_on_the_days_it_has()
    {
        var day = new DateOnly(2020, 1, 1);
        var early = TrackOf([day, day.AddDays(1), day.AddDays(3)], [0, 0.1, 0.3]);
        var late = TrackOf([day.AddDays(1), day.AddDays(2), day.AddDays(3)], [0, 0.2, -0.1]);

        var both = Track.Combine([early, late]);

        Assert.Equal([day, day.AddDays(1), day.AddDays(2), day.AddDays(3)], both.Dates);
        Assert.Equal([0, 0.1, 0.2, 0.1], both.Returns.Select(value => Math.Round(value, 9))); // on day 1 the late one only begins
    }

    [Fact]
    public void A_coin_turned_round_keeps_the_distances()
    {
        var turned = new PlannedPosition(0, 0.5, 5, Stop: 90, Target: 130).Mirrored(100);

        Assert.Equal((-0.5, 110, 70), (turned.Weight, turned.Stop!.Value, turned.Target!.Value));
    }

    [Fact]
    public void Coins_toss_both_sides_differ_by_symbol_and_are_the_same_each_time()
    {
        PriceBar[] bars = [.. Enumerable.Range(0, 40).Select(i => new PriceBar(new DateOnly(2020, 1, 1).AddDays(i), 100 + i, 100 + i, 100 + i, 100 + i, 1))];
        PlannedPosition[] plans = [.. Enumerable.Range(0, 39).Select(bar => new PlannedPosition(bar, 1, 5))];

        var coins = Coins.Toss("AAPL", bars, plans, 0);

        Assert.Equal(Coins.Runs, coins.Length);
        Assert.Equal(0.5, coins.Average(returns => returns.Skip(1).Average(value => value > 0 ? 1.0 : 0)), 0.03);
        Assert.Equal(Coins.Runs, coins.Select(returns => string.Join(' ', returns.Select(Math.Sign))).Distinct().Count());
        Assert.Equal(coins, Coins.Toss("AAPL", bars, plans, 0));
        Assert.NotEqual(coins, Coins.Toss("GOOG", bars, plans, 0));
    }

    private static DecisionOutcome Outcome(Rating rating, double confidence, double? change) => new(new DatedDecision(0, rating, confidence, 5) { Conviction = 0.75, Prior = 0.6 }, change);

    private static Decision Decided(Rating rating, int weeks) => new()
    {
        Rating = rating,
        Action = TradeAction.Hold,
        Confidence = 0.5,
        Risk = 0.5,
        Stop = 90,
        Target = 120,
        PositionShare = 0.4,
        Horizon = "look again some day",
        HorizonWeeks = weeks,
        Summary = "",
        KeyPoints = [],
        WouldChangeTheView = [],
    };

    private static Track TrackOf(DateOnly start, params double[] returns) => TrackOf([.. returns.Select((_, i) => start.AddDays(i))], returns);

    private static Track TrackOf(DateOnly[] dates, double[] returns) =>
        new(dates, returns, new double[returns.Length], new double[returns.Length], new double[returns.Length], 0, 0);
}
