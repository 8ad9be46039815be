using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Risks;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Risks;

/// <summary>The table of risk factors in docs/analysis.md, row by row: a purchase at 100 with a stop at 90.</summary>
public sealed class RiskFactorsTests
{
    [Theory]
    [InlineData("market.volatility_63", 25, RiskTopic.Volatility, null, 0)]
    [InlineData("market.volatility_63", 12.5, RiskTopic.Volatility, false, 1)]
    [InlineData("market.volatility_63", 60, RiskTopic.Volatility, true, 1)]
    [InlineData("market.volatility_63", 42.5, RiskTopic.Volatility, true, 0.5)]
    [InlineData("market.volatility_21", 60, RiskTopic.Volatility, true, 1)] // where there is none of 63 days
    [InlineData("market.max_drawdown", -20, RiskTopic.Drawdown, null, 0)]
    [InlineData("market.max_drawdown", -5, RiskTopic.Drawdown, false, 1)]
    [InlineData("market.max_drawdown", -35, RiskTopic.Drawdown, true, 0.5)]
    [InlineData("market.max_drawdown", -50, RiskTopic.Drawdown, true, 1)]
    [InlineData("market.largest_gap", 5, RiskTopic.Gap, null, 0)] // half the distance to the stop
    [InlineData("market.largest_gap", -10, RiskTopic.Gap, true, 0.5)]
    [InlineData("market.largest_gap", 15, RiskTopic.Gap, true, 1)]
    [InlineData("market.support_1", 95, RiskTopic.Stop, false, 0.4)]
    [InlineData("market.support_1", 85, RiskTopic.Stop, null, 0)] // below the stop; without a range nothing is said
    [InlineData("market.atr14", 3, RiskTopic.Stop, true, 0.3)]
    [InlineData("market.rsi14", 65, RiskTopic.Stretch, null, 0)]
    [InlineData("market.rsi14", 75, RiskTopic.Stretch, true, 0.5)]
    [InlineData("market.rsi14", 85, RiskTopic.Stretch, true, 1)]
    [InlineData("market.rsi14", 15, RiskTopic.Stretch, null, 0)] // of a purchase only a rise is stretched
    [InlineData("fundamentals.liabilities_to_equity", 1.5, RiskTopic.Leverage, null, 0)]
    [InlineData("fundamentals.liabilities_to_equity", 0.5, RiskTopic.Leverage, false, 1)]
    [InlineData("fundamentals.liabilities_to_equity", 4, RiskTopic.Leverage, true, 1)]
    public void A_reading_raises_or_eases_the_risk_as_the_table_says(string id, double value, object topic, bool? raises, double severity)
    {
        var factor = Of([Fact(id, value)]).SingleOrDefault(one => one.Topic == (RiskTopic)topic);
        Assert.Equal(raises, factor?.Raises);
        if (factor is not null) Assert.Equal(severity, factor.Severity, 1e-9);
    }

    [Fact]
    public void Of_a_sale_the_fall_is_what_may_be_stretched() =>
        Assert.Equal(0.5, Of([Fact("market.rsi14", 25)], Trade(TradeAction.Sell)).Single(factor => factor.Topic == RiskTopic.Stretch).Severity, 1e-9);

    [Theory]
    [InlineData(TradeAction.Buy, 67.4, "RSI(14) at 67.4 nears overbought.")]
    [InlineData(TradeAction.Sell, 32.6, "RSI(14) at 32.6 nears oversold.")]
    [InlineData(TradeAction.Buy, 75, "market.rsi14 is 75.")]
    public void What_only_nears_the_edge_is_said_to(TradeAction action, double rsi, string statement) =>
        Assert.Equal(statement, Of([Fact("market.rsi14", rsi)], Trade(action)).Single(factor => factor.Topic == RiskTopic.Stretch).Statement);

    [Theory]
    [InlineData("SPX", true, 3)]
    [InlineData("AAPL", false, 4)]
    public void An_analyst_that_cannot_apply_does_not_count_as_silent(string symbol, bool isIndex, int applying)
    {
        var analysis = new Analysis.Pipeline.Stages.AnalysisCase(TestData.Shipped, AnalysisRun.Request(symbol), new Abstractions.AnalysisParameters(), ["market", "sentiment", "news", "fundamentals"], [], new Analysis.TrackRecords.PriceReadings());
        var day = new DateOnly(2016, 1, 4);
        Assert.Equal(applying, analysis.AskedThatApply(new MarketWindow { Symbol = symbol, Currency = "USD", IsIndex = isIndex, From = day, To = day, TradeDate = day, Rows = 1 }));
    }

