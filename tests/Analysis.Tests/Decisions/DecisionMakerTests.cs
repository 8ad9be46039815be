using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.Decisions;

/// <summary>One decision of a plan, a proposal and risk views.</summary>
public sealed class DecisionMakerTests
{
    private const double Calm = 0.001;
    private const double Wild = 0.06; // A day: risk is full.

    [Theory]
    [InlineData(Rating.Buy, Wild, 0.6, Rating.Overweight)]
    [InlineData(Rating.Sell, Wild, 0.6, Rating.Underweight)]
    [InlineData(Rating.Buy, Wild, 0.59, Rating.Buy)]
    [InlineData(Rating.Buy, Calm, 0.9, Rating.Buy)]
    public void Where_risk_and_disagreement_are_both_high_the_rating_is_a_grade_nearer_to_hold(Rating plan, double swing, double disagreement, Rating expected)
    {
        var decision = Decide(plan, swing, disagreement);
        Assert.Equal(expected, decision.Rating);
        Assert.Equal(expected != plan, decision.Thesis.Contains("one grade nearer to Hold", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Rating.Overweight, "A close below")]
    [InlineData(Rating.Underweight, "A close above")]
    public void A_slight_lead_becomes_a_hold_and_what_would_change_it_is_risk_or_disagreement(Rating plan, string against)
    {
        var decision = Decide(plan, Wild, 0.8);
        Assert.Equal((Rating.Hold, 0.0, null), (decision.Rating, decision.PositionShare, decision.Stop));
        Assert.StartsWith("Hold: risk and disagreement are both too high", decision.Summary, StringComparison.Ordinal);
        Assert.StartsWith($"The plan is {plan}. It would be traded if the risk", decision.WouldChangeTheView[0], StringComparison.Ordinal);
        Assert.StartsWith(against, decision.WouldChangeTheView[1], StringComparison.Ordinal);
        Assert.Equal(2, decision.WouldChangeTheView.Count);
    }

    [Fact]
    public void The_share_is_the_mean_of_the_last_views() =>
        Assert.Equal(0.2, Decide(Rating.Buy, Calm, 0.1, views: [(1, 0.9), (2, 0.1), (2, 0.2), (2, 0.3)]).PositionShare);

    [Fact]
    public void It_is_halved_where_a_full_position_became_half_a_one()
    {
        Assert.Equal(0.02, Decide(Rating.Buy, Wild, 0.6, views: [(1, 0.04), (1, 0.04), (1, 0.04)]).PositionShare);
        Assert.Equal(0.04, Decide(Rating.Buy, Wild, 0.5, views: [(1, 0.04), (1, 0.04), (1, 0.04)]).PositionShare);
    }

    [Fact]
    public void It_is_never_more_than_the_risk_rule_allows_a_full_position()
    {
        var decision = Decide(Rating.Buy, Wild, 0.1, views: [(1, 1), (1, 1), (1, 1)]);
        var distance = Math.Abs(decision.Entry!.Value - decision.Stop!.Value) / decision.Entry.Value;
        Assert.InRange(decision.PositionShare, 0.01, (0.02 / distance) + 0.005);
        Assert.Contains("as much as the risk rule allows", decision.Thesis, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conviction_too_low_says_what_more_of_it_takes()
    {
        var decision = Decide(Rating.Buy, Calm, 0.1, confidence: 0.15);
        Assert.Equal(Rating.Hold, decision.Rating);
        Assert.Equal("The plan is Buy. It would be traded at a conviction of 20% instead of 15%: that takes signals that agree more, or more data to read them from.", decision.WouldChangeTheView[0]);
        Assert.DoesNotContain(decision.WouldChangeTheView, change => change.Contains("would speak for buying", StringComparison.Ordinal));
    }

    [Fact]
    public void A_conviction_that_only_the_age_of_the_prices_lowers_says_so()
    {
        var decision = Decide(Rating.Buy, Calm, 0.1, confidence: 0.3, gapDays: 10);
        Assert.StartsWith("Hold: a conviction of 15%, halved as the prices end 10 days before the trade date, is too low", decision.Summary, StringComparison.Ordinal);
        Assert.EndsWith("the same signals would have a conviction of 30%, enough for a proposal.", decision.WouldChangeTheView[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Key_points_leave_out_an_analyst_who_hardly_knows()
    {
        var decision = Decide(Rating.Buy, Calm, 0.1, others: [Found("fundamentals", 0.04, "revenue_growth", "Growth", -0.9)]);
        Assert.DoesNotContain(decision.KeyPoints, point => point.Contains("revenue_growth", StringComparison.Ordinal));
        Assert.DoesNotContain("revenue growth", decision.Thesis, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_points_stand_in_the_order_of_their_weight_as_in_the_thesis()
    {
        var (growth, margin) = (Found("fundamentals", 0.6, "revenue_growth", "Growth", 0.9), Found("fundamentals", 0.6, "net_margin", "Margins", 0.8));
        var business = growth with { Evidence = [.. growth.Evidence, .. margin.Evidence], KeyEvidence = [.. growth.KeyEvidence, .. margin.KeyEvidence], Signals = [.. growth.Signals, .. margin.Signals] };
        var decision = Decide(Rating.Buy, Calm, 0.1, others: [business, Found("news", 0.6, "stance_1", "CentralBank", -0.2)]);
        Assert.Equal(["revenue_growth says so.", "net_margin says so.", "sma50 says so.", "Against it: stance_1 says so."], decision.KeyPoints);
        Assert.Contains("rests on revenue growth, the net margin and the 50-day average; against it stands the central bank's shift", decision.Thesis, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hold_whose_conviction_old_prices_halved_says_so()
    {
        var decision = Decide(Rating.Hold, Calm, 0.1, confidence: 0.3, gapDays: 19);
        Assert.Contains("conviction 15%, halved as the prices end 19 days before the trade date)", decision.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_names_what_makes_the_risk() =>
        Assert.Contains("the largest part of it comes from the volatility, ", Decide(Rating.Buy, Wild, 0.1).Summary, StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "the largest part of it comes from a usual day's range (ATR), 5.1% of the price. The deepest fall since 2016-01-04 is 12.9%; so short a history does not tell the volatility.")]
    [InlineData("zh", "其中最大部分来自通常日波幅（ATR，占价格）5.1%；2016-01-04 以来的最大回撤为 12.9%；历史过短，无从得知波动率。")]
    public void A_risk_without_a_volatility_says_so(string language, string expected) =>
        Assert.EndsWith(expected, ReportLanguage.Of(language, "USD", 20).Decision.Risk(new RiskScore(0.55, [new(RiskMeasure.DailyRange, 0.051), new(RiskMeasure.Fall, 0.129)]), new DateOnly(2016, 1, 4)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "A close above the 20-day average, now 110.00, weakens the case before the stop is reached; one above the 50-day average, now 115.00, weakens it further.")]
    [InlineData("zh", "收盘升破 20 日均线（目前为 110.00），则在触及止损之前理由已减弱；升破 50 日均线（目前为 115.00），则进一步减弱。")]
    public void Two_averages_before_the_stop_are_one_change(string language, string expected) =>
        Assert.Equal(expected, ReportLanguage.Of(language, "USD", 100).Decision.ChangedByAverages(TradeAction.Sell, [(20, 110), (50, 115)], of: null));

    [Fact]
    public void An_average_beyond_the_stop_changes_nothing_as_the_trade_is_over_before_it()
    {
        // A steep rise: both averages lie far below the stop.
        var decision = Decide(Rating.Buy, Calm, 0.1, prices: [.. Enumerable.Range(0, 300).Select(i => 50 * Math.Pow(1.01, i))]);
        Assert.DoesNotContain(decision.WouldChangeTheView, change => change.Contains("average", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "there. Either allows 100%; half of it is taken for Overweight: 50%.", Rating.Overweight)]
    [InlineData("en", "there. Either allows 100%.", Rating.Buy)]
    [InlineData("zh", "。两者都允许 100%，增持取其一半：50%。", Rating.Overweight)]
    public void Of_two_equal_shares_neither_is_the_smaller(string language, string expected, Rating rating)
    {
        var levels = new TradeLevels { Action = TradeAction.Buy, Entry = 100, Stop = 98.5, Target = 103, IsStopBehindLevel = false, Weeks = (1, 2) };
        var size = PositionSize.Of(0.12, levels, RatingScale.PositionOf(rating));
        Assert.EndsWith(expected, PlanTexts.Of(language, "USD", 100).Sizing(size, rating), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.45, "point up")]
    [InlineData(0.449, "point up")] // shown as 0.45
    [InlineData(-0.49, "point down")]
    [InlineData(-0.44, "lean down")]
    [InlineData(0.14, "balance")]
    public void A_score_is_worded_by_the_thresholds_of_its_rating(double score, string words) =>
        Assert.Equal(words, RatingScale.Worded(score, "point up", "lean up", "balance", "lean down", "point down"));

    private static Decision Decide(
        Rating plan, double swing, double disagreement, double confidence = 0.6, int gapDays = 0, (int Round, double Share)[]? views = null, AnalystFindings[]? others = null,
        double[]? prices = null)
    {
        var series = MarketSeries.Of(prices is null ? Bars(swing) : [.. TestData.Path("X", prices).Bars], new LookBack(1));
        var window = new MarketWindow { Symbol = "X", Currency = "USD", TradeDate = series.LastDate.AddDays(gapDays), From = series.Dates[0], To = series.LastDate, Rows = series.Count };
        AnalystFindings[] found = [Found("market", confidence, "sma50", "Trend", plan < Rating.Hold ? 0.5 : -0.5), .. others ?? []];
        var texts = PlanTexts.Of("en", "USD", 100);
        var outcome = new ResearchManager(window, found, found.Length, texts).Judge([]);
        outcome = new ResearchOutcome(outcome.Debate with { Disagreement = disagreement }, outcome.Plan with { Recommendation = plan });
        var language = ReportLanguage.Of("en", "USD", 100);
        return new DecisionMaker(new DecisionInput
        {
            Window = window,
            Series = series,
            Views = found,
            AnalystsAsked = found.Length,
            Research = outcome,
            Proposal = new Trader(window, series, found, found.Length, texts).Propose(outcome.Plan),
            RiskTurns = [.. (views ?? []).Select((view, i) => new RiskTurn
            {
                Stance = i == 0 ? RiskStance.Aggressive : (RiskStance)((i - 1) % 3), Round = view.Round, Speech = "", PositionShare = view.Share, EvidenceIds = [],
            })],
            Past = new PastDecisions(series.Bars, [], null),
        }, language.Decision, language.TrackRecord, texts.Names).Decide();
    }

    private static PriceBar[] Bars(double swing)
    {
        var bars = new PriceBar[300];
        for (var i = 0; i < bars.Length; i++)
        {
            var close = 100 * (1 + (i % 2 == 0 ? swing : -swing));
            bars[i] = new PriceBar(new DateOnly(2015, 1, 1).AddDays(i), close, close * (1 + swing), close * (1 - swing), close, 1000);
        }

        return bars;
    }

    private static AnalystFindings Found(string analyst, double confidence, string id, string theme, double pull) => new()
    {
        Report = new AnalystReport { Analyst = analyst, Score = pull, Confidence = confidence, Summary = "", Sections = [] },
        Evidence = [new Evidence { Id = $"{analyst}.{id}", Analyst = analyst, Statement = $"{id} says so.", Value = 1, Unit = "ratio", Date = new DateOnly(2015, 10, 27), Direction = Math.Sign(pull), Source = "s" }],
        KeyEvidence = [$"{analyst}.{id}"],
        Signals = [new EvidenceSignal($"{analyst}.{id}", theme, pull)],
        DataWindows = [],
        Missing = [],
    };
}
