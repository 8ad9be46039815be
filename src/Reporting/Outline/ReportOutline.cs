using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Outline;

/// <summary>The report from top to bottom, the same in Markdown and in plain text, in the order of the HTML page.</summary>
internal static class ReportOutline
{
    public static void Write(IOutlinePage page, AnalysisReport report)
    {
        var labels = Labels.For(report.Language);
        var evidence = new EvidenceIndex(report.Evidence);
        var board = DebateBoard.Of(report.Debate, evidence);
        DecisionOutline.Write(page, report, DecisionPoints.Of(report, evidence, board), labels);
        DebateOutline.Write(page, report, evidence, board, labels);
        if (report.Decision.Thesis.Length > 0)
        {
            page.Section(labels.Thesis);
            page.Paragraph(report.Decision.Thesis);
        }

        EvidenceOutline.Write(page, report, evidence, labels);
        Footer(page, report.Meta, labels);
    }

    /// <summary>A sentence with the number of its evidence.</summary>
    public static string Cited(string sentence, CitedFact? cited) => cited is null ? sentence : $"{sentence} {Reference(cited)}";

    public static string Reference(CitedFact cited) => $"[{NumberText.Count(cited.Number)}]";

    private static void Footer(IOutlinePage page, ReportMeta meta, Labels labels)
    {
        page.Section(labels.NoAdviceTitle);
        page.Paragraph(labels.NoAdvice);
        page.Paragraph(string.Join(
            " · ",
            $"{labels.Task} {meta.TaskId}",
            $"{labels.Generated} {ContractJson.FormatTime(meta.GeneratedAt)}",
            $"{labels.Attempt} {NumberText.Count(meta.Attempt)}",
            $"{labels.Version} {meta.Version}"));
    }
}
