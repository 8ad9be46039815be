using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Outline;

/// <summary>What happened when, what each analyst says, every fact with its number, what was read and what is missing.</summary>
internal static class EvidenceOutline
{
    public static void Write(IOutlinePage page, AnalysisReport report, EvidenceIndex evidence, Labels labels)
    {
        Timeline(page, EvidenceTimeline.Of(report, evidence), labels);
        Analysts(page, report.Analysts, labels);
        Facts(page, evidence, labels);
        Levels(page, report.Chart, labels);
        Windows(page, report.DataWindows, evidence, labels);
        page.Section(labels.Missing);
        if (report.Missing.Count == 0) page.Paragraph(labels.NothingMissing);
        foreach (var sentence in report.Missing) page.Item(ReportWords.Sentence(sentence, labels));
    }

    private static void Timeline(IOutlinePage page, EvidenceTimeline? timeline, Labels labels)
    {
        if (timeline is not { Events.Count: > 0 }) return;

        page.Section(labels.Events);
        foreach (var dated in timeline.Events)
        {
            page.Item(string.Join(' ', dated.Facts.Select(ReportOutline.Reference).Prepend(
                $"{NumberText.Date(dated.Date)} · {labels.AnalystName(dated.Analyst)} · {NumberText.Signed(dated.Direction)}{labels.Colon}{dated.Facts[0].Fact.Statement}")));
        }
    }

    private static void Analysts(IOutlinePage page, IReadOnlyList<AnalystReport> analysts, Labels labels)
    {
        page.Section(labels.Analysts);
        if (analysts.Count == 0) page.Paragraph(labels.None);
        foreach (var analyst in analysts)
        {
            page.Subsection($"{labels.AnalystName(analyst.Analyst)} ({labels.Score} {NumberText.Signed(analyst.Score)} · {labels.Confidence} {NumberText.Percent(analyst.Confidence)})");
            page.Paragraph(analyst.Summary);
            if (analyst.Sentiment is { } mood) page.Paragraph($"{labels.Mood}{labels.Colon}{ReportWords.Mood(mood, labels)}");
            foreach (var section in analyst.Sections)
            {
                page.Heading(section.Title);
                foreach (var sentence in section.Sentences) page.Item(sentence);
            }
        }
    }

    private static void Facts(IOutlinePage page, EvidenceIndex evidence, Labels labels)
    {
        page.Section(labels.Evidence);
        if (evidence.All.Count == 0) page.Paragraph(labels.None);
        foreach (var group in evidence.ByAnalyst)
        {
            page.Subsection($"{labels.AnalystName(group.Key)} ({ReportWords.FactCounts([.. group], labels)})");
            page.Table(
                [
                    new OutlineColumn(labels.Fact),
                    new OutlineColumn(labels.Value, true),
                    new OutlineColumn(labels.Unit),
                    new OutlineColumn(labels.DateOrWindow),
                    new OutlineColumn(labels.Source),
                    new OutlineColumn(labels.Direction, true),
                ],
                [
                    .. group.Select(cited => (string[])
                    [
                        $"{ReportOutline.Reference(cited)} {cited.Fact.Statement}",
                        NumberText.Format(cited.Fact.Value, cited.Fact.Unit),
                        labels.UnitName(cited.Fact.Unit),
                        ReportWords.Dates(cited.Fact),
                        cited.Fact.Source,
                        NumberText.Signed(cited.Fact.Direction),
                    ]),
                ]);
        }
    }

    private static void Levels(IOutlinePage page, PriceChart? chart, Labels labels)
    {
        if (chart is null || chart.Support.Count + chart.Resistance.Count == 0) return;

        page.Facts([(labels.Support, Text(chart.Support)), (labels.Resistance, Text(chart.Resistance))]);

        string Text(IReadOnlyList<double> levels) =>
            levels.Count == 0 ? NumberText.Absent : string.Join(" · ", levels.Select(level => NumberText.Format(level)));
    }

    private static void Windows(IOutlinePage page, IReadOnlyList<DataWindow> windows, EvidenceIndex evidence, Labels labels)
    {
        page.Section(labels.Data);
        if (windows.Count == 0)
        {
            page.Paragraph(labels.None);
            return;
        }

        var withDigest = windows.Any(window => window.Digest is not null);
        OutlineColumn[] columns =
        [
            new(labels.Source),
            new(labels.From),
            new(labels.To),
            new(labels.Rows, true),
            new(labels.Facts, true),
            .. withDigest ? [new OutlineColumn(labels.Digest)] : Array.Empty<OutlineColumn>(),
        ];
        page.Table(columns, [.. windows.Select(window => (string[])
        [
            window.Source,
            NumberText.Date(window.From),
            NumberText.Date(window.To),
            NumberText.Count(window.Rows),
            NumberText.Count(evidence.RestingOn(window.Source)),
            .. withDigest ? [window.Digest ?? NumberText.Absent] : Array.Empty<string>(),
        ])]);
    }
}
