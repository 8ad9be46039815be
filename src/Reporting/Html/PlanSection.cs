using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>From the debate to the trade: the research manager's plan and the trader's proposal.</summary>
internal static class PlanSection
{
    /// <summary>Null where the analysis had neither.</summary>
    public static XElement? Build(AnalysisReport report, Labels labels) => report is { ResearchPlan: null, TraderProposal: null }
        ? null
        : El("div.columns", Attr("id", "plan"), Research(report.ResearchPlan, labels), Trader(report.TraderProposal, labels));

    private static XElement? Research(ResearchPlan? plan, Labels labels) => plan is null ? null : El(
        "section",
        El("h2", labels.Debate.ResearchPlan),
        El(
            "p.figures",
            El("span", labels.Debate.Recommendation, " ", El("b." + ContractJson.NameOf(plan.Recommendation), labels.Ratings[plan.Recommendation])),
            El("span", labels.Score, " ", El("b." + AnalystSection.Tone(plan.Score), NumberText.Signed(plan.Score)))),
        El("p", plan.Rationale),
        plan.StrategicActions.Count == 0 ? null : El("h4", labels.Debate.StrategicActions),
        plan.StrategicActions.Count == 0 ? null : El("ul.changes", plan.StrategicActions.Select(action => El("li", action))));

    private static XElement? Trader(TraderProposal? proposal, Labels labels) => proposal is null ? null : El(
        "section",
        El("h2", labels.Debate.Trader),
        El(
            "p.figures",
            El("span", El("b." + ContractJson.NameOf(proposal.Action), labels.Actions[proposal.Action])),
            Figure(labels.Entry, proposal.EntryPrice),
            Figure(labels.Stop, proposal.StopLoss),
            Figure(labels.Target, proposal.TargetPrice),
            proposal.PositionShare > 0 ? El("span", labels.Size, " ", El("b", NumberText.Share(proposal.PositionShare))) : null),
        El("p", proposal.Reasoning),
        El("h4", labels.Debate.Sizing),
        El("p", proposal.PositionSizing));

    private static XElement? Figure(string name, double? level) => level is null ? null : El("span", name, " ", El("b", NumberText.Format(level)));
}
