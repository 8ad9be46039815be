using System.Xml.Linq;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>
/// The evidence, a table an analyst that opens on demand or when a citation leads into it; on a narrow page the style sheet turns each row into a card.
/// </summary>
internal static class EvidenceSection
{
    public static XElement Build(EvidenceIndex evidence, Labels labels) => El(
        "section",
        Attr("id", "evidence"),
        El("h2", labels.Evidence),
        evidence.All.Count == 0
            ? [El("p", labels.None)]
            : evidence.ByAnalyst.Select(group => Group(group.Key, [.. group], labels)).Prepend(El("p.note", labels.EvidenceNote)));

    private static XElement Group(string analyst, IReadOnlyList<CitedFact> facts, Labels labels) => El(
        "details",
        El("summary", labels.AnalystName(analyst), El("span.counts", ReportWords.FactCounts(facts, labels))),
        El(
            "table.evidence",
            El("thead", El(
                "tr",
                El("th.no", labels.Number),
                El("th", labels.Fact),
                El("th.number", labels.Value),
                El("th", labels.Unit),
                El("th", labels.DateOrWindow),
                El("th", labels.Source),
                El("th.number", labels.Direction))),
            El("tbody", facts.Select(cited => Row(cited, labels)))));

    private static XElement Row(CitedFact cited, Labels labels)
    {
        var fact = cited.Fact;
        return El(
            "tr",
            Attr("id", cited.Anchor),
            Cell("no", labels.Number, NumberText.Count(cited.Number)),
            Cell("fact", labels.Fact, fact.Statement),
            Cell("number", labels.Value, NumberText.Format(fact.Value, fact.Unit)),
            Cell("unit", labels.Unit, labels.UnitName(fact.Unit)),
            Cell("date", labels.DateOrWindow, ReportWords.Dates(fact)),
            Cell("source", labels.Source, fact.Source),
            Cell("number.direction", labels.Direction, El("b." + AnalystSection.Tone(fact.Direction), NumberText.Signed(fact.Direction))));
    }

    private static XElement Cell(string classes, string column, object content) => El("td." + classes, Attr("data-label", column), content);
}
