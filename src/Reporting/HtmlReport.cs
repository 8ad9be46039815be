using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Html;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting;

/// <summary>An analysis report as one self-contained page: no script, nothing fetched, charts as inline SVG.</summary>
public static class HtmlReport
{
    private static readonly string Style = HtmlPage.ReadStyle("analysis.css");

    /// <summary>The page, in the report's language; it is well-formed XML as well.</summary>
    /// <remarks>
    /// In the order of a reader's questions: what to do and how sure, why and why not, who thinks so, how it was argued, what it rests on. What an analysis
    /// does not have (a technical one has no debate) is left out.
    /// </remarks>
    public static string Render(AnalysisReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var labels = Labels.For(report.Language);
        var evidence = new EvidenceIndex(report.Evidence);
        var board = DebateBoard.Of(report.Debate, evidence);
        var charts = new ChartSections(report, labels);
        XElement?[] sections =
        [
            DecisionSection.Build(report, labels),
            DecisionSection.HowSure(report.Decision, labels),
            PointsSection.Build(DecisionPoints.Of(report, evidence, board), report.Decision.WouldChangeTheView, labels),
            VotesSection.Build(report, labels),
            charts.PriceAndVolume(),
            DebateSection.Build(report.Debate, board, labels),
            PlanSection.Build(report, labels),
            RiskSection.Build(report, evidence, labels),
            Thesis(report.Decision, labels),
            charts.Indicators(),
            TimelineSection.Build(report, evidence, labels),
            AnalystSection.Build(report.Analysts, labels),
            EvidenceSection.Build(evidence, labels),
            ProvenanceSection.Build(report, evidence, labels),
        ];
        return HtmlPage.WriteStyled(
            labels.LanguageTag,
            $"{report.StockCode} · {labels.Ratings[report.Decision.Rating]} · {NumberText.Date(report.TradeDate)}",
            Style,
            Header(report, Contents(sections), labels),
            sections,
            Footer(report.Meta, labels));
    }

    private static XElement Header(AnalysisReport report, XElement contents, Labels labels) => El(
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
            El("span.verdict." + ContractJson.NameOf(report.Decision.Rating), labels.Ratings[report.Decision.Rating])),
        contents);

    /// <summary>The sections that can be led to, by their first heading.</summary>
    private static XElement Contents(IEnumerable<XElement?> sections) => El(
        "nav",
        sections.Where(section => section?.Attribute("id") is not null).Select(section =>
            El("a", Attr("href", "#" + section!.Attribute("id")!.Value), section.Descendants("h2").First().Value)));

    private static XElement? Thesis(Decision decision, Labels labels) => decision.Thesis.Length == 0
        ? null
        : El("section", Attr("id", "thesis"), El("h2", labels.Thesis), El("p.thesis", decision.Thesis));

    private static XElement Footer(ReportMeta meta, Labels labels) => El(
        "footer",
        El("p.advice", El("strong", labels.NoAdviceTitle), " ", labels.NoAdvice),
        El(
            "p.meta",
            El("span", $"{labels.Task} {meta.TaskId}"),
            El("span", $"{labels.Generated} {ContractJson.FormatTime(meta.GeneratedAt)}"),
            El("span", $"{labels.Attempt} {NumberText.Count(meta.Attempt)}"),
            El("span", $"{labels.Version} {meta.Version}")));
}
