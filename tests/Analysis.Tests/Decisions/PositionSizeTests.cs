using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Decisions;

/// <summary>How much of the equity a trade may take.</summary>
public sealed class PositionSizeTests
{
    [Theory]
    [InlineData(0.30, 95, 1, 0.40)] // the stop 5 % away: 2 % of the equity is lost with 40 % of it; the volatility would allow 50 %
    [InlineData(0.60, 98, 1, 0.25)] // the volatility counts: 15 % over 60 %
    [InlineData(0.30, 95, 0.5, 0.20)] // half a position
    [InlineData(0.10, 99, 1, 1)] // never more than all
    [InlineData(5.00, 60, 0.5, 0.02)]
    public void It_is_the_smaller_of_what_volatility_and_stop_allow(double volatility, double stop, double part, double share) =>
        Assert.Equal(share, PositionSize.Of(volatility, Levels(stop), part).Share, 1e-9);

    [Fact]
    public void Without_a_volatility_the_stop_alone_counts() => Assert.Equal(0.2, PositionSize.Of(null, Levels(90), 1).Share, 1e-9);

    [Theory]
    [InlineData("en", "100% of the equity would lose 1.2% of it there")]
    [InlineData("zh", "100% 时触及止损将损失权益的 1.2%")]
    public void A_stop_that_costs_less_than_the_budget_is_said_to_cost_what_it_does(string language, string said)
    {
        var texts = PlanTexts.Of(language, "USD", 100);
        Assert.Contains(said, texts.Sizing(PositionSize.Of(0.1, Levels(98.8), 1), Rating.Buy), StringComparison.Ordinal);
    }

    private static TradeLevels Levels(double stop) =>
        new() { Action = TradeAction.Buy, Entry = 100, Stop = stop, Target = 100 + 2 * (100 - stop), IsStopBehindLevel = true, Weeks = (2, 4) };
}
