using TradingAgents.Abstractions;
using TradingAgents.Analysis.News;

namespace TradingAgents.Analysis.Tests.News;

public sealed class JsonlNewsTests
{
    private static readonly string Good = NewsFolder.Line("2013-05-01", "Good", symbols: "AAPL");

    [Fact]
    public async Task A_folder_without_news_holds_none()
    {
        var folder = Directory.CreateTempSubdirectory("tradingagents-news-").FullName;
        var held = await All(new JsonlNews(folder));
        Assert.Empty(held.Texts);
        Assert.Empty(held.Skipped);
        Directory.Delete(folder);
    }

    [Fact]
    public async Task Texts_come_in_order_of_their_days_with_file_and_line()
    {
        using var folder = new NewsFolder();
        folder.Write("b.jsonl", NewsFolder.Line("2013-05-02", "Later", symbols: ["msft", "AAPL"]), NewsFolder.Line("2013-05-01", "First of b"));
        folder.Write("a.jsonl", NewsFolder.Line("2013-05-01", "First of a", topic: "Economy"));
        var held = await All(folder.News);
        Assert.Equal([("First of a", "news/a.jsonl", 1), ("First of b", "news/b.jsonl", 2), ("Later", "news/b.jsonl", 1)], held.Texts.Select(text => (text.Headline, text.File, text.Line)));
        Assert.Equal(["AAPL", "MSFT"], held.Texts[2].Symbols);
        Assert.Equal("economy", held.Texts[0].Topic);
    }

    [Theory]
    [InlineData("not json", "not valid JSON")]
    [InlineData("[1, 2]", "not a JSON object")]
    [InlineData("""{"published":"2013-05-01","source":"x"}""", "'headline' is missing")]
    [InlineData("""{"published":"2013-05-01","source":"x","headline":5}""", "'headline' is not a string")]
    [InlineData("""{"published":"2013-05-01","source":"x","headline":" \u200b "}""", "'headline' is empty")]
    [InlineData("""{"published":"1 May 2013","source":"x","headline":"h"}""", "'published' is neither")]
    [InlineData("""{"published":"2013-05-01T10:00:00","source":"x","headline":"h"}""", "'published' is neither")]
    [InlineData("""{"published":"0001-05-01","source":"x","headline":"h"}""", "before 1900")]
    [InlineData("""{"published":"2013-05-01","source":"x","headline":"h","symbols":"AAPL"}""", "'symbols' is not an array")]
    [InlineData("""{"published":"2013-05-01","source":"x","headline":"h","symbols":["../etc/passwd"]}""", "not a symbol")]
    [InlineData("""{"published":"2013-05-01","source":"x","headline":"\ud800"}""", "not valid UTF-8")]
    [InlineData("""{"published":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":1}}}}}}}}}""", "not valid JSON")]
    public async Task A_line_that_does_not_fit_is_left_out_and_counted_with_its_number(string line, string reason)
    {
        using var folder = new NewsFolder(Good, line, "", line, Good);
        var held = await All(folder.News);
        Assert.Equal(2, held.Texts.Count);
        var skip = Assert.Single(held.Skipped);
        Assert.Equal(("news/test.jsonl", 2, 2), (skip.File, skip.Lines, skip.FirstLine));
        Assert.Contains(reason, skip.FirstReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_absurd_length_is_left_out_and_a_long_text_is_cut()
    {
        using var folder = new NewsFolder(NewsFolder.Line("2013-05-01", new string('x', 600_000)), NewsFolder.Line("2013-05-01", new string('y', 5000), new string('z', 100_000)));
        var held = await All(folder.News);
        var text = Assert.Single(held.Texts);
        Assert.InRange(text.Headline.Length, 1, 500);
        Assert.InRange(text.Text.Length, 1, 64 * 1024);
        Assert.Equal(1, Assert.Single(held.Skipped).Lines);
    }

    [Theory]
    [InlineData("2013-05-01T23:30:00-05:00", 2)]
    [InlineData("2013-05-02T01:30:00+08:00", 2)]
    [InlineData("2013-05-01T18:00:00Z", 1)]
    public async Task A_time_counts_for_the_later_of_its_day_there_and_in_utc(string published, int day)
    {
        using var folder = new NewsFolder(NewsFolder.Line(published, "h"));
        Assert.Equal(new DateOnly(2013, 5, day), (await All(folder.News)).Texts[0].Published);
    }

    [Fact]
    public async Task A_file_that_grows_is_read_again()
    {
        using var folder = new NewsFolder(Good);
        Assert.Single((await All(folder.News)).Texts);
        folder.Write("test.jsonl", Good, NewsFolder.Line("2013-05-02", "Another"));
        Assert.Equal(2, (await All(folder.News)).Texts.Count);
    }

    [Fact]
    public async Task However_many_files_there_are_none_is_read_again_before_it_changes()
    {
        var folder = Directory.CreateTempSubdirectory("tradingagents-news-").FullName;
        var news = Directory.CreateDirectory(Path.Combine(folder, "news")).FullName;
        for (var i = 0; i < 400; i++) File.WriteAllText(Path.Combine(news, $"{i:000}.jsonl"), NewsFolder.Line("2013-05-01", $"Headline {i:000}") + "\n");
        var read = new JsonlNews(folder);
        var (before, version) = ((await All(read)).Texts.Select(text => text.Headline).ToArray(), await read.GetVersionAsync(TestContext.Current.CancellationToken));

        // Other content behind the same length and time shows who looks into the files.
        foreach (var file in Directory.GetFiles(news))
        {
            var written = File.GetLastWriteTimeUtc(file);
            File.WriteAllText(file, File.ReadAllText(file).Replace("Headline", "HEADLINE", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(file, written);
        }

        Assert.Equal(before, (await All(read)).Texts.Select(text => text.Headline));
        Assert.Equal(version, await read.GetVersionAsync(TestContext.Current.CancellationToken));
        File.Delete(Path.Combine(news, "007.jsonl"));
        Assert.NotEqual(version, await read.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(399, (await All(read)).Texts.Count);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<NewsHeld> All(JsonlNews news) => news.GetNewsAsync(DateOnly.MinValue, DateOnly.MaxValue, TestContext.Current.CancellationToken);
}
