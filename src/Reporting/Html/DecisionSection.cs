using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>What to do, at which levels and size, and how sure: in words, on the scale of ratings, as a table, as bars.</summary>
internal static class DecisionSection
{
    public static XElement Build(AnalysisReport report, Labels labels)
    {
        var decision = report.Decision;
        return El(
            "section.decision",
            Attr("id", "decision"),
            El("h2", labels.Decision),
            El("div.words", El("p.lead", decision.Summary), RatingScale(decision.Rating, labels)),
            Table(report, labels));
    }

    /// <summary>Confidence and conviction side by side, each with what it means: they are not the same.</summary>
    public static XElement HowSure(Decision decision, Labels labels) => El(
        "section.sure",
        El("h2", labels.HowSure),
        El(
            "div.meters",
            Meter("confidence", labels.Confidence, decision.Confidence, ReportWords.ConfidenceNote(decision, labels), decision.TrackRecord?.BaseRate),
            decision.TrackRecord is null && decision.Conviction == 0 ? null : Meter("conviction", labels.Conviction, decision.Conviction, labels.ConvictionMeans),
            Meter("risk", labels.Risk, decision.Risk, labels.RiskMeans)));

    private static XElement RatingScale(Rating rating, Labels labels) => El(
        "ol.scale",
        Attr("aria-label", labels.Rating),
        Enum.GetValues<Rating>().Reverse().Select(grade =>
        {
            var item = El("li." + ContractJson.NameOf(grade), labels.Ratings[grade]);
            if (grade == rating) item.SetAttributeValue("aria-current", "true");
            return item;
        }));

    private static XElement Meter(string cssClass, string name, double value, string note, double? mark = null) => El(
        "div.meter." + cssClass,
        El("span.name", name),
        El("span.value", NumberText.Percent(value)),
        Bars.Share(value, mark),
        El("p.note", note));

    private static XElement Table(AnalysisReport report, Labels labels)
    {
        var decision = report.Decision;
        var plan = TradePlan.Of(decision);
        return El(
            "table.levels",
            Row("action", labels.Action, El("strong." + ContractJson.NameOf(decision.Action), labels.Actions[decision.Action])),
            plan.IsEmpty
                ? [El("tr", El("td", Attr("colspan", 2), labels.NoTrade))]
                : new[]
                {
                    Row("target", labels.Target, Level(plan.Target)),
                    Row("entry", labels.Entry, Level(plan.Entry)),
                    Row("stop", labels.Stop, Level(plan.Stop)),
                    Row("ratio", labels.RewardToRisk, NumberText.Format(plan.RewardToRisk)),
                    decision.PositionShare > 0 ? Row("size", labels.Size, ReportWords.Size(decision.PositionShare, labels)) : null,
                },
            Row("horizon", labels.Horizon, ReportWords.Horizon(report, labels)));

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
