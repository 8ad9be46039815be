using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>Three views of the risk: their sizes and stops beside the proposal and the decision, then the last word of each.</summary>
internal static class RiskSection
{
    /// <summary>Null where the analysis had no risk debate.</summary>
    public static XElement? Build(AnalysisReport report, EvidenceIndex evidence, Labels labels)
    {
        if (RiskViews.Of(report) is not { } views) return null;

        return El(
            "section",
            Attr("id", "risk"),
            El("h2", labels.Debate.RiskViews),
            Trades(views.Trades, labels),
            El("div.views", views.LastWords.Select(turn => El("div.view", El("h3", labels.Debate.Stances[turn.Stance]), Speech(turn, evidence)))),
            views.Earlier.Count == 0 ? null : El(
                "details.turns",
                El("summary", labels.Debate.EarlierRounds),
                views.Earlier.Select(turn => El(
                    "div.turn",
                    El("h4", Labels.Fill(labels.Debate.Round, labels.Debate.Stances[turn.Stance], turn.Round)),
                    Speech(turn, evidence)))));
    }

    private static XElement Trades(IReadOnlyList<TradeView> trades, Labels labels)
    {
        var largest = trades.Select(trade => trade.PositionShare).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return El(
            "table.trades",
            El("thead", El("tr", El("th", labels.Debate.View), El("th.number", labels.Size), El("th", ""), El("th.number", labels.Stop))),
            El("tbody", trades.Select(trade => El(
                trade.IsDecision ? "tr.decided" : "tr",
                El("th", Attr("scope", "row"), NameOf(trade, labels)),
                El("td.number", NumberText.Share(trade.PositionShare)),
                El("td.leaning", Bars.Share(largest > 0 ? trade.PositionShare / largest : 0)),
                El("td.number", NumberText.Format(trade.Stop))))));
    }

    private static XElement Speech(RiskTurn turn, EvidenceIndex evidence) =>
        El("p", turn.Speech, turn.EvidenceIds.Select(id => Citation.Link(evidence.Find(id))));

    private static string NameOf(TradeView trade, Labels labels) =>
        trade.Stance is { } stance ? labels.Debate.Stances[stance] : trade.IsDecision ? labels.Decision : labels.Debate.Trader;
}
