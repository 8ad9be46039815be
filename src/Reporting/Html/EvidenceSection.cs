using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>The evidence as a table; on a narrow page the style sheet turns each row into a card with the names of its columns.</summary>
internal static class EvidenceSection
{
    public static XElement Build(AnalysisReport report, Labels labels) => El(
        "section",
        El("h2", labels.Evidence),
        report.Evidence.Count == 0 ? El("p", labels.None) : Table(report.Evidence, labels));

    private static XElement Table(IReadOnlyList<Evidence> evidence, Labels labels) => El(
        "table.evidence",
        El("thead", El(
            "tr",
            El("th", labels.Fact),
            El("th.number", labels.Value),
            El("th", labels.Unit),
            El("th", labels.DateOrWindow),
            El("th", labels.Source),
            El("th.number", labels.Direction))),
        evidence.GroupBy(fact => fact.Analyst).Select(group => El(
            "tbody",
            El("tr.group", El("th", Attr("colspan", 6), Attr("scope", "rowgroup"), labels.AnalystName(group.Key))),
            group.Select(fact => Row(fact, labels)))));

    private static XElement Row(Evidence fact, Labels labels) => El(
        "tr",
        Attr("id", "fact-" + fact.Id),
        Cell("fact", labels.Fact, fact.Statement),
        Cell("number", labels.Value, NumberText.Format(fact.Value, fact.Unit)),
        Cell("unit", labels.Unit, labels.UnitName(fact.Unit)),
        Cell("date", labels.DateOrWindow, Dates(fact)),
        Cell("source", labels.Source, fact.Source),
        Cell("number.direction", labels.Direction, El("b." + AnalystSection.Tone(fact.Direction), NumberText.Signed(fact.Direction))));

    private static string Dates(Evidence fact) =>
        fact.From is { } from ? $"{NumberText.Date(from)} – {NumberText.Date(fact.Date)}" : NumberText.Date(fact.Date);

    private static XElement Cell(string classes, string column, object content) => El("td." + classes, Attr("data-label", column), content);
}
