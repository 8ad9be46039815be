using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting;

/// <summary>An analysis report as plain text for a terminal: no colour, no control characters.</summary>
public static class TextReport
{
    /// <summary>The report in its own language, no line wider than <paramref name="width"/> columns (at least 40); a Chinese character takes two.</summary>
    public static string Render(AnalysisReport report, int width = 80)
    {
        ArgumentNullException.ThrowIfNull(report);
        var labels = Labels.For(report.Language);
        var page = new TextPage(width);
        WriteDecision(page, report, labels);
        WriteList(page, labels.KeyPoints, report.Decision.KeyPoints, labels.None);
        WriteList(page, labels.WouldChangeTheView, report.Decision.WouldChangeTheView, labels.None);
        WriteAnalysts(page, report.Analysts, labels);
        WriteEvidence(page, report, labels);
        WriteWindows(page, report.DataWindows, labels);
        WriteList(page, labels.Missing, report.Missing, labels.NothingMissing);
        WriteFooter(page, report.Meta, labels);
        return page.ToString();
    }

    private static void WriteDecision(TextPage page, AnalysisReport report, Labels labels)
    {
        var decision = report.Decision;
        var plan = TradePlan.Of(decision);
        page.Title($"{report.StockCode}{labels.Colon}{labels.Verdict(decision)}", '=');
        page.Paragraph(string.Join(
            labels.Comma,
            labels.AnalysisTypes[report.AnalysisType],
            $"{labels.Depth} {report.Depth}",
            $"{labels.AsOf} {NumberText.Date(report.TradeDate)}",
            $"{labels.PricesIn} {report.Currency}"));
        page.Break();
        page.Paragraph(decision.Summary);
        page.Break();
        page.Table(
        [
            (labels.Entry, Level(plan.Entry)),
            (labels.Stop, Level(plan.Stop)),
            (labels.Target, Level(plan.Target)),
            (labels.RewardToRisk, NumberText.Format(plan.RewardToRisk)),
            (labels.Confidence, NumberText.Percent(decision.Confidence)),
            (labels.Risk, NumberText.Percent(decision.Risk)),
            (labels.Horizon, decision.Horizon),
        ]);
        if (plan.IsEmpty) page.Paragraph(labels.NoTrade);

        string Level(double? level) =>
            level != plan.Entry && level is not null && plan.FromEntry(level) is { } fraction
                ? $"{NumberText.Format(level)} ({NumberText.SignedPercent(fraction)})"
                : NumberText.Format(level);
    }

    private static void WriteAnalysts(TextPage page, IReadOnlyList<AnalystReport> analysts, Labels labels)
    {
        foreach (var analyst in analysts)
        {
            page.Section($"{labels.AnalystName(analyst.Analyst)} ({labels.Score} {NumberText.Signed(analyst.Score)}{labels.Comma}{labels.Confidence} {NumberText.Percent(analyst.Confidence)})");
            page.Paragraph(analyst.Summary);
            foreach (var section in analyst.Sections)
            {
                page.Break();
                page.Paragraph(section.Title);
                foreach (var sentence in section.Sentences) page.Item("  - ", sentence);
            }
        }
    }

    private static void WriteEvidence(TextPage page, AnalysisReport report, Labels labels)
    {
        page.Section(labels.Evidence);
        if (report.Evidence.Count == 0) page.Paragraph(labels.None);
        foreach (var fact in report.Evidence)
        {
            var dates = fact.From is { } from ? $"{NumberText.Date(from)} .. {NumberText.Date(fact.Date)}" : NumberText.Date(fact.Date);
            page.Item("- ", fact.Statement);
            page.Item("  ", $"{NumberText.Format(fact.Value, fact.Unit)} {labels.UnitName(fact.Unit)} | {dates} | {fact.Source} | {labels.Direction} {NumberText.Signed(fact.Direction)}");
        }

        if (report.Chart is not { } chart || chart.Support.Count + chart.Resistance.Count == 0) return;
        page.Break();
        page.Table([(labels.Support, Levels(chart.Support)), (labels.Resistance, Levels(chart.Resistance))]);

        string Levels(IReadOnlyList<double> levels) =>
            levels.Count == 0 ? NumberText.Absent : string.Join(", ", levels.Select(level => NumberText.Format(level)));
    }

    private static void WriteWindows(TextPage page, IReadOnlyList<DataWindow> windows, Labels labels)
    {
        page.Section(labels.Data);
        foreach (var window in windows)
            page.Item("- ", $"{window.Source}{labels.Colon}{NumberText.Date(window.From)} .. {NumberText.Date(window.To)}{labels.Comma}{labels.Rows} {NumberText.Count(window.Rows)}");
    }

    private static void WriteList(TextPage page, string title, IReadOnlyList<string> sentences, string whenEmpty)
    {
        page.Section(title);
        if (sentences.Count == 0) page.Paragraph(whenEmpty);
        foreach (var sentence in sentences) page.Item("- ", sentence);
    }

    private static void WriteFooter(TextPage page, ReportMeta meta, Labels labels)
    {
        page.Section(labels.NoAdviceTitle);
        page.Paragraph(labels.NoAdvice);
        page.Break();
        page.Paragraph(string.Join(
            labels.Comma,
            $"{labels.Task} {meta.TaskId}",
            $"{labels.Generated} {ContractJson.FormatTime(meta.GeneratedAt)}",
            $"{labels.Attempt} {NumberText.Count(meta.Attempt)}",
            $"{labels.Version} {meta.Version}"));
    }
}
