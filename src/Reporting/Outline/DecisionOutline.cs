using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Outline;

/// <summary>What to do, how sure, why and why not, and who votes for it.</summary>
internal static class DecisionOutline
{
    public static void Write(IOutlinePage page, AnalysisReport report, DecisionPoints points, Labels labels)
    {
        Headline(page, report, labels);
        Decision(page, report, labels);
        HowSure(page, report.Decision, labels);
        page.Section(labels.KeyPoints);
        if (points.Why.Count == 0) page.Paragraph(labels.None);
        for (var i = 0; i < points.Why.Count; i++) page.Numbered(i + 1, ReportOutline.Cited(points.Why[i].Text, points.Why[i].Fact));
        List(page, labels.Against, points.Against.Select(point => ReportOutline.Cited(point.Text, point.Fact)), labels.NothingAgainst);
        List(page, labels.WouldChangeTheView, report.Decision.WouldChangeTheView, labels.None);
        Votes(page, report, labels);
    }

    private static void Headline(IOutlinePage page, AnalysisReport report, Labels labels)
    {
        page.Title($"{report.StockCode}{labels.Colon}{labels.Verdict(report.Decision)}");
        page.Paragraph(string.Join(
            " · ",
            labels.AnalysisTypes[report.AnalysisType],
            $"{labels.Depth} {report.Depth}",
            $"{labels.AsOf} {NumberText.Date(report.TradeDate, labels.LongDate)}",
            $"{labels.PricesIn} {labels.UnitName(report.Currency)}"));
        page.Paragraph(report.Decision.Summary);
    }

    private static void Decision(IOutlinePage page, AnalysisReport report, Labels labels)
    {
        var decision = report.Decision;
        var plan = TradePlan.Of(decision);
        page.Section(labels.Decision);
        var rows = new List<(string Name, string Value)>
        {
            (labels.Rating, labels.Ratings[decision.Rating]),
            (labels.Action, labels.Actions[decision.Action]),
        };
        if (!plan.IsEmpty)
        {
            rows.Add((labels.Entry, NumberText.Format(plan.Entry)));
            rows.Add((labels.Stop, Level(plan.Stop)));
            rows.Add((labels.Target, Level(plan.Target)));
            rows.Add((labels.RewardToRisk, NumberText.Format(plan.RewardToRisk)));
            if (decision.PositionShare > 0) rows.Add((labels.Size, ReportWords.Size(decision.PositionShare, labels)));
        }

        rows.Add((labels.Horizon, ReportWords.Horizon(report, labels)));
        page.Facts(rows);
        if (plan.IsEmpty) page.Paragraph(labels.NoTrade);

        string Level(double? level) => level != plan.Entry && plan.FromEntry(level) is { } fraction
            ? $"{NumberText.Format(level)} ({NumberText.SignedPercent(fraction)})"
            : NumberText.Format(level);
    }

    private static void HowSure(IOutlinePage page, Decision decision, Labels labels)
    {
        page.Section(labels.HowSure);
        page.Item($"{labels.Confidence} {NumberText.Percent(decision.Confidence)}{labels.Colon}{ReportWords.ConfidenceNote(decision, labels)}");
        if (decision.TrackRecord is not null || decision.Conviction != 0)
            page.Item($"{labels.Conviction} {NumberText.Percent(decision.Conviction)}{labels.Colon}{labels.ConvictionMeans}");
        page.Item($"{labels.Risk} {NumberText.Percent(decision.Risk)}{labels.Colon}{labels.RiskMeans}");
    }

    private static void Votes(IOutlinePage page, AnalysisReport report, Labels labels)
    {
        if (VoteSpread.Of(report.Analysts) is not { } spread) return;

        page.Section(labels.Votes);
        page.Paragraph(ReportWords.VoteSentences(spread, labels));
        var rows = report.Analysts.Select(analyst => Row(labels.AnalystName(analyst.Analyst), analyst.Vote, analyst.Score, NumberText.Percent(analyst.Confidence)));
        if (report.ResearchPlan is { } plan) rows = rows.Append(Row(labels.Debate.ResearchManager, plan.Recommendation, plan.Score, ""));
        page.Table(
            [new OutlineColumn(labels.Analyst), new OutlineColumn($"{labels.Bearish} | {labels.Bullish}"), new OutlineColumn(labels.Vote), new OutlineColumn(labels.Score, true), new OutlineColumn(labels.Confidence, true)],
            [.. rows]);

        string[] Row(string name, Rating? vote, double score, string confidence) =>
            [name, CharacterBar.Lean(score), vote is { } rating ? labels.Ratings[rating] : NumberText.Absent, NumberText.Signed(score), confidence];
    }

    private static void List(IOutlinePage page, string title, IEnumerable<string> sentences, string none)
    {
        page.Section(title);
        var any = false;
        foreach (var sentence in sentences)
        {
            page.Item(sentence);
            any = true;
        }

        if (!any) page.Paragraph(none);
    }
}
