using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.Pipeline;

namespace TradingAgents.Analysis.Tests.News;

public sealed class TextAnalystTests
{
    private static readonly DateOnly Day = new(2017, 3, 1);

    [Fact]
    public void A_comprehensive_analysis_runs_them_beside_the_market_analyst()
    {
        var folder = CsvMarketData.FindShipped();
        var plan = new AnalysisPlanner(TestData.Shipped, TimeProvider.System, StandardAnalysts.Over(folder, TestData.Shipped)).Plan(AnalysisRun.Request("AAPL", AnalysisType.Comprehensive));
        Assert.Superset(new HashSet<string> { "market_analyst", "news_analyst", "sentiment_analyst" }, plan.Steps[1].Stages.Select(stage => stage.Name).ToHashSet());
    }

    [Theory]
    [InlineData("en", "No text about AAPL or the economy is held for the 90 days to 2017-03-01: news left out.", "No text about AAPL or the economy is held for the 90 days to 2017-03-01: sentiment left out.")]
    [InlineData("zh", "所持数据中没有截至 2017-03-01 的 90 天内有关 AAPL 或整体经济的文本：未作新闻分析。", "所持数据中没有截至 2017-03-01 的 90 天内有关 AAPL 或整体经济的文本：未作情绪分析。")]
    public async Task Without_texts_they_are_left_out_and_the_decision_is_that_of_the_rest(string language, string news, string sentiment)
    {
        using var folder = new NewsFolder(NewsFolder.Line("2016-12-01", "Old news", symbols: "AAPL"), NewsFolder.Line("2017-02-28", "Of another", symbols: "MSFT"), NewsFolder.Line("2017-02-28", "Of none"));
        var report = await ReportAsync(folder, AnalysisType.Comprehensive, language: language, analysts: ["market", "sentiment", "news"]);
        Assert.Contains(news, report.Missing);
        Assert.Contains(sentiment, report.Missing);
        Assert.Equal("market", Assert.Single(report.Analysts).Analyst);
        var alone = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", Day, language: language);
        Assert.Equal(alone.Decision.Rating, report.Decision.Rating);
        Assert.Equal((alone.Decision.Entry, alone.Decision.Stop, alone.Decision.Target), (report.Decision.Entry, report.Decision.Stop, report.Decision.Target));
        ReportChecks.AssertConsistent(report);
    }

