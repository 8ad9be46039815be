namespace TradingAgents.Reporting.Tests;

public sealed class TextReportTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_asked(int width)
    {
        var reports = new[]
        {
            SampleReports.English(SamplePrices.Chart(60)),
            SampleReports.Chinese(SamplePrices.Chart(60)),
            SampleDebates.Comprehensive(SamplePrices.Chart(60)),
            SampleDebates.Comprehensive() with { Language = "zh" },
            SampleReports.Saying(new string('x', 500)),
            SampleReports.Saying(new string('涨', 300)),
        };

        Assert.All(reports.SelectMany(report => TextReport.Render(report, width).Split('\n')), line => Assert.InRange(Columns(line), 0, width));
    }

    [Fact]
    public void A_width_too_small_for_words_is_taken_as_forty() =>
        Assert.Equal(TextReport.Render(SampleReports.English(), 40), TextReport.Render(SampleReports.English(), 0));

    [Fact]
    public void A_wider_page_has_fewer_lines() =>
        Assert.True(TextReport.Render(SampleReports.English(), 120).Count('\n'.Equals) < TextReport.Render(SampleReports.English(), 60).Count('\n'.Equals));

    [Fact]
    public void Chinese_closing_marks_begin_no_line() =>
        Assert.DoesNotContain(TextReport.Render(SampleReports.Chinese(), 46).Split('\n'), line => line.TrimStart().StartsWith('，') || line.TrimStart().StartsWith('。'));

    [Fact]
    public void Values_stand_in_one_column_also_under_chinese_names()
    {
        var lines = TextReport.Render(SampleReports.Chinese()).Split('\n');

        int[] columns = [.. new[] { ("入场价", "184.20"), ("操作", "买入"), ("盈亏比", "2.44") }
            .Select(row => Columns(lines.First(line => line.StartsWith(row.Item1, StringComparison.Ordinal)).Split(row.Item2)[0]))];
        Assert.Equal([8, 8, 8], columns);
    }

    /// <summary>Terminal columns of the texts used here: everything from the Chinese blocks on takes two.</summary>
    private static int Columns(string line) => line.Sum(character => character >= '\u2E80' ? 2 : 1);
}
