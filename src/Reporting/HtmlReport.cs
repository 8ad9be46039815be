using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Html;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting;

/// <summary>An analysis report as one self-contained page: no script, nothing fetched, charts as inline SVG.</summary>
public static class HtmlReport
{
    /// <summary>The page, in the report's language; it is well-formed XML as well.</summary>
    public static string Render(AnalysisReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var labels = Labels.For(report.Language);
        var title = $"{report.StockCode} · {labels.Ratings[report.Decision.Rating]} · {NumberText.Date(report.TradeDate)}";
        var charts = new ChartSections(report, labels);
        return HtmlPage.Write(
            labels.LanguageTag,
            title,
            Header(report, labels),
            DecisionSection.Build(report, labels),
            charts.PriceAndVolume(),
            Points(report.Decision, labels),
            charts.Indicators(),
            Section(labels.Analysts, report.Analysts.Select(analyst => AnalystSection.Build(analyst, labels))),
            EvidenceSection.Build(report, labels),
            El("div.columns", Windows(report, labels), Missing(report, labels)),
            Footer(report.Meta, labels));
    }

    private static XElement Header(AnalysisReport report, Labels labels) => El(
        "header",
        El(
            "p.eyebrow",
            El("span", labels.AnalysisTypes[report.AnalysisType]),
            El("span", $"{labels.Depth} {report.Depth}"),
            El("span", $"{labels.AsOf} {NumberText.Date(report.TradeDate, labels.LongDate)}"),
            El("span", $"{labels.PricesIn} {report.Currency}")),
        El(
            "h1",
            report.StockCode,
            " ",
            El("span.verdict." + ContractJson.NameOf(report.Decision.Rating), labels.Ratings[report.Decision.Rating])));

    private static XElement Points(Decision decision, Labels labels) => El(
        "div.columns",
        Section(labels.KeyPoints, List("ol.points", decision.KeyPoints, labels)),
        Section(labels.WouldChangeTheView, List("ul.changes", decision.WouldChangeTheView, labels)));

    private static XElement Windows(AnalysisReport report, Labels labels) => Section(
        labels.Data,
        El(
            "table.windows",
            El("thead", El("tr", El("th", labels.Source), El("th", labels.From), El("th", labels.To), El("th.number", labels.Rows))),
            El("tbody", report.DataWindows.Select(window => El(
                "tr",
                El("td.source", window.Source),
                El("td.date", NumberText.Date(window.From)),
                El("td.date", NumberText.Date(window.To)),
                El("td.number", NumberText.Count(window.Rows)))))));

    private static XElement Missing(AnalysisReport report, Labels labels) => Section(
        labels.Missing,
        report.Missing.Count == 0 ? El("p", labels.NothingMissing) : List("ul.missing", report.Missing, labels));

    private static XElement Footer(ReportMeta meta, Labels labels) => El(
        "footer",
        El("p.advice", El("strong", labels.NoAdviceTitle), " ", labels.NoAdvice),
        El(
            "p.meta",
            El("span", $"{labels.Task} {meta.TaskId}"),
            El("span", $"{labels.Generated} {ContractJson.FormatTime(meta.GeneratedAt)}"),
            El("span", $"{labels.Attempt} {NumberText.Count(meta.Attempt)}"),
            El("span", $"{labels.Version} {meta.Version}")));

    private static XElement Section(string title, object? content) => El("section", El("h2", title), content);

    private static XElement List(string selector, IReadOnlyList<string> sentences, Labels labels) =>
        sentences.Count == 0 ? El("p", labels.None) : El(selector, sentences.Select(sentence => El("li", sentence)));
}
