using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>Bull and bear side by side: each point with its number, date, source and what the other side's answers left of it.</summary>
internal static class DebateSection
{
    /// <summary>Null where the analysis had no debate.</summary>
    public static XElement? Build(InvestmentDebate? debate, DebateBoard board, Labels labels)
    {
        if (debate is null) return null;

        var heaviest = board.Bull.Concat(board.Bear).Select(point => point.Point.Weight).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        return El(
            "section.debate",
            Attr("id", "debate"),
            El("h2", labels.Debate.Title),
            Balance(debate, labels),
            El(
                "div.columns.sides",
                Side(DebateSide.Bull, board.Bull, heaviest, labels),
                Side(DebateSide.Bear, board.Bear, heaviest, labels)),
            debate.Turns.Count == 0 ? null : El(
                "details.turns",
                El("summary", labels.Debate.TurnByTurn),
                debate.Turns.Select(turn => El(
                    "div.turn",
                    El("h4", Labels.Fill(labels.Debate.Round, labels.Debate.Sides[turn.Side], turn.Round)),
                    El("p", turn.Speech)))));
    }

    private static XElement Balance(InvestmentDebate debate, Labels labels)
    {
        var total = debate.BullWeight + debate.BearWeight;
        return El(
            "div.balance-line",
            El("span.bull", labels.Debate.Sides[DebateSide.Bull], " ", El("b", NumberText.Unsigned(debate.BullWeight))),
            El("span.bear", labels.Debate.Sides[DebateSide.Bear], " ", El("b", NumberText.Unsigned(debate.BearWeight))),
            Bars.Balance(total > 0 ? debate.BullWeight / total : 0.5),
            El("p.note", labels.Debate.Disagreement, " ", El("b", NumberText.Percent(debate.Disagreement)), ". ", labels.Debate.DisagreementMeans));
    }

    private static XElement Side(DebateSide side, IReadOnlyList<ArguedPoint> points, double heaviest, Labels labels) => El(
        "div.side." + ContractJson.NameOf(side),
        El("h3", labels.Debate.Sides[side]),
        points.Count == 0 ? El("p", labels.Debate.NoPoint) : El("ol.argued", points.Select(point => Item(point, heaviest, labels))));

    private static XElement Item(ArguedPoint point, double heaviest, Labels labels) => El(
        "li",
        El("p.claim", point.Point.Statement, Citation.Link(point.Fact)),
        Citation.Particulars(point.Fact, labels),
        Bars.Weight(point.Point.Weight / heaviest, point.WeightLeft / heaviest),
        El(
            "p.outcome",
            El("span", labels.Debate.Weight, " ", NumberText.Share(point.Point.Weight)),
            El("span", ReportWords.Outcome(point, labels))),
        point.Answers.Select(answer => El(
            "p.answer." + ContractJson.NameOf(answer.Answer.Kind),
            El("b", labels.Debate.Answers[answer.Answer.Kind]),
            " ",
            answer.Answer.Statement,
            Citation.Link(answer.With))));
}
