using System.Text.RegularExpressions;
using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

/// <summary>What holds for a report in whatever format it is read.</summary>
public sealed partial class AllFormatsTests
{
    public static TheoryData<ReportFormat> Formats => [ReportFormat.Markdown, ReportFormat.Html, ReportFormat.Text];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Everything_of_the_report_can_be_read(ReportFormat format)
    {
        var report = SampleReports.English(SamplePrices.Chart(250));

        var words = Words(report, format);

        string[] numbers = ["184.20", "177.15", "201.40", "-3.8%", "+9.3%", "2.44", "64%", "37%", "188.59", "79.61", "33,418,250", "-0.1508", "-0.40", "+0.46", "68%", "420", "178.13", "190.04"];
        string[] dates = ["2018-05-11", "2018-04-20", "2016-09-12"];
        string[] texts = ["AAPL", "Overweight", "BUY", "USD", "4 to 8 weeks", "prices/AAPL.csv", "prices/SPX.csv", "01JD8ZK3V4Q9T6", "0.1.0", "no investment advice"];
        var sentences = new[] { report.Decision.Summary }
            .Concat(report.Decision.KeyPoints)
            .Concat(report.Decision.WouldChangeTheView)
            .Concat(report.Missing)
            .Concat(report.Analysts.SelectMany(analyst => analyst.Sections).SelectMany(section => section.Sentences.Append(section.Title)))
            .Concat(report.Evidence.Select(fact => fact.Statement));
        Assert.All([.. numbers, .. dates, .. texts, .. sentences], expected => Assert.Contains(OneSpace(expected), words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_chinese_report_has_chinese_labels_and_no_english_ones(ReportFormat format)
    {
        var words = Words(SampleReports.Chinese(SamplePrices.Chart(120)), format);

        Assert.All(["增持", "买入", "入场价", "止损价", "目标价", "盈亏比", "置信度", "风险", "期限", "要点", "依据", "市场分析师", "不构成投资建议"], label => Assert.Contains(label, words, StringComparison.Ordinal));
        Assert.All(["Entry", "Stop", "Target", "Confidence", "Evidence", "Overweight", "Support", "Market analyst", "Volume"], label => Assert.DoesNotContain(label, words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_view_without_a_trade_says_so(ReportFormat format)
    {
        var words = Words(SampleReports.WithoutTrade(), format);

        Assert.Contains("No trade is proposed.", words, StringComparison.Ordinal);
        Assert.Contains("HOLD", words, StringComparison.Ordinal);
        Assert.DoesNotContain("184.20", words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Control_characters_and_direction_marks_never_get_through(ReportFormat format)
    {
        var page = Render(SampleReports.Saying("a\u001b[31mred\u0000\u0007\u202Ereversed\u2066\uD800\u009b"), format);

        Assert.DoesNotContain(page, character => (char.IsControl(character) && character != '\n') || character is '\u202E' or '\u2066' || char.IsSurrogate(character));
        Assert.Contains("reversed", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_report_renders_the_same_twice(ReportFormat format) =>
        Assert.Equal(Render(SampleReports.English(SamplePrices.Chart(60)), format), Render(SampleReports.English(SamplePrices.Chart(60)), format));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_with_nothing_in_it_still_renders(ReportFormat format)
    {
        var empty = SampleReports.WithoutTrade() with { Analysts = [], Evidence = [], DataWindows = [] };
        empty = empty with { Decision = empty.Decision with { KeyPoints = [], WouldChangeTheView = [], Summary = "" } };

        Assert.Contains("AAPL", Words(empty, format), StringComparison.Ordinal);
    }

    private static string Render(AnalysisReport report, ReportFormat format) => format switch
    {
        ReportFormat.Html => HtmlReport.Render(report),
        ReportFormat.Markdown => MarkdownReport.Render(report),
        _ => TextReport.Render(report),
    };

    /// <summary>What a reader sees: without markup, white space as single spaces.</summary>
    private static string Words(AnalysisReport report, ReportFormat format)
    {
        var text = Render(report, format);
        if (format == ReportFormat.Html) text = string.Join(' ', XDocument.Parse(text).Descendants("body").DescendantNodes().OfType<XText>().Select(node => node.Value));
        return OneSpace(format == ReportFormat.Markdown ? text.Replace("\\", "", StringComparison.Ordinal) : text);
    }

    private static string OneSpace(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