    [Theory]
    [InlineData(AnalysisType.News)]
    [InlineData(AnalysisType.Sentiment)]
    public async Task Alone_and_without_texts_the_report_holds_without_a_view(AnalysisType type)
    {
        using var folder = new NewsFolder();
        var report = await ReportAsync(folder, type);
        Assert.Equal((Rating.Hold, 0.0), (report.Decision.Rating, report.Decision.Confidence));
        Assert.Contains("without a view", report.Decision.Summary, StringComparison.Ordinal);
        Assert.Single(report.Missing);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task Good_texts_score_up_and_bad_ones_down_in_both_languages()
    {
        string[] good = ["Profit soars, beats estimates", "Record revenue, strong demand", "Upgraded after robust results", "净利润大幅增长，超预期", "订单强劲，业绩改善", "获批新产品，前景向好"];
        string[] bad = ["Profit plunges, misses estimates", "Weak demand, revenue declines", "Downgraded after fraud probe", "净利润大幅下降，不及预期", "订单疲软，业绩恶化", "涉嫌财务造假被立案调查"];
        foreach (var type in new[] { AnalysisType.News, AnalysisType.Sentiment })
        {
            using var up = new NewsFolder([.. good.Select((headline, i) => NewsFolder.Line($"2017-02-{20 + i}", headline, symbols: "AAPL"))]);
            using var down = new NewsFolder([.. bad.Select((headline, i) => NewsFolder.Line($"2017-02-{20 + i}", headline, symbols: "AAPL"))]);
            var (rise, fall) = (Assert.Single((await ReportAsync(up, type)).Analysts), Assert.Single((await ReportAsync(down, type)).Analysts));
            Assert.True(rise.Score > 0.3, $"{rise.Score}");
            Assert.True(fall.Score < -0.3, $"{fall.Score}");
            Assert.True(rise.Confidence > 0.4, $"{rise.Confidence}");
        }
    }

    [Fact]
    public async Task The_mood_has_the_fields_shape()
    {
        using var folder = new NewsFolder([.. Enumerable.Range(0, 6).Select(i => NewsFolder.Line($"2017-02-{20 + i}", $"Profit soars and demand is strong in week {i}", symbols: "AAPL"))]);
        var json = await AnalysisRun.JsonAsync(TestData.Shipped, folder.News, Request(AnalysisType.Sentiment));
        var mood = json.GetProperty("analysts")[0].GetProperty("sentiment");
        Assert.Equal("Bullish", mood.GetProperty("overall_band").GetString());
        Assert.InRange(mood.GetProperty("overall_score").GetDouble(), 7, 10);
        Assert.Equal("high", mood.GetProperty("confidence").GetString());
        Assert.NotEqual("", mood.GetProperty("narrative").GetString());
    }

    [Fact]
    public async Task Texts_that_contradict_each_other_are_mixed_and_less_sure()
    {
        string[] headlines = ["Profit soars, record sales, strong demand", "Fraud probe, shares plunge, bankruptcy fears", "Results beat estimates, outlook improved", "Weak demand, losses widen, lawsuit"];
        using var mixed = new NewsFolder([.. headlines.Select((headline, i) => NewsFolder.Line("2017-02-27", $"{headline} {i}", symbols: "AAPL"))]);
        var analyst = Assert.Single((await ReportAsync(mixed, AnalysisType.Sentiment)).Analysts);
        Assert.Equal(SentimentBand.Mixed, analyst.Sentiment!.OverallBand);
    }

    [Fact]
    public async Task A_text_repeated_word_for_word_counts_once_and_is_said()
    {
        var line = NewsFolder.Line("2017-02-27", "Profit soars", symbols: "AAPL");
        using var once = new NewsFolder(line);
        using var often = new NewsFolder([.. Enumerable.Repeat(line, 50)]);
        var (single, flooded) = (await ReportAsync(once, AnalysisType.News), await ReportAsync(often, AnalysisType.News));
        Assert.Equal((single.Analysts[0].Score, single.Analysts[0].Confidence), (flooded.Analysts[0].Score, flooded.Analysts[0].Confidence));
        Assert.Contains("49 texts repeated another word for word and were counted once.", flooded.Missing);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_named_with_file_and_line()
    {
        using var folder = new NewsFolder(NewsFolder.Line("2017-02-27", "Profit soars", symbols: "AAPL"), "{broken");
        var report = await ReportAsync(folder, AnalysisType.News);
        Assert.Contains("news/test.jsonl: 1 line could not be read and was left out; line 2: not valid JSON.", report.Missing);
    }

    [Theory]
    [InlineData("$AAPL jumps", true)]
    [InlineData("Apple (AAPL) jumps", true)]
    [InlineData("Apple (NASDAQ: AAPL) jumps", true)]
    [InlineData("AAPL jumps", false)]
    [InlineData("$AAPLX jumps", false)]
    [InlineData("Fund (AAPL-B) jumps", false)]
    public void A_headline_names_a_stock_only_where_it_cannot_be_another_word(string headline, bool isNamed)
    {
        var text = new NewsText { Published = Day, Symbols = [], Topic = "", Source = "s", Headline = headline, Text = "", File = "f", Line = 1 };
        Assert.Equal(isNamed ? 0.7 : 0, NewsRelevance.Of(text, "AAPL"));
    }

    [Fact]
    public async Task Recent_texts_weigh_more_than_old_ones()
    {
        using var folder = new NewsFolder(NewsFolder.Line("2016-12-10", "Profit plunges", symbols: "AAPL"), NewsFolder.Line("2017-02-28", "Profit soars", symbols: "AAPL"));
        var tone = (await ReportAsync(folder, AnalysisType.News)).Evidence.Single(evidence => evidence.Id == "news.tone");
        Assert.True(tone.Value > 0.3, $"{tone.Value}");
    }

    [Theory]
    [InlineData("AAPL")]
    [InlineData("BAC")]
    public async Task Moving_the_trade_date_finds_nothing_later_and_later_texts_change_nothing(string symbol)
    {
        var (data, news) = (TestData.SharedOrSkip(), TestData.SharedNewsOrSkip());
        for (var day = new DateOnly(2012, 9, 12); day < new DateOnly(2017, 2, 1); day = day.AddDays(23))
        {
            var request = AnalysisRun.Request(symbol, AnalysisType.Comprehensive, AnalysisRun.Parameters(day, 1 + day.Day % 5));
            var json = AnalysisRun.WithoutMeta(await AnalysisRun.JsonAsync(data, news, request));
            ReportChecks.AssertNothingLaterThan(day, json);
            Assert.Equal(AnalysisRun.WithoutMeta(await AnalysisRun.JsonAsync(data, new Until(news, day), request)), json);
        }
    }

    [Theory]
    [InlineData("2013-12-17", false)]
    [InlineData("2013-12-18", true)]
    public async Task The_taper_is_known_from_its_day_on(string day, bool isKnown)
    {
        var report = await AnalysisRun.ReportAsync(TestData.SharedOrSkip(), TestData.SharedNewsOrSkip(),
            AnalysisRun.Request("MSFT", AnalysisType.News, AnalysisRun.Parameters(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(isKnown, ReportChecks.Texts(report).Any(text => text.Contains("decided to modestly reduce the pace", StringComparison.Ordinal)));
        Assert.All(report.Evidence, evidence => Assert.Equal("news/fomc_statements.jsonl", evidence.Source));
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task A_chinese_report_has_the_same_numbers_and_chinese_sentences_around_the_quotes()
    {
        var (data, news) = (TestData.SharedOrSkip(), TestData.SharedNewsOrSkip());
        var english = await AnalysisRun.ReportAsync(data, news, AnalysisRun.Request("BABA", AnalysisType.Comprehensive, AnalysisRun.Parameters(new DateOnly(2016, 2, 1), 4)));
        var chinese = await AnalysisRun.ReportAsync(data, news, AnalysisRun.Request("BABA", AnalysisType.Comprehensive, AnalysisRun.Parameters(new DateOnly(2016, 2, 1), 4, "zh")));
        Assert.Equal(english.Evidence.Select(evidence => (evidence.Id, evidence.Value, evidence.Date)), chinese.Evidence.Select(evidence => (evidence.Id, evidence.Value, evidence.Date)));
        foreach (var text in ReportChecks.Texts(chinese))
            Assert.DoesNotMatch(@"\b(the|is|of|and|days|texts)\b", System.Text.RegularExpressions.Regex.Replace(text, "“[^”]*”", ""));
    }

    private static AnalysisRequest Request(AnalysisType type, string language = "en", IReadOnlyList<string>? analysts = null) => AnalysisRun.Request("AAPL", type,
        ContractJson.ToElement(new AnalysisParameters { TradeDate = Day, Language = language, Analysts = analysts }).GetRawText());

    private static Task<AnalysisReport> ReportAsync(NewsFolder folder, AnalysisType type, string language = "en", IReadOnlyList<string>? analysts = null) =>
        AnalysisRun.ReportAsync(TestData.Shipped, folder.News, Request(type, language, analysts));

    private sealed class Until(INews all, DateOnly day) : INews
    {
        public Task<NewsHeld> GetNewsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
            all.GetNewsAsync(from, to < day ? to : day, cancellationToken);
    }
}
