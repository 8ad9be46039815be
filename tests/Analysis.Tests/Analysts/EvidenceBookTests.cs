using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Analysts;

public sealed class EvidenceBookTests
{
    [Theory]
    [InlineData(-0.2451)] // once -0.25 in the summary and -0.24 in the vote, which was rounded from three decimals
    [InlineData(0.0949)]
    [InlineData(-0.0951)]
    public void A_score_has_one_rounding_whoever_shows_it(double direction)
    {
        var book = new EvidenceBook<MarketTheme>("market", "s", new DateOnly(2017, 1, 3));
        book.Add(MarketTheme.Trend, "x", "x", 1, "ratio", weight: 1, direction: direction);

        Assert.Equal(Math.Round(direction, 2), book.Score);
        Assert.Equal(book.Score, Math.Round(book.Score, 3));
        Assert.Equal(NumberTexts.Plain(direction, 2), NumberTexts.Plain(book.Score, 2));
    }
}
