using TradingAgents.Analysis.News.Tone;

namespace TradingAgents.Analysis.Tests.News;

public sealed class ToneTests
{
    [Theory]
    [InlineData("Profit rose sharply and the outlook is strong")]
    [InlineData("Losses narrowed")]
    [InlineData("The unemployment rate declined")]
    [InlineData("Costs fell while revenue grew")]
    [InlineData("Company is not bankrupt")]
    [InlineData("Apple beats estimates, raises dividend")]
    [InlineData("No fraud was found")]
    [InlineData("公司净利润大幅增长，超预期")]
    [InlineData("亏损收窄")]
    [InlineData("成本下降")]
    [InlineData("央行宣布降准，市场信心回升")]
    [InlineData("公司并未违约")]
    [InlineData("The Committee sees the downside risks to the outlook for the economy and the labor market as having diminished since last fall")]
    [InlineData("Downside risks to the outlook have lessened")]
    [InlineData("The drag from net exports appears to have lessened")]
    [InlineData("Near-term risks to the economic outlook have diminished")]
    [InlineData("Uncertainty has declined")]
    [InlineData("Fears about growth have receded")]
    [InlineData("The deal removed much uncertainty")]
    [InlineData("下行风险有所减轻")]
    [InlineData("市场的担忧已经缓解")]
    [InlineData("不确定性下降")]
    [InlineData("公司化解债务风险")]
    public void Good_news_sounds_good(string text) => Assert.True(ToneScorer.Of(text).Value > 0.05, $"{ToneScorer.Of(text)}");

    [Theory]
    [InlineData("Profit fell sharply and the outlook is weak")]
    [InlineData("Losses widened")]
    [InlineData("The unemployment rate rose")]
    [InlineData("Costs rose while revenue declined")]
    [InlineData("Company isn't profitable")]
    [InlineData("Shares plunge after profit warning")]
    [InlineData("Firm fails to recover")]
    [InlineData("公司净利润大幅下降，不及预期")]
    [InlineData("亏损扩大至十亿元")]
    [InlineData("成本上升")]
    [InlineData("公司涉嫌财务造假被立案调查")]
    [InlineData("需求没有改善")]
    [InlineData("Risks to growth have increased")]
    [InlineData("Downside risks have not diminished")]
    [InlineData("Uncertainty about the outlook rose")]
    [InlineData("下行风险加剧")]
    [InlineData("风险没有减轻")]
    public void Bad_news_sounds_bad(string text) => Assert.True(ToneScorer.Of(text).Value < -0.05, $"{ToneScorer.Of(text)}");

    [Theory]
    [InlineData("Inflation has eased")]
    [InlineData("Inflation has declined somewhat")]
    [InlineData("通胀有所回落")]
    public void Falling_inflation_is_not_bad(string text) => Assert.True(ToneScorer.Of(text).Value >= 0, $"{ToneScorer.Of(text)}");

    [Theory]
    [InlineData("The meeting takes place on Tuesday")]
    [InlineData("公司将于周二召开会议")]
    [InlineData("")]
    [InlineData("BUY BUY BUY BUY")]
    public void What_carries_no_tone_is_neutral(string text) => Assert.Equal(0, ToneScorer.Of(text).Value);

    [Theory]
    [InlineData("Results improved significantly", "Results improved", "Results improved slightly")]
    [InlineData("业绩大幅改善", "业绩改善", "业绩略有改善")]
    public void Intensity_counts(string strong, string plain, string weak)
    {
        Assert.True(ToneScorer.Of(strong).Value > ToneScorer.Of(plain).Value);
        Assert.True(ToneScorer.Of(plain).Value > ToneScorer.Of(weak).Value);
    }

    [Fact]
    public void Repeating_a_word_does_not_make_it_truer() =>
        Assert.Equal(ToneScorer.Of("surge surge surge").Value, ToneScorer.Of(string.Join(' ', Enumerable.Repeat("surge", 5000))).Value);

    [Fact]
    public void A_negation_ends_with_its_clause() => Assert.True(ToneScorer.Of("It was not decided, profit is strong").Value > 0.2);

    [Fact]
    public void The_lexicon_holds_both_languages_and_no_blank_term()
    {
        var terms = ToneLexicon.Instance.Terms.ToArray();
        Assert.True(terms.Count(term => term.Key.Any(c => c > '\u2E80')) > 250);
        Assert.True(terms.Count(term => term.Key.All(char.IsAscii)) > 500);
        Assert.All(terms, term => Assert.Equal(term.Key.Trim(), term.Key));
        Assert.All(terms, term => Assert.Equal(term.Key.ToLowerInvariant(), term.Key));
    }
}