    [Fact]
    public void Without_equity_leverage_counts_in_full() =>
        Assert.Equal((true, 1.0), Only(RiskTopic.Leverage, [Fact("fundamentals.liabilities_to_equity", -5) with { Unit = "USD" }]));

    [Theory]
    [InlineData(3, 300, 0, 2 / 3.0)] // 2 of 3 analysts silent
    [InlineData(1, 126, 0, 0.5)] // half a year held
    [InlineData(1, 300, 15, 0.5)] // prices half a month old
    [InlineData(1, 300, 7, null)] // a week is no gap yet
    [InlineData(2, 126, 30, 1.0)] // the worst counts
    public void Data_that_lack_raise_the_risk(int asked, int rows, int gapDays, double? severity) =>
        Assert.Equal(severity, Of([], rows: rows, gapDays: gapDays, asked: asked).SingleOrDefault(factor => factor.Topic == RiskTopic.Data)?.Severity);

    [Theory]
    [InlineData(59, -2.9, null)] // two months have had no time for a deep fall
    [InlineData(60, -2.9, false)]
    [InlineData(14, -35, true)] // one that has happened counts
    public void A_history_too_short_for_a_trade_eases_no_risk_by_having_seen_no_fall(int rows, double fall, bool? raises) =>
        Assert.Equal(raises, Of([Fact("market.max_drawdown", fall)], rows: rows).SingleOrDefault(factor => factor.Topic == RiskTopic.Drawdown)?.Raises);

    [Theory]
    [InlineData(0.5, null, 0)]
    [InlineData(0.75, true, 0.5)]
    [InlineData(1, true, 1)]
    [InlineData(0, false, 1)]
    [InlineData(0.25, false, 0.5)]
    public void Disagreement_raises_it_and_agreement_eases_it(double disagreement, bool? raises, double severity)
    {
        var factor = Of([], disagreement: disagreement).SingleOrDefault(one => one.Topic == RiskTopic.Disagreement);
        Assert.Equal(raises, factor?.Raises);
        if (factor is not null) Assert.Equal(severity, factor.Severity, 1e-9);
    }

    [Fact]
    public void The_level_that_holds_the_stop_is_the_one_nearest_to_it()
    {
        var facts = Factors([Fact("market.support_1", 97), Fact("market.support_2", 92), Fact("market.support_3", 80)]);
        Assert.Equal("market.support_2", facts.LevelOf(Trade(TradeAction.Buy))?.Id);
    }

    private static (bool, double) Only(RiskTopic topic, Evidence[] evidence)
    {
        var factor = Of(evidence).Single(one => one.Topic == topic);
        return (factor.Raises, factor.Severity);
    }

    private static IReadOnlyList<RiskFactor> Of(Evidence[] evidence, TraderProposal? proposal = null, int rows = 300, int gapDays = 0, int asked = 1, double disagreement = 0.5) =>
        Factors(evidence, rows, gapDays, asked).Of(proposal ?? Trade(TradeAction.Buy), new InvestmentDebate { Turns = [], BullWeight = 0.6, BearWeight = 0.4, Disagreement = disagreement });

    private static RiskFactors Factors(Evidence[] evidence, int rows = 300, int gapDays = 0, int asked = 1) => new(
        new MarketWindow { Symbol = "X", Currency = "USD", From = new DateOnly(2015, 1, 1), To = new DateOnly(2016, 1, 4), TradeDate = new DateOnly(2016, 1, 4).AddDays(gapDays), Rows = rows },
        [new AnalystFindings { Report = new AnalystReport { Analyst = "market", Score = 0, Confidence = 0.5, Summary = "", Sections = [] }, Evidence = evidence, KeyEvidence = [], DataWindows = [], Missing = [] }],
        asked, RiskTexts.Of("en", "USD", 100));

    private static TraderProposal Trade(TradeAction action) => new()
    {
        Action = action,
        Reasoning = "",
        EntryPrice = 100,
        StopLoss = action == TradeAction.Buy ? 90 : 110,
        TargetPrice = action == TradeAction.Buy ? 120 : 80,
        PositionShare = 0.2,
        PositionSizing = "",
    };

    private static Evidence Fact(string id, double value) => new()
    {
        Id = id,
        Analyst = id.Split('.')[0],
        Statement = $"{id} is {value}.",
        Value = value,
        Unit = "ratio",
        Date = new DateOnly(2016, 1, 4),
        Direction = 0,
        Source = "s",
    };
}
