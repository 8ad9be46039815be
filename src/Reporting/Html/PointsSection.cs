using System.Xml.Linq;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>Why, what speaks against it, and what would change the view.</summary>
internal static class PointsSection
{
    public static XElement Build(DecisionPoints points, IReadOnlyList<string> changes, Labels labels) => El(
        "div.columns.arguments",
        Section(labels.KeyPoints, List("ol.points", points.Why.Select(point => Item(point, false)), labels.None)),
        El(
            "div.stack",
            Section(labels.Against, List("ul.against", points.Against.Select(point => Item(point, true)), labels.NothingAgainst)),
            Section(labels.WouldChangeTheView, List("ul.changes", changes.Select(sentence => El("li", sentence)), labels.None))));

    private static XElement Item(DecisionPoint point, bool withSign) => El(
        withSign && point.Sign != 0 ? point.Sign > 0 ? "li.for-up" : "li.for-down" : "li",
        point.Text,
        Citation.Link(point.Fact));

    private static XElement List(string selector, IEnumerable<XElement> items, string none) =>
        items.Any() ? El(selector, items) : El("p", none);

    private static XElement Section(string title, XElement content) => El("section", El("h2", title), content);
}
