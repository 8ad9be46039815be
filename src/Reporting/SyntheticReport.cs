using System.Text;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Reporting.Html;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting;

/// <summary>A short, honest page for a result that is no analysis report: a synthetic one, or one of another version.</summary>
public static class SyntheticReport
{
    /// <summary>The page, in English: such a result has no language.</summary>
    public static string Render(AnalysisResult result, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(result);
        var labels = EnglishLabels.Instance;
        var (title, text) = IsSynthetic(result.Report) ? (labels.SyntheticTitle, labels.SyntheticText) : (labels.UnknownTitle, labels.UnknownText);
        var stored = JsonSerializer.Serialize(result.Report, ContractJson.Indented);
        return format switch
        {
            ReportFormat.Json => stored,
            ReportFormat.Markdown => Markdown(title, text, Facts(result.Task, labels), stored, labels),
            ReportFormat.Html => Html(title, text, Facts(result.Task, labels), stored, labels),
            ReportFormat.Text => PlainPage(title, text, Facts(result.Task, labels), stored, labels),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown report format."),
        };
    }

    private static bool IsSynthetic(JsonElement report) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty("synthetic", out var flag) && flag.ValueKind == JsonValueKind.True;

    private static List<(string Name, string Value)> Facts(TaskSnapshot task, Labels labels) =>
    [
        (labels.StockCode, task.StockCode),
        (labels.AnalysisTypeLabel, labels.AnalysisTypes[task.AnalysisType]),
        (labels.Task, task.TaskId.Value),
        (labels.Attempt, NumberText.Count(task.Attempt)),
    ];

    private static string Markdown(string title, string text, List<(string Name, string Value)> facts, string stored, Labels labels)
    {
        var markdown = new StringBuilder($"# {title}\n\n{text}\n\n");
        foreach (var (name, value) in facts) markdown.Append($"- {name}{labels.Colon}{MarkdownText.Inline(value)}\n");

        // Indented code needs no fence that the content could close.
        markdown.Append($"\n## {labels.Result}\n\n");
        foreach (var line in PlainText.Clean(stored).Split('\n')) markdown.Append("    ").Append(line).Append('\n');
        return markdown.ToString();
    }

    private static string Html(string title, string text, List<(string Name, string Value)> facts, string stored, Labels labels) => HtmlPage.Write(
        labels.LanguageTag,
        title,
        El("header", El("h1", title)),
        El("section", El("p.lead", text)),
        El("section", El("table.facts", facts.Select(fact => El("tr", El("th", Attr("scope", "row"), fact.Name), El("td", fact.Value))))),
        El("section", El("h2", labels.Result), El("pre.raw", stored)));

    private static string PlainPage(string title, string text, List<(string Name, string Value)> facts, string stored, Labels labels)
    {
        var page = new TextPage(80);
        page.Title(title, '=');
        page.Paragraph(text);
        page.Break();
        page.Table(facts);
        page.Section(labels.Result);
        return page + PlainText.Clean(stored) + "\n";
    }
}
