using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.TrackRecords;

public sealed class TrackRecordTextsTests
{
    private static readonly TrackRecord Many = new() { Cases = 31, Right = 17, BaseRate = 0.584, From = new DateOnly(2013, 9, 30), To = new DateOnly(2016, 12, 30) };

    [Fact]
    public void The_sentence_tells_what_was_counted_and_over_which_days() => Assert.Equal(
        "The price signals of AAPL lean up, as at 31 earlier month-ends (2013-09-30 to 2016-12-30). 6 weeks later the price was higher after 17 of these, and after 58% of the 1,234 days held whose 6 weeks have ended: a confidence of 54%.",
        English(Many, PriceLean.Up, TradeAction.Buy, 6));

    [Fact]
    public void It_is_told_in_Chinese_too() => Assert.Equal(
        "AAPL 的价格信号偏向上行，此前有 31 个月末也是如此（2013-09-30 至 2016-12-30）。6 周后，价格有 17 次走高；在所持数据中已满 6 周的 1,234 个交易日中，这一比例为 58%。由此得出置信度 54%。",
        Sentence("zh", Many, PriceLean.Up, TradeAction.Buy, 6));

    [Theory]
    [InlineData(TradeAction.Sell, PriceLean.Down, "lean down", "A week later the price was lower after 17")]
    [InlineData(TradeAction.Hold, PriceLean.Neither, "show no direction", "A week later the price was within its usual movement after 17")]
    [InlineData(TradeAction.Buy, PriceLean.Down, "lean down", "A week later the price was higher after 17")]
    internal void Lean_and_decision_are_told_apart(TradeAction action, PriceLean lean, string leaned, string went)
    {
        var sentence = English(Many, lean, action, 1);

        Assert.Contains(leaned, sentence, StringComparison.Ordinal);
        Assert.Contains(went, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "After 6 weeks the price was higher, as after 58% of the 1,234 days held whose 6 weeks have ended: a confidence of 54%.")]
    [InlineData(0, "After 6 weeks the price was not higher; after 58% of the 1,234 days held whose 6 weeks have ended it was higher: a confidence of 54%.")]
    public void One_case_is_no_plural(int right, string end)
    {
        var sentence = English(Many with { Cases = 1, Right = right, To = Many.From }, PriceLean.Up, TradeAction.Buy, 6);

        Assert.Equal("The price signals of AAPL lean up, as at one earlier month-end (2013-09-30). " + end, sentence);
    }

    [Theory]
    [InlineData("en", 2, 0, "2 earlier month-ends (2013-09-30 and 2016-12-30). 6 weeks later the price was higher after none of these, and")]
    [InlineData("en", 2, 2, "after both of these, and")]
    [InlineData("en", 3, 3, "(2013-09-30 to 2016-12-30). 6 weeks later the price was higher after all of these, and")]
    [InlineData("zh", 2, 0, "（2013-09-30、2016-12-30）。6 周后，价格没有一次走高；")]
    [InlineData("zh", 2, 2, "6 周后，价格 2 次均走高；")]
    [InlineData("zh", 1, 0, "6 周后，价格没有走高；")]
    [InlineData("zh", 1, 1, "6 周后，价格走高；")]
    public void None_and_all_are_said_in_words_and_two_days_are_no_span(string language, int cases, int right, string expected) =>
        Assert.Contains(expected, Sentence(language, Many with { Cases = cases, Right = right }, PriceLean.Up, TradeAction.Buy, 6), StringComparison.Ordinal);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void What_cannot_be_told_is_said(string language)
    {
        var none = new TrackRecord { Cases = 0, Right = 0, BaseRate = 0.584 };
        string[] sentences =
        [
            Sentence(language, none, PriceLean.Down, TradeAction.Sell, 6),
            Sentence(language, none, null, TradeAction.Buy, 6),
            Sentence(language, none with { BaseRate = null }, PriceLean.Up, TradeAction.Buy, 6),
        ];

        Assert.Equal(3, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Contains("6", sentence, StringComparison.Ordinal));
        Assert.All(sentences[..2], sentence => Assert.Contains("58", sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("58", sentences[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", TradeAction.Buy, "No day held of AAPL is 4 weeks old yet")]
    [InlineData("en", TradeAction.Hold, "No day held of AAPL has 63 trading days of returns before it and 4 weeks after it")]
    [InlineData("zh", TradeAction.Hold, "没有一日之前有 63 个交易日的涨跌、之后又有 4 周")]
    public void Without_a_base_rate_the_sentence_says_what_one_takes(string language, TradeAction action, string expected) =>
        Assert.Contains(expected, Sentence(language, Many with { BaseRate = null }, PriceLean.Neither, action, 4), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", 0, 0, "show no direction; no earlier month-end has the year of prices before it that such a reading needs.")]
    [InlineData("en", 1, 0, "show no direction; no earlier month-end that could be read is 4 weeks old yet.")]
    [InlineData("en", 9, 8, "show no direction; they did so at none of the 8 earlier month-ends that could be read and are at least 4 weeks old.")]
    [InlineData("zh", 0, 0, "而此前没有一个月末具备读取信号所需的前一年价格")]
    [InlineData("zh", 1, 0, "而此前可读取的月末均未满 4 周")]
    [InlineData("zh", 9, 8, "而此前可读取且已满 4 周的 8 个月末均非如此")]
    public void Without_cases_the_sentence_says_why(string language, int months, int ended, string expected) =>
        Assert.Contains(expected, Sentence(language, new TrackRecord { Cases = 0, Right = 0, BaseRate = 0.66 }, PriceLean.Neither, TradeAction.Hold, 4, new MonthEnds(months, ended)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", TradeAction.Hold, false, "of the 1,234 days held with 63 trading days of returns before them and 4 weeks after them")]
    [InlineData("en", TradeAction.Buy, false, "of the 1,234 days held whose 4 weeks have ended")]
    [InlineData("en", TradeAction.Buy, true, "of the 1,234 days of the last ten years whose 4 weeks have ended")]
    [InlineData("zh", TradeAction.Hold, false, "此前有 63 个交易日的涨跌、此后已满 4 周的 1,234 个交易日")]
    [InlineData("zh", TradeAction.Sell, true, "最近十年中已满 4 周的 1,234 个交易日")]
    public void The_days_of_the_base_rate_are_counted(string language, TradeAction action, bool isCapped, string expected) =>
        Assert.Contains(expected, Sentence(language, Many, PriceLean.Neither, action, 4, isCapped: isCapped), StringComparison.Ordinal);

    [Fact]
    public void What_was_counted_is_handed_on()
    {
        var bars = TestData.Path("X", Enumerable.Range(0, 103).Select(i => 100.0 + i % 3)).Bars;
        PriceReading[] readings = [new(70, 0.5), new(98, 0.5)];
        var likely = CalibratedConfidence.Of(bars, readings, PriceLean.Neither, TradeAction.Hold, horizonBars: 20);
        Assert.Equal((new BaseDays(103 - 63 - 20, false), new MonthEnds(2, 1)), (likely.Base, likely.Months));
    }

    private static string English(TrackRecord record, PriceLean? lean, TradeAction action, int weeks) => Sentence("en", record, lean, action, weeks);

    private static string Sentence(string language, TrackRecord record, PriceLean? lean, TradeAction action, int weeks, MonthEnds months = default, bool isCapped = false) =>
        ReportLanguage.Of(language, "USD", 100).TrackRecord.Sentence("AAPL", action, weeks, new CalibratedConfidence(0.54, record, lean, new BaseDays(1234, isCapped), months));
}
