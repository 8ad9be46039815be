using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.TrackRecords;

public sealed class TrackRecordTextsTests
{
    private static readonly TrackRecord Many = new() { Cases = 31, Right = 17, BaseRate = 0.584, From = new DateOnly(2013, 9, 30), To = new DateOnly(2016, 12, 30) };

    [Fact]
    public void The_sentence_tells_what_was_counted_and_over_which_days() => Assert.Equal(
        "The price signals of AAPL lean up, as at 31 earlier month-ends (2013-09-30 to 2016-12-30). 6 weeks later the price was higher after 17 of these, and after 58 % of all days of up to ten years: a confidence of 54 %.",
        English(Many, PriceLean.Up, TradeAction.Buy, 6));

    [Fact]
    public void It_is_told_in_Chinese_too() => Assert.Equal(
        "AAPL 的价格信号偏向上行，与此前 31 个月末的方向相同（2013-09-30 至 2016-12-30）：其中 17 次在 6 周后价格更高，就最多十年内的所有交易日而言比例为 58%，置信度 54%。",
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
    [InlineData(1, "After 6 weeks the price was higher; after 58 % of all days of up to ten years it was higher: a confidence of 54 %.")]
    [InlineData(0, "After 6 weeks the price was not higher; after 58 % of all days of up to ten years it was higher: a confidence of 54 %.")]
    public void One_case_is_no_plural(int right, string end)
    {
        var sentence = English(Many with { Cases = 1, Right = right, To = Many.From }, PriceLean.Up, TradeAction.Buy, 6);

        Assert.Equal("The price signals of AAPL lean up, as at one earlier month-end (2013-09-30). " + end, sentence);
    }

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

    private static string English(TrackRecord record, PriceLean? lean, TradeAction action, int weeks) => Sentence("en", record, lean, action, weeks);

    private static string Sentence(string language, TrackRecord record, PriceLean? lean, TradeAction action, int weeks) =>
        ReportLanguage.Of(language, "USD", 100).TrackRecord.Sentence("AAPL", action, weeks, new CalibratedConfidence(0.54, record, lean));
}
