using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>The decision in words, on the scale of ratings, and as a table of levels.</summary>
internal static class DecisionSection
{
    public static XElement Build(AnalysisReport report, Labels labels)
    {
        var decision = report.Decision;
        return El(
            "section.decision",
            El("h2", labels.Decision),
            El(
                "div.words",
                El("p.lead", decision.Summary),
                RatingScale(decision.Rating, labels),
                El("div.meters", Meter(labels.Confidence, decision.Confidence, "confidence"), Meter(labels.Risk, decision.Risk, "risk"))),
            Table(report, labels));
    }

    private static XElement RatingScale(Rating rating, Labels labels) => El(
        "ol.scale",
        Attr("aria-label", labels.Rating),
        Enum.GetValues<Rating>().Reverse().Select(grade =>
        {
            var item = El("li." + ContractJson.NameOf(grade), labels.Ratings[grade]);
            if (grade == rating) item.SetAttributeValue("aria-current", "true");
            return item;
        }));

    private static XElement Meter(string name, double value, string cssClass)
    {
        var share = double.IsFinite(value) ? Math.Clamp(value, 0, 1) * 100 : 0;
        return El(
            "div.meter." + cssClass,
            El("span.name", name),
            El("span.value", NumberText.Percent(value)),
            El(
                "svg",
                Attr("width", "100%"),
                Attr("height", 5),
                Attr("aria-hidden", "true"),
                El("rect.track", Attr("width", "100%"), Attr("height", 5), Attr("rx", 2.5)),
                El("rect.fill", Attr("width", NumberText.Coordinate(share) + "%"), Attr("height", 5), Attr("rx", 2.5))));
    }

    private static XElement Table(AnalysisReport report, Labels labels)
    {
        var plan = TradePlan.Of(report.Decision);
        return El(
            "table.levels",
            Row("action", labels.Action, El("strong." + ContractJson.NameOf(report.Decision.Action), labels.Actions[report.Decision.Action])),
            plan.IsEmpty
                ? [El("tr", El("td", Attr("colspan", 2), labels.NoTrade))]
                : new[]
                {
                    Row("target", labels.Target, Level(plan.Target)),
                    Row("entry", labels.Entry, Level(plan.Entry)),
                    Row("stop", labels.Stop, Level(plan.Stop)),
                    Row("ratio", labels.RewardToRisk, NumberText.Format(plan.RewardToRisk)),
                },
            Row("horizon", labels.Horizon, report.Decision.Horizon));

        object Level(double? level)
        {
            if (level is null) return NumberText.Absent;
            var distance = level == plan.Entry ? null : plan.FromEntry(level);
            return new object?[]
            {
                distance is { } fraction ? El("span.distance", NumberText.SignedPercent(fraction)) : null,
                El("span.price", NumberText.Format(level)),
            };
        }
    }

    private static XElement Row(string cssClass, string name, object? content) =>
        El("tr." + cssClass, El("th", Attr("scope", "row"), name), El("td", content));
}
