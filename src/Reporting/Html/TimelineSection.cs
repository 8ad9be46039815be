using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Charts;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>The evidence in time, drawn, and what became public when, listed.</summary>
internal static class TimelineSection
{
    /// <summary>Of one day; a long filing has many facts, and the table has them all.</summary>
    private const int MostCitations = 8;

    /// <summary>Null where there is nothing to show.</summary>
    public static XElement? Build(AnalysisReport report, EvidenceIndex evidence, Labels labels)
    {
        if (EvidenceTimeline.Of(report, evidence) is not { } timeline) return null;

        return El(
            "section",
            Attr("id", "timeline"),
            El("h2", labels.Timeline),
            El(
                "figure",
                SvgTimeline.Draw(timeline, ChartData.Of(report.Chart), labels.Timeline, ReportWords.FactCounts(evidence.All, labels), labels),
                El("figcaption.below", labels.TimelineNote)),
            timeline.Events.Count == 0 ? null : El("h3", labels.Events),
            timeline.Events.Count == 0 ? null : Events(timeline.Events, labels));
    }

    private static XElement Events(IReadOnlyList<DatedEvent> events, Labels labels) => El(
        "table.events",
        El("thead", El("tr", El("th", labels.Date), El("th", labels.Analyst), El("th.number", labels.Direction), El("th", labels.Fact))),
        El("tbody", events.Select(dated => El(
            "tr",
            El("td.date", NumberText.Date(dated.Date)),
            El("td.analyst-name", labels.AnalystName(dated.Analyst)),
            El("td.number", El("b." + AnalystSection.Tone(dated.Direction), NumberText.Signed(dated.Direction))),
            El("td.fact", dated.Facts[0].Fact.Statement, dated.Facts.Take(MostCitations).Select(Citation.Link), dated.Facts.Count > MostCitations ? " …" : null)))));
}
