using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting;

/// <summary>Writes the result of a task in any format; the one entry for HTTP and the command line.</summary>
public static class ReportRenderer
{
    /// <summary>The result as text. A result that is no analysis report becomes a short page that says so.</summary>
    public static string Render(AnalysisResult result, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (format == ReportFormat.Json) return JsonSerializer.Serialize(result.Report, ContractJson.Indented);

        return ReadReport(result.Report) is { } report
            ? format switch
            {
                ReportFormat.Markdown => MarkdownReport.Render(report),
                ReportFormat.Html => HtmlReport.Render(report),
                ReportFormat.Text => TextReport.Render(report),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown report format."),
            }
            : SyntheticReport.Render(result, format);
    }

    /// <summary>The media type of a format, with its charset.</summary>
    public static string MediaType(ReportFormat format) => format switch
    {
        ReportFormat.Json => "application/json; charset=utf-8",
        ReportFormat.Markdown => "text/markdown; charset=utf-8",
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Text => "text/plain; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown report format."),
    };

    /// <summary>Null also for a report of another version, whose members are not all known here.</summary>
    private static AnalysisReport? ReadReport(JsonElement report)
    {
        try
        {
            return AnalysisReport.FromJson(report);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
