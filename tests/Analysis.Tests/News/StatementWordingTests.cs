using TradingAgents.Abstractions;
using TradingAgents.Analysis.News.CentralBanks;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.News;

/// <summary>Which wordings of a statement are changes, and what belongs to what.</summary>
public sealed class StatementWordingTests
{
    private const string Filler = "The Committee discussed the economy at length in Washington.";

    [Fact]
    public void A_sentence_that_was_split_is_no_change()
    {
        var change = Between(
            "The Committee sees the risks to the outlook for economic activity as nearly balanced and judges that the likelihood of inflation running persistently below 2 percent has diminished somewhat since early this year.",
            "The Committee sees the risks to the outlook for economic activity as nearly balanced. Although inflation in the near term will likely be held down by lower energy prices, the Committee judges that the likelihood of inflation running persistently below 2 percent has diminished somewhat since early this year.");
        Assert.Empty(change.ThatMatter);
        Assert.StartsWith("Although inflation", Assert.Single(change.Changes).Now!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_differs_by_its_month_alone_is_no_change()
    {
        var change = Between(
            "Information received since the Committee met in May suggests that economic activity has been expanding at a moderate pace.",
            "Information received since the Committee met in June suggests that economic activity has been expanding at a moderate pace.");
        Assert.Empty(change.Changes);
    }

    [Theory]
    [InlineData("suggests that economic activity has been expanding at a moderate pace in recent months", "suggests that economic activity has been expanding at a solid pace in recent months")] // a phrase of the table
    [InlineData("Inflation and household spending have been stable over recent months and quarters", "Inflation and household spending have been weak over recent months and quarters")] // a word with a tone
    [InlineData("去年四季度以来物价总体走势平稳，居民消费保持稳定", "去年四季度以来物价总体走势疲软，居民消费保持稳定")]
    public void A_single_word_that_changes_what_is_said_is_a_change(string before, string now) => Assert.Single(Between($"{before}.", $"{now}.").Changes);

    [Fact]
    public void Guidance_that_stands_elsewhere_in_the_new_text_is_not_lost()
    {
        var change = Between(
            "The Committee reaffirmed its expectation that a highly accommodative stance of monetary policy will remain appropriate for a considerable time after the asset purchase program ends.",
            "The Committee reaffirmed its view that a highly accommodative stance of monetary policy remains appropriate. In determining how long to maintain the current target range it will assess progress. The Committee continues to anticipate that it likely will be appropriate to maintain the current target range for a considerable time after the asset purchase program ends.");
        Assert.Equal(0, change.Shift);
    }

    [Fact]
    public void A_sentence_is_not_told_beside_one_that_stands_in_both_statements()
    {
        const string Standing = "The Committee continues to monitor inflation developments closely.";
        var change = Between(Standing, Standing + " Recent global economic and financial developments may restrain economic activity somewhat and are likely to put further downward pressure on inflation in the near term.");
        var added = Assert.Single(change.ThatMatter);
        Assert.Null(added.Before ?? added.Likest);
    }

    [Fact]
    public void Growth_that_has_rebounded_counts_as_growth_that_has_picked_up()
    {
        var change = Between(
            "Information received since April indicates that growth in economic activity has picked up recently, after having slowed sharply during the winter.",
            "Information received since April indicates that growth in economic activity has rebounded in recent months.");
        Assert.Equal(0, change.Shift);
    }

    [Fact]
    public void A_sentence_that_only_got_longer_is_told_beside_the_one_it_grew_from()
    {
        const string Before = "The Committee continues to see the risks to the outlook for economic activity and the labor market as nearly balanced.";
        var change = Between(Before, Before[..^1] + " but is monitoring developments abroad.");
        var grown = Assert.Single(change.ThatMatter);
        Assert.Equal(Before, (grown.Before ?? grown.Likest)?.Text);
        Assert.Equal(-0.5, grown.Shift);
    }

    [Fact]
    public void Sentences_of_unlike_words_are_no_pair_though_both_speak_of_risks()
    {
        var change = Between(
            "The Committee continues to monitor inflation developments closely.",
            "Moreover, household purchases of automobiles and survey replies point to underlying strength in the broader economy.");
        Assert.Equal(2, change.ThatMatter.Count);
        Assert.All(change.ThatMatter, one => Assert.True(one.Before is null || one.Now is null));
    }

    [Theory]
    [InlineData("2015-03-18", "2015-04-29", 0)]
    [InlineData("2015-12-16", "2016-04-27", 0)] // over the turn of the year
    [InlineData("2015-02-18", "2015-03-18", 1)] // April has not come
    public void Guidance_for_a_meeting_that_has_come_is_not_taken_back(string from, string to, double shift) =>
        Assert.Equal(shift, Between("An increase in the target range for the federal funds rate remains unlikely at the April FOMC meeting.", "Consumers bought more automobiles during the winter quarter.", from, to).Shift);

    [Theory]
    [InlineData("en", "The other 3 changes of the statement of 2015-04-29 come to -1.0 points together.")]
    [InlineData("zh", "2015-04-29 的声明其余 3 处改动合计 -1.0 分。")]
    public void What_is_not_listed_is_summed_up(string language, string sentence) =>
        Assert.Equal(sentence, NewsTexts.Of(language).OtherChanges(Between(Filler, "Growth slowed."), 3, -1));

    [Theory]
    [InlineData("2013-06-24", 3)]
    [InlineData("2014-06-09", 1)]
    [InlineData("2014-10-29", 2)]
    [InlineData("2015-12-16", 1)]
    [InlineData("2016-06-15", 1)]
    public async Task What_is_listed_of_a_statement_adds_up_to_its_shift(string day, int depth)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var report = await AnalysisRun.ReportAsync(TestData.SharedOrSkip(), TestData.SharedNewsOrSkip(), AnalysisRun.Request("AAPL", AnalysisType.News, AnalysisRun.Parameters(date, depth)));
        var stances = report.Evidence.Where(evidence => evidence.Id.StartsWith("news.stance_", StringComparison.Ordinal) && evidence.Id.Count(c => c == '_') == 1).ToArray();
        Assert.NotEmpty(stances);
        foreach (var stance in stances)
            Assert.Equal(stance.Value, report.Evidence.Where(evidence => evidence.Id.StartsWith(stance.Id + "_", StringComparison.Ordinal)).Sum(evidence => evidence.Value), 6);
    }

    [Theory]
    [InlineData("2013-06-24", "met in May")] // stood in the statement before
    [InlineData("2016-06-15", "drag from net exports")] // is better than what stood there
    public async Task What_weighs_most_in_a_statement_is_quoted_from_what_changed_that_way(string day, string unsaid)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var report = await AnalysisRun.ReportAsync(TestData.SharedOrSkip(), TestData.SharedNewsOrSkip(), AnalysisRun.Request("AAPL", AnalysisType.Sentiment, AnalysisRun.Parameters(date)));
        Assert.DoesNotContain(report.Evidence, evidence => evidence.Id == "sentiment.loudest" && evidence.Statement.Contains(unsaid, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_one_text_quoted_for_the_mood_is_of_the_side_to_which_it_leans()
    {
        var report = await AnalysisRun.ReportAsync(TestData.SharedOrSkip(), TestData.SharedNewsOrSkip(), AnalysisRun.Request("GOOG", AnalysisType.Sentiment, AnalysisRun.Parameters(new DateOnly(2015, 7, 20))));
        var widest = report.Evidence.Where(evidence => evidence.Id.StartsWith("sentiment.tone_", StringComparison.Ordinal)).MaxBy(evidence => int.Parse(evidence.Id.Split('_')[1], System.Globalization.CultureInfo.InvariantCulture))!;
        Assert.Equal(Math.Sign(widest.Value), Math.Sign(report.Evidence.Single(evidence => evidence.Id == "sentiment.loudest").Value));
    }

    private static StanceChange Between(string before, string now, string from = "2015-03-18", string to = "2015-04-29") => StanceChange.Between(StatementOf(before, from), StatementOf(now, to));

    private static Statement StatementOf(string text, string day) => Statement.Of(new NewsText
    {
        Published = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Symbols = [],
        Topic = "monetary_policy",
        Source = "Bank",
        Headline = "Policy statement",
        Text = $"{text}\n{Filler}",
        File = "f",
        Line = 1,
    })!;
}
