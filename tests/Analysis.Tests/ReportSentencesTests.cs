using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Tests.News;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests;

/// <summary>Sentences that readers found false or empty once.</summary>
public sealed class ReportSentencesTests
{
    private static readonly DateOnly Day = new(2017, 3, 1);

    [Theory]
    [InlineData("SPX", true)]
    [InlineData("000001.SH", true)]
    [InlineData("399001.SZ", true)]
    [InlineData("000001.SZ", false)] // a bank
    [InlineData("600000.SH", false)]
    [InlineData("AAPL", false)]
    public void An_index_is_told_by_its_symbol(string symbol, bool isIndex) => Assert.Equal(isIndex, Listing.IsIndex(symbol));

    [Theory]
    [InlineData("en", " points")]
    [InlineData("zh", " 点")]
    public async Task The_levels_of_an_index_are_points_and_no_money(string language, string unit)
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("SPX", AnalysisType.Technical, AnalysisRun.Parameters(Day, language: language)));
        Assert.Equal("points", report.Currency);
        Assert.Equal("points", report.Evidence.Single(evidence => evidence.Id == "market.close").Unit);
        Assert.Contains(unit, report.Analysts[0].Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("USD", ContractJson.ToElement(report).GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "contradict each other, as 1 sounds good and 1 bad")]
    [InlineData("zh", "彼此矛盾，偏正面 1 篇，偏负面 1 篇")]
    public void Texts_of_opposite_sign_do_not_agree_however_close_they_are(string language, string words)
    {
        Assert.Contains(words, NewsTexts.Of(language).Dispersion(0.16, 2, good: 1, bad: 1), StringComparison.Ordinal);
        Assert.DoesNotContain(words, NewsTexts.Of(language).Dispersion(0.16, 2, good: 2, bad: 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_text_is_told_once_and_a_window_without_texts_not_at_all()
    {
        using var folder = new NewsFolder(NewsFolder.Line("2017-02-10", "Profit soars, strong demand", symbols: "AAPL"));
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, folder.News, AnalysisRun.Request("AAPL", AnalysisType.Comprehensive, AnalysisRun.Parameters(Day, depth: 3)));
        string[] ids = [.. report.Evidence.Select(evidence => evidence.Id)];
        Assert.DoesNotContain("news.tone", ids); // text_1 says it
        Assert.Equal(["sentiment.tone_90"], ids.Where(id => id.StartsWith("sentiment.tone_", StringComparison.Ordinal)));
        Assert.Contains("In the 90 days to 2017-03-01, 1 text is about AAPL.", ReportChecks.Texts(report));
        string[] brought = [.. report.Debate!.Turns.SelectMany(turn => turn.Points).Select(point => point.EvidenceId)];
        Assert.Contains("news.text_1", brought);
        Assert.DoesNotContain("sentiment.tone_90", brought);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task Texts_about_the_economy_alone_are_not_said_to_be_about_the_stock()
    {
        using var folder = new NewsFolder(NewsFolder.Line("2017-02-10", "Growth slows", topic: "economy"), NewsFolder.Line("2017-02-11", "Jobs rise", topic: "economy"));
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, folder.News, AnalysisRun.Request("AAPL", AnalysisType.News, AnalysisRun.Parameters(Day)));
        Assert.Contains("In the 90 days to 2017-03-01, no text is about AAPL itself; 2 texts are about the economy as a whole.", ReportChecks.Texts(report));
    }

    [Fact]
    public void Several_texts_of_one_day_have_names_of_their_own()
    {
        var one = new Evidence { Id = "news.text_1", Analyst = "news", Statement = "", Value = 0, Unit = "tone", Date = Day, Direction = 0, Source = "s" };
        foreach (var language in (string[])["en", "zh"]) Assert.NotEqual(EvidenceNames.Of(language).Of(one), EvidenceNames.Of(language).Of(one with { Id = "news.text_2" }));
    }

    [Theory]
    [InlineData("看涨的理由是MACD、50 日均线和RSI；", "看涨的理由是 MACD、50 日均线和 RSI；")]
    [InlineData("保留 64% 的分量", "保留 64% 的分量")]
    [InlineData("占5%的", "占 5% 的")]
    public void Chinese_and_latin_have_a_space_between_them(string text, string spaced) => Assert.Equal(spaced, ChineseSpacing.Spaced(text));

    [Fact]
    public async Task Earnings_per_share_of_years_of_unequal_length_say_so()
    {
        var json = await AnalysisRun.JsonOverAsync(TestData.SharedFolderOrSkip(), AnalysisRun.Request("AAPL", AnalysisType.Fundamental, AnalysisRun.Parameters(new DateOnly(2017, 8, 1))));
        var growth = AnalysisReport.FromJson(json)!.Evidence.Single(evidence => evidence.Id == "fundamentals.eps_growth");
        Assert.EndsWith("(the earlier period is 7 days shorter).", growth.Statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "such a sale is more likely to be wrong than right.")]
    [InlineData("zh", "这样的卖出更可能出错。")]
    public async Task A_confidence_below_one_half_says_what_it_means(string language, string meaning)
    {
        // Prices that rose for years and then fell: a sale rarely came right.
        var prices = TestData.Path("X", Enumerable.Range(0, 1200).Select(i => 50 + 0.1 * i).Concat(Enumerable.Range(0, 60).Select(i => 170 - 1.2 * i)));
        var decision = (await AnalysisRun.ReportAsync(new MemoryMarketData(prices), "X", language: language)).Decision;
        Assert.Equal(TradeAction.Sell, decision.Action);
        Assert.True(decision.Confidence < 0.5, $"{decision.Confidence}");
        Assert.Contains(meaning, decision.Thesis, StringComparison.Ordinal);
    }
}
