using TradingAgents.Analysis.News.CentralBanks;

namespace TradingAgents.Analysis.Tests.News;

/// <summary>Against what is known of the Federal Open Market Committee's turns, 2012 to 2016.</summary>
public sealed class StanceChangeTests
{
    [Theory]
    [InlineData("2012-12-12", -1, "will purchase longer-term Treasury securities")]
    [InlineData("2013-06-19", 1, "downside risks to the outlook for the economy and the labor market as having diminished")]
    [InlineData("2013-09-18", -1, "decided to await more evidence that progress will be sustained")]
    [InlineData("2013-12-18", 1, "decided to modestly reduce the pace of its asset purchases")]
    [InlineData("2014-10-29", 1, "decided to conclude its asset purchase program this month")]
    [InlineData("2015-03-18", 1, "reasonably confident that inflation will move back to its 2 percent objective")]
    [InlineData("2015-09-17", -1, "may restrain economic activity somewhat")]
    [InlineData("2015-10-28", 1, "whether it will be appropriate to raise the target range at its next meeting")]
    [InlineData("2015-12-16", 1, "decided to raise the target range for the federal funds rate to 1/4 to 1/2 percent")]
    [InlineData("2016-01-27", -1, "closely monitoring global economic and financial developments")]
    [InlineData("2016-07-27", 1, "Near-term risks to the economic outlook have diminished")]
    public async Task A_known_turn_is_found_with_the_sentence_that_says_it(string day, int sign, string said)
    {
        var change = await ChangeAsync(day);
        Assert.Equal(sign, Math.Sign(change.Shift));
        Assert.True(sign > 0 ? change.IsHawkish : change.IsDovish);
        Assert.Contains(said, change.ThatMatter.First(one => Math.Sign(one.Shift) == sign).Now!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patient_takes_the_place_of_a_considerable_time()
    {
        var change = (await ChangeAsync("2014-12-17")).ThatMatter[0];
        Assert.Contains("can be patient in beginning to normalize", change.Now!.Text, StringComparison.Ordinal);
        Assert.Contains("for a considerable time following the end", change.Before!.Text, StringComparison.Ordinal);
        Assert.True(change.Shift > 0);
    }

    [Theory]
    [InlineData("2013-05-01")]
    [InlineData("2014-01-29")]
    [InlineData("2015-07-29")]
    [InlineData("2016-04-27")]
    public async Task A_statement_that_goes_on_as_before_leaves_the_stance(string day)
    {
        var change = await ChangeAsync(day);
        Assert.False(change.IsHawkish || change.IsDovish, $"{change.Shift}");
    }

    [Fact]
    public async Task The_rate_is_read_from_every_statement_and_rises_once()
    {
        var statements = await StatementsAsync();
        Assert.Equal(33, statements.Length);
        Assert.All(statements, statement => Assert.Equal(statement.Text.Published < new DateOnly(2015, 12, 16) ? (0, 0.25) : (0.25, 0.5), statement.Rate));
    }

    [Fact]
    public async Task Dissenting_votes_are_not_the_banks_stance()
    {
        foreach (var statement in await StatementsAsync())
            Assert.DoesNotContain(statement.Sentences, sentence => sentence.Text.Contains("Voting against", StringComparison.Ordinal) || sentence.Text.Contains("http", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chinese_statement_is_compared_too()
    {
        using var folder = new NewsFolder(
            NewsFolder.Line("2018-12-27", "货币政策委员会例会", "会议分析了国内外经济金融形势。稳健的货币政策要保持中性，管住货币供给总闸门，不搞大水漫灌。会议由委员会主席主持，部分委员出席会议并交换意见。", "monetary_policy", "中国人民银行"),
            NewsFolder.Line("2019-03-27", "货币政策委员会例会", "会议分析了国内外经济金融形势。稳健的货币政策要灵活适度，加大逆周期调节，保持流动性合理充裕。会议由委员会主席主持，部分委员出席会议并交换意见。", "monetary_policy", "中国人民银行"));
        var held = await folder.News.GetNewsAsync(DateOnly.MinValue, DateOnly.MaxValue, TestContext.Current.CancellationToken);
        var change = StanceChange.Between(Statement.Of(held.Texts[0])!, Statement.Of(held.Texts[1])!);
        Assert.True(change.IsDovish);
        Assert.Contains("灵活适度", change.ThatMatter[0].Now!.Text, StringComparison.Ordinal);
    }

    private static async Task<StanceChange> ChangeAsync(string day)
    {
        var statements = await StatementsAsync();
        var index = Array.FindIndex(statements, statement => $"{statement.Text.Published:yyyy-MM-dd}" == day);
        return StanceChange.Between(statements[index - 1], statements[index]);
    }

    private static async Task<Statement[]> StatementsAsync()
    {
        var held = await TestData.SharedNewsOrSkip().GetNewsAsync(DateOnly.MinValue, DateOnly.MaxValue, TestContext.Current.CancellationToken);
        return [.. held.Texts.Select(Statement.Of).OfType<Statement>()];
    }
}
