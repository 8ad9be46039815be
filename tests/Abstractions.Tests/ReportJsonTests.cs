using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Abstractions.Tests;

public sealed class ReportJsonTests
{
    [Fact]
    public void Ratings_and_actions_are_spelt_as_in_the_field()
    {
        Assert.Equal(
            ["\"Buy\"", "\"Overweight\"", "\"Hold\"", "\"Underweight\"", "\"Sell\""],
            Enum.GetValues<Rating>().Select(rating => ContractJson.ToElement(rating).GetRawText()));
        Assert.Equal(
            ["\"BUY\"", "\"HOLD\"", "\"SELL\""],
            Enum.GetValues<TradeAction>().Select(action => ContractJson.ToElement(action).GetRawText()));
    }
}
