using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>What was read, which content it had, how much of the evidence rests on it; and what is missing.</summary>
internal static class ProvenanceSection
{
    public static XElement Build(AnalysisReport report, EvidenceIndex evidence, Labels labels) => El(
        "section",
        Attr("id", "data"),
        El("h2", labels.Data),
        report.DataWindows.Count == 0 ? El("p", labels.None) : Table(report.DataWindows, evidence, labels),
        El("h3.missing-title", labels.Missing),
        report.Missing.Count == 0 ? El("p", labels.NothingMissing) : El("ul.missing", report.Missing.Select(sentence => El("li", ReportWords.Sentence(sentence, labels)))));

    private static XElement Table(IReadOnlyList<DataWindow> windows, EvidenceIndex evidence, Labels labels)
    {
        var withDigest = windows.Any(window => window.Digest is not null);
        return El(
            "table.windows",
            El("thead", El(
                "tr",
                El("th", labels.Source),
                El("th", labels.From),
                El("th", labels.To),
                El("th.number", labels.Rows),
                El("th.number", labels.Facts),
                withDigest ? El("th.digest", labels.Digest) : null)),
            El("tbody", windows.Select(window => El(
                "tr",
                El("td.source", window.Source),
                El("td.date", NumberText.Date(window.From)),
                El("td.date", NumberText.Date(window.To)),
                El("td.number", Attr("data-label", labels.Rows), NumberText.Count(window.Rows)),
                El("td.number", Attr("data-label", labels.Facts), NumberText.Count(evidence.RestingOn(window.Source))),
                withDigest ? El("td.digest", window.Digest ?? NumberText.Absent) : null))));
    }
}
