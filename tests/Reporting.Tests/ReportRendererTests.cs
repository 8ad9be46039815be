using System.Text.Json;
using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Reporting.Tests;

public sealed class ReportRendererTests
{
    private static readonly JsonElement Report = ContractJson.ToElement(SampleReports.English(SamplePrices.Chart(60)));

    [Fact]
    public void A_stored_report_is_rendered_in_each_format_as_its_own_renderer_does()
    {
        var report = SampleReports.English(SamplePrices.Chart(60));

        Assert.Equal(MarkdownReport.Render(report), Render(Report, ReportFormat.Markdown));
        Assert.Equal(HtmlReport.Render(report), Render(Report, ReportFormat.Html));
        Assert.Equal(TextReport.Render(report), Render(Report, ReportFormat.Text));
    }

    [Fact]
    public void Json_is_the_stored_report_indented()
    {
        var json = Render(Report, ReportFormat.Json);

        Assert.StartsWith("{\n  \"meta\": {", json.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(Report, JsonDocument.Parse(json).RootElement));
    }

    [Theory]
    [InlineData(ReportFormat.Json, "application/json; charset=utf-8")]
    [InlineData(ReportFormat.Markdown, "text/markdown; charset=utf-8")]
    [InlineData(ReportFormat.Html, "text/html; charset=utf-8")]
    [InlineData(ReportFormat.Text, "text/plain; charset=utf-8")]
    public void Every_format_has_its_media_type(ReportFormat format, string expected) =>
        Assert.Equal(expected, ReportRenderer.MediaType(format));

    [Theory]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Text)]
    public void A_synthetic_result_says_that_nothing_was_analysed(ReportFormat format)
    {
        var page = Render(Json("""{"synthetic": true}"""), format);

        Assert.Contains("nothing was analysed", page, StringComparison.Ordinal);
        Assert.Contains("AAPL", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Overweight", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"decision": {"verdict": "<script>alert(1)</script>"}}""")]
    [InlineData("""{"something": "<script>alert(1)</script>"}""")]
    [InlineData("""["<script>alert(1)</script>"]""")]
    public void A_result_of_another_shape_is_shown_as_stored_and_harmless(string stored)
    {
        var html = Render(Json(stored), ReportFormat.Html);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("alert(1)", XDocument.Parse(html).Root!.Value, StringComparison.Ordinal);
        Assert.Contains("cannot lay out", Render(Json(stored), ReportFormat.Text), StringComparison.Ordinal);
        Assert.Contains("    ", Render(Json(stored), ReportFormat.Markdown), StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Render(JsonElement report, ReportFormat format) => ReportRenderer.Render(
        new AnalysisResult(
            new TaskSnapshot
            {
                TaskId = new TaskId("t-1"),
                StockCode = "AAPL",
                AnalysisType = AnalysisType.Synthetic,
                Priority = TaskPriority.Normal,
                Tenant = "default",
                Status = AnalysisStatus.Completed,
                SubmittedAt = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero),
            },
            report),
        format);
}
