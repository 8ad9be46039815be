using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;

namespace TradingAgents.Analysis.Tests.Decisions;

/// <summary>How strongly the evidence agrees, and what stands against a trade.</summary>
public sealed class ConvictionTests
{
    [Fact]
    public void An_analyst_who_knows_little_takes_nothing_from_one_who_knows_more() =>
        Assert.Equal(0.59, Conviction.Of(Window(), [Found(0.6), Found(0.01)], analystsAsked: 2));

    [Fact]
    public void A_silent_analyst_and_old_prices_lower_it()
    {
        Assert.Equal(0.6, Conviction.Of(Window(), [Found(0.6)], analystsAsked: 1));
        Assert.Equal(0.54, Conviction.Of(Window(), [Found(0.6)], analystsAsked: 2));
        Assert.Equal(0.3, Conviction.Of(Window(gapDays: 8), [Found(0.6)], analystsAsked: 1));
    }

    [Fact]
    public void Without_a_view_there_is_none() => Assert.Equal(0, Conviction.Of(Window(), [], analystsAsked: 2));

    [Theory]
    [InlineData(Rating.Buy, 0, 252, 0.5, null)]
    [InlineData(Rating.Buy, 0, 59, 0.5, HoldReason.ShortHistory)]
    [InlineData(Rating.Buy, 31, 252, 0.5, HoldReason.OldPrices)]
    [InlineData(Rating.Buy, 0, 252, 0.19, HoldReason.LowConviction)]
    [InlineData(Rating.Hold, 0, 252, 0.19, null)]
    internal void A_trade_is_held_back_for_what_stands_against_it(Rating plan, int gapDays, int bars, double conviction, HoldReason? reason) =>
        Assert.Equal(reason, Conviction.WhyHold(plan, Window(gapDays), bars, conviction));

    private static MarketWindow Window(int gapDays = 0) => new()
    {
        Symbol = "X",
        Currency = "USD",
        TradeDate = new DateOnly(2020, 1, 1).AddDays(gapDays),
        From = new DateOnly(2019, 1, 1),
        To = new DateOnly(2020, 1, 1),
        Rows = 252,
    };

    private static AnalystFindings Found(double confidence) => new()
    {
        Report = new AnalystReport { Analyst = "market", Score = 0.5, Confidence = confidence, Summary = "", Sections = [] },
        Evidence = [],
        KeyEvidence = [],
        DataWindows = [],
        Missing = [],
    };
}
