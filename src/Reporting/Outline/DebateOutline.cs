using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Outline;

/// <summary>The debate, the plan, the trade and the views of its risk; what the analysis does not have is left out.</summary>
internal static class DebateOutline
{
    public static void Write(IOutlinePage page, AnalysisReport report, EvidenceIndex evidence, DebateBoard board, Labels labels)
    {
        if (report.Debate is { } debate) Debate(page, debate, board, labels);
        if (report.ResearchPlan is { } plan) Plan(page, plan, labels);
        if (report.TraderProposal is { } proposal) Trader(page, proposal, labels);
        if (RiskViews.Of(report) is { } views) Risk(page, views, evidence, labels);
    }

    private static void Debate(IOutlinePage page, InvestmentDebate debate, DebateBoard board, Labels labels)
    {
        page.Section(labels.Debate.Title);
        page.Paragraph($"{labels.Debate.Disagreement} {NumberText.Percent(debate.Disagreement)}{labels.Colon}{labels.Debate.DisagreementMeans}");
        Side(page, DebateSide.Bull, debate.BullWeight, board.Bull, labels);
        Side(page, DebateSide.Bear, debate.BearWeight, board.Bear, labels);
        if (debate.Turns.Count > 0) page.Subsection(labels.Debate.TurnByTurn);
        foreach (var turn in debate.Turns)
            page.Item(Labels.Fill(labels.Debate.Round, labels.Debate.Sides[turn.Side], turn.Round) + labels.Colon + turn.Speech);
    }

    private static void Side(IOutlinePage page, DebateSide side, double weight, IReadOnlyList<ArguedPoint> points, Labels labels)
    {
        page.Subsection($"{labels.Debate.Sides[side]} ({labels.Debate.Weight} {NumberText.Unsigned(weight)})");
        if (points.Count == 0) page.Paragraph(labels.Debate.NoPoint);
        foreach (var point in points)
        {
            page.Item(ReportOutline.Cited(point.Point.Statement, point.Fact));
            var particulars = point.Fact is { } cited ? ReportWords.Particulars(cited.Fact, labels) : [];
            page.Item(string.Join(" · ", particulars.Append($"{labels.Debate.Weight} {NumberText.Share(point.Point.Weight)}").Append(ReportWords.Outcome(point, labels))), 1);
            foreach (var answer in point.Answers)
                page.Item($"{labels.Debate.Answers[answer.Answer.Kind]}{labels.Colon}{ReportOutline.Cited(answer.Answer.Statement, answer.With)}", 1);
        }
    }

    private static void Plan(IOutlinePage page, ResearchPlan plan, Labels labels)
    {
        page.Section(labels.Debate.ResearchPlan);
        page.Paragraph($"{labels.Debate.Recommendation}{labels.Colon}{labels.Ratings[plan.Recommendation]} · {labels.Score} {NumberText.Signed(plan.Score)}");
        page.Paragraph(plan.Rationale);
        foreach (var action in plan.StrategicActions) page.Item(action);
    }

    private static void Trader(IOutlinePage page, TraderProposal proposal, Labels labels)
    {
        page.Section(labels.Debate.Trader);
        var figures = new List<string> { labels.Actions[proposal.Action] };
        Add(labels.Entry, proposal.EntryPrice);
        Add(labels.Stop, proposal.StopLoss);
        Add(labels.Target, proposal.TargetPrice);
        if (proposal.PositionShare > 0) figures.Add($"{labels.Size} {NumberText.Share(proposal.PositionShare)}");
        page.Paragraph(string.Join(" · ", figures));
        page.Paragraph(proposal.Reasoning);
        page.Paragraph(proposal.PositionSizing);

        void Add(string name, double? level)
        {
            if (level is not null) figures.Add($"{name} {NumberText.Format(level)}");
        }
    }

    private static void Risk(IOutlinePage page, RiskViews views, EvidenceIndex evidence, Labels labels)
    {
        page.Section(labels.Debate.RiskViews);
        page.Table(
            [new OutlineColumn(labels.Debate.View), new OutlineColumn(labels.Size, true), new OutlineColumn(labels.Stop, true)],
            [.. views.Trades.Select(trade => (string[])[NameOf(trade), NumberText.Share(trade.PositionShare), NumberText.Format(trade.Stop)])]);
        foreach (var turn in views.LastWords) page.Item(labels.Debate.Stances[turn.Stance] + labels.Colon + Speech(turn));
        if (views.Earlier.Count > 0) page.Subsection(labels.Debate.EarlierRounds);
        foreach (var turn in views.Earlier) page.Item(Labels.Fill(labels.Debate.Round, labels.Debate.Stances[turn.Stance], turn.Round) + labels.Colon + Speech(turn));

        string Speech(RiskTurn turn) =>
            string.Join(' ', turn.EvidenceIds.Select(evidence.Find).OfType<CitedFact>().Select(ReportOutline.Reference).Prepend(turn.Speech));

        string NameOf(TradeView trade) =>
            trade.Stance is { } stance ? labels.Debate.Stances[stance] : trade.IsDecision ? labels.Decision : labels.Debate.Trader;
    }
}
