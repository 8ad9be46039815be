using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
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

    [Theory]
    [InlineData("en", "2 texts are about the economy as a whole.", "about SPX")]
    [InlineData("zh", "有关整体经济的文本 2 篇", "关于 SPX")]
    public async Task Of_an_index_it_is_not_missed_that_no_text_is_about_itself(string language, string said, string unsaid)
    {
        using var folder = new NewsFolder(NewsFolder.Line("2017-02-10", "Growth slows", topic: "economy"), NewsFolder.Line("2017-02-11", "Jobs rise", topic: "economy"));
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, folder.News, AnalysisRun.Request("SPX", AnalysisType.News, AnalysisRun.Parameters(Day, language: language)));
        string[] texts = [.. report.Missing, .. report.Analysts.SelectMany(analyst => analyst.Sections.SelectMany(section => section.Sentences).Append(analyst.Summary))];
        Assert.Contains(texts, text => text.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(unsaid, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.3999999, "clearly good", "明显偏正面")]
    [InlineData(0.4, "clearly good", "明显偏正面")]
    [InlineData(0.394, "rather good", "略偏正面")]
    [InlineData(-0.0999, "rather bad", "略偏负面")]
    public void The_words_for_a_tone_are_those_of_the_number_beside_them(double tone, string english, string chinese)
    {
        Assert.Contains($"sound {english}", NewsTexts.Of("en").NewsTone(tone, 2, 2), StringComparison.Ordinal);
        Assert.Contains($"sounds {english}", NewsTexts.Of("en").WindowTone(30, tone, 1, 1, 0), StringComparison.Ordinal);
        Assert.Contains(chinese, NewsTexts.Of("zh").NewsTone(tone, 2, 2), StringComparison.Ordinal);
        Assert.Contains(chinese, NewsTexts.Of("zh").WindowTone(30, tone, 1, 1, 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2, "; both contain words of the lexicon.", "；均含词库中的词。")]
    [InlineData(3, 3, "; all contain words of the lexicon.", "；均含词库中的词。")]
    [InlineData(3, 1, "; 1 of them contains words of the lexicon.", "；其中 1 篇含词库中的词。")]
    [InlineData(3, 0, "; none contains words of the lexicon.", "；都不含词库中的词。")]
    public void How_many_texts_have_words_of_the_lexicon_is_said_in_words_that_fit(int texts, int toned, string english, string chinese)
    {
        Assert.EndsWith(english, NewsTexts.Of("en").NewsTone(0, texts, toned), StringComparison.Ordinal);
        Assert.EndsWith(chinese, NewsTexts.Of("zh").NewsTone(0, texts, toned), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "the FOMC statement of 2014-10-29", "rather bad for AMZN (score", "mainly because the central bank's statements lean to tighter money; the tone is ")]
    [InlineData("zh", "FOMC 2014-10-29 的声明", "新闻内容对 AMZN 略为不利", "主要因为央行声明偏向收紧；文本语气")]
    public async Task News_that_count_for_a_central_banks_shift_say_so_and_name_the_statement(string language, string name, string counts, string reason)
    {
        var report = await AnalysisRun.ReportAsync(TestData.SharedOrSkip(), TestData.SharedNewsOrSkip(),
            AnalysisRun.Request("AMZN", AnalysisType.News, AnalysisRun.Parameters(new DateOnly(2014, 10, 29), 5, language)));
        var summary = report.Analysts[0].Summary;
        Assert.Contains(counts, summary, StringComparison.Ordinal);
        Assert.Contains(reason, summary, StringComparison.Ordinal);
        Assert.Equal(name, EvidenceNames.Of(language).Of(report.Evidence.Single(evidence => evidence.Id == "news.text_1")));
    }

    [Fact]
    public async Task What_the_central_bank_made_of_the_news_is_not_said_twice()
    {
        var report = await AnalysisRun.ReportAsync(TestData.SharedOrSkip(), TestData.SharedNewsOrSkip(), AnalysisRun.Request("XOM", AnalysisType.News, AnalysisRun.Parameters(new DateOnly(2014, 12, 1), 3)));
        Assert.Contains("mainly because the central bank's statements lean to tighter money", report.Analysts[0].Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("statement of 2014-10-29", report.Analysts[0].Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "both neutral.", "all neutral.")]
    [InlineData("zh", "：均中性。", "：均中性。")]
    public void Two_texts_of_one_tone_are_both(string language, string two, string three)
    {
        Assert.EndsWith(two, NewsTexts.Of(language).WindowTone(90, 0, 2, 0, 0), StringComparison.Ordinal);
        Assert.EndsWith(three, NewsTexts.Of(language).WindowTone(90, 0, 3, 0, 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", true, "point either way and nearly cancel out (score 0.03")]
    [InlineData("en", false, "are together too weak for a trade (score 0.03")]
    [InlineData("zh", true, "方向相反，几乎相互抵消，不足以交易（评分 0.03")]
    [InlineData("zh", false, "合起来太弱，不足以交易（评分 0.03")]
    public void Strong_signals_that_cancel_out_are_not_called_weak(string language, bool isStandoff, string said) =>
        Assert.Contains(said, ReportLanguage.Of(language, "USD", 100).Decision.HoldSummary(new MarketWindow { Symbol = "X", Currency = "USD", From = Day, To = Day, TradeDate = Day, Rows = 300 }, 0.03, 0.7, isStandoff), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", 0.44, "A proposal needs at least 60 trading days of prices.")]
    [InlineData("en", 0.12, "A proposal needs at least 60 trading days of prices, and a conviction of 20% instead of 12%.")]
    [InlineData("zh", 0.44, "提出建议至少需要 60 个交易日的价格。")]
    public void A_conviction_that_suffices_is_not_asked_for(string language, double conviction, string said) =>
        Assert.Equal(said, ReportLanguage.Of(language, "USD", 100).Decision.ChangedByMoreHistory(60, conviction));

    [Fact]
    public void The_Chinese_thesis_is_spaced_like_every_other_sentence() => Assert.Equal(
        "看涨的理由是 MACD、50 日均线和 RSI；没有足够明确、有分量且可靠的相反依据可举。",
        ReportLanguage.Of("zh", "USD", 100).Decision.ThesisEvidence(Rating.Buy, ["MACD", "50 日均线", "RSI"], []));

    [Theory]
    [InlineData("en", "the Test Wire text of 2017-02-10", "the Test Wire text of 2017-02-10 (text 2)")]
    [InlineData("zh", "Test Wire 2017-02-10 的文本", "Test Wire 2017-02-10 的文本（第 2 篇）")]
    public async Task A_text_is_named_by_its_source_and_day(string language, string first, string second)
    {
        using var folder = new NewsFolder(NewsFolder.Line("2017-02-10", "Profit soars", symbols: "AAPL"), NewsFolder.Line("2017-02-10", "Demand weak", symbols: "AAPL"));
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, folder.News, AnalysisRun.Request("AAPL", AnalysisType.News, AnalysisRun.Parameters(Day, language: language)));
        string[] names = [.. report.Evidence.Where(evidence => evidence.Id.StartsWith("news.text_", StringComparison.Ordinal)).Select(EvidenceNames.Of(language).Of)];
        Assert.Equal([first, second], names);
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
