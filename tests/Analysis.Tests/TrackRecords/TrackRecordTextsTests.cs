using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.TrackRecords;

public sealed class TrackRecordTextsTests
{
    private static readonly TrackRecord Many = new() { Cases = 31, Right = 17, BaseRate = 0.584, From = new DateOnly(2013, 9, 30), To = new DateOnly(2016, 12, 30) };

    [Fact]
    public void The_sentence_tells_what_was_counted_and_over_which_days() => Assert.Equal(
        "In 31 earlier month-end readings of AAPL that leaned up like this one (2013-09-30 to 2016-12-30), the price was higher 6 weeks later in 17; over all days that was so in 58 %: a confidence of 54 %.",
        English(Many, PriceLean.Up, TradeAction.Buy, 6));

    [Fact]
    public void It_is_told_in_Chinese_too() => Assert.Equal(
        "此前 AAPL 有 31 次月末读数与本次一样偏向上行（2013-09-30 至 2016-12-30），其中 17 次在 6 周后价格更高；就所有交易日而言，这一比例为 58%：置信度 54%。",
        Sentence("zh", Many, PriceLean.Up, TradeAction.Buy, 6));

    [Theory]
    [InlineData(TradeAction.Sell, PriceLean.Down, "that leaned down like this one", "the price was lower 1 week later in 17")]
    [InlineData(TradeAction.Hold, PriceLean.Neither, "that showed no direction like this one", "the price was within its usual movement 1 week later in 17")]
    [InlineData(TradeAction.Buy, PriceLean.Down, "that leaned down like this one", "the price was higher 1 week later in 17")]
    internal void Lean_and_decision_are_told_apart(TradeAction action, PriceLean lean, string leaned, string went)
    {
        var sentence = English(Many, lean, action, 1);

        Assert.Contains(leaned, sentence, StringComparison.Ordinal);
        Assert.Contains(went, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "After the only earlier month-end reading of AAPL that leaned up like this one (2013-09-30), the price was higher 6 weeks later; over all days that was so in 58 %: a confidence of 54 %.")]
    [InlineData(0, "After the only earlier month-end reading of AAPL that leaned up like this one (2013-09-30), the price was not higher 6 weeks later; over all days that was so in 58 %: a confidence of 54 %.")]
    public void One_case_is_no_plural(int right, string sentence)
    {
        var day = Many.From;

        Assert.Equal(sentence, English(Many with { Cases = 1, Right = right, To = day }, PriceLean.Up, TradeAction.Buy, 6));
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
