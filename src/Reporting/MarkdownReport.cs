using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Text.MarkdownText;

namespace TradingAgents.Reporting;

/// <summary>An analysis report as GitHub-flavoured Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>The report in its own language; every text in it is escaped, numbers are in the invariant culture.</summary>
    public static string Render(AnalysisReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var labels = Labels.For(report.Language);
        var markdown = new StringBuilder();
        AppendHeadline(markdown, report, labels);
        AppendDecision(markdown, report.Decision, labels);
        AppendList(markdown, labels.KeyPoints, report.Decision.KeyPoints, i => $"{i + 1}. ", labels.None);
        AppendList(markdown, labels.WouldChangeTheView, report.Decision.WouldChangeTheView, _ => "- ", labels.None);
        AppendAnalysts(markdown, report.Analysts, labels);
        AppendEvidence(markdown, report.Evidence, labels);
        AppendLevels(markdown, report.Chart, labels);
        AppendWindows(markdown, report.DataWindows, labels);
        AppendList(markdown, labels.Missing, report.Missing, _ => "- ", labels.NothingMissing);
        AppendFooter(markdown, report.Meta, labels);
        return markdown.ToString();
    }

    private static void AppendHeadline(StringBuilder markdown, AnalysisReport report, Labels labels)
    {
        var decision = report.Decision;
        Line(markdown, $"# {Inline(report.StockCode)}{labels.Colon}{labels.Verdict(decision)}");
        Line(markdown);
        Line(markdown, string.Join(
            " · ",
            labels.AnalysisTypes[report.AnalysisType],
            $"{labels.Depth} {report.Depth}",
            $"{labels.AsOf} {NumberText.Date(report.TradeDate, labels.LongDate)}",
            $"{labels.PricesIn} {Inline(report.Currency)}"));
        Line(markdown);
        Line(markdown, Paragraph(decision.Summary));
    }

    private static void AppendDecision(StringBuilder markdown, Decision decision, Labels labels)
    {
        var plan = TradePlan.Of(decision);
        Heading(markdown, 2, labels.Decision);
        Table(
            markdown,
            [labels.Decision, labels.Value],
            "-:",
            [
                [labels.Rating, $"**{labels.Ratings[decision.Rating]}**"],
                [labels.Action, $"**{labels.Actions[decision.Action]}**"],
                [labels.Entry, Level(plan.Entry)],
                [labels.Stop, Level(plan.Stop)],
                [labels.Target, Level(plan.Target)],
                [labels.RewardToRisk, NumberText.Format(plan.RewardToRisk)],
                [labels.Confidence, NumberText.Percent(decision.Confidence)],
                [labels.Risk, NumberText.Percent(decision.Risk)],
                [labels.Horizon, Inline(decision.Horizon)],
            ]);
        if (!plan.IsEmpty) return;
        Line(markdown);
        Line(markdown, labels.NoTrade);

        string Level(double? level) =>
            level != plan.Entry && level is not null && plan.FromEntry(level) is { } fraction
                ? $"{NumberText.Format(level)} ({NumberText.SignedPercent(fraction)})"
                : NumberText.Format(level);
    }

    private static void AppendAnalysts(StringBuilder markdown, IReadOnlyList<AnalystReport> analysts, Labels labels)
    {
        Heading(markdown, 2, labels.Analysts);
        if (analysts.Count == 0) Line(markdown, labels.None);
        foreach (var analyst in analysts)
        {
            if (analyst != analysts[0]) Line(markdown);
            Line(markdown, $"### {Inline(labels.AnalystName(analyst.Analyst))}");
            Line(markdown);
            Line(markdown, $"{labels.Score} {NumberText.Signed(analyst.Score)} · {labels.Confidence} {NumberText.Percent(analyst.Confidence)}");
            Line(markdown);
            Line(markdown, Paragraph(analyst.Summary));
            foreach (var section in analyst.Sections)
            {
                Heading(markdown, 4, Inline(section.Title));
                foreach (var sentence in section.Sentences) Line(markdown, "- " + Paragraph(sentence));
            }
        }
    }

    private static void AppendEvidence(StringBuilder markdown, IReadOnlyList<Evidence> evidence, Labels labels)
    {
        Heading(markdown, 2, labels.Evidence);
        Table(
            markdown,
            [labels.Fact, labels.Value, labels.Unit, labels.DateOrWindow, labels.Source, labels.Direction],
            "-:---:",
            [
                .. evidence.Select(fact => (string[])
                [
                    Inline(fact.Statement),
                    NumberText.Format(fact.Value, fact.Unit),
                    Inline(labels.UnitName(fact.Unit)),
                    fact.From is { } from ? $"{NumberText.Date(from)} – {NumberText.Date(fact.Date)}" : NumberText.Date(fact.Date),
                    Inline(fact.Source),
                    NumberText.Signed(fact.Direction),
                ]),
            ]);
    }

    private static void AppendLevels(StringBuilder markdown, PriceChart? chart, Labels labels)
    {
        if (chart is null || chart.Support.Count + chart.Resistance.Count == 0) return;

        Line(markdown);
        Line(markdown, $"- {labels.Support}{labels.Colon}{Levels(chart.Support)}");
        Line(markdown, $"- {labels.Resistance}{labels.Colon}{Levels(chart.Resistance)}");

        string Levels(IReadOnlyList<double> levels) =>
            levels.Count == 0 ? NumberText.Absent : string.Join(" · ", levels.Select(level => NumberText.Format(level)));
    }

    private static void AppendWindows(StringBuilder markdown, IReadOnlyList<DataWindow> windows, Labels labels)
    {
        Heading(markdown, 2, labels.Data);
        Table(
            markdown,
            [labels.Source, labels.From, labels.To, labels.Rows],
            "---:",
            [.. windows.Select(window => (string[])[Inline(window.Source), NumberText.Date(window.From), NumberText.Date(window.To), NumberText.Count(window.Rows)])]);
    }

    private static void AppendFooter(StringBuilder markdown, ReportMeta meta, Labels labels)
    {
        Line(markdown);
        Line(markdown, "---");
        Line(markdown);
        Line(markdown, $"**{labels.NoAdviceTitle}{labels.Colon.TrimEnd()}** {labels.NoAdvice}");
        Line(markdown);
        Line(markdown, string.Join(
            " · ",
            $"{labels.Task} {Inline(meta.TaskId)}",
            $"{labels.Generated} {ContractJson.FormatTime(meta.GeneratedAt)}",
            $"{labels.Attempt} {NumberText.Count(meta.Attempt)}",
            $"{labels.Version} {Inline(meta.Version)}"));
    }

    private static void AppendList(StringBuilder markdown, string title, IReadOnlyList<string> sentences, Func<int, string> marker, string whenEmpty)
    {
        Heading(markdown, 2, title);
        if (sentences.Count == 0) Line(markdown, whenEmpty);
        for (var i = 0; i < sentences.Count; i++) Line(markdown, marker(i) + Paragraph(sentences[i]));
    }

    private static void Heading(StringBuilder markdown, int level, string title)
    {
        Line(markdown);
        Line(markdown, $"{new string('#', level)} {title}");
        Line(markdown);
    }

    /// <param name="markdown">Where to.</param>
    /// <param name="columns">The header.</param>
    /// <param name="alignment">A character a column: <c>:</c> for numbers, to the right.</param>
    /// <param name="rows">Cells as Markdown.</param>
    private static void Table(StringBuilder markdown, string[] columns, string alignment, string[][] rows)
    {
        Row(columns);
        Row([.. alignment.Select(column => column == ':' ? "---:" : "---")]);
        foreach (var row in rows) Row(row);

        void Row(string[] cells) => Line(markdown, $"| {string.Join(" | ", cells)} |");
    }

    private static void Line(StringBuilder markdown, string text = "") => markdown.Append(text).Append('\n');
}
