using System.Net;
using System.Text.Json;
using TradingAgents.Abstractions;

namespace TradingAgents.Reporting;

/// <summary>Writes a report down. Replaced by the real renderer at merge.</summary>
public static class ReportRenderer
{
    public static string Render(AnalysisResult result, ReportFormat format)
    {
        var json = JsonSerializer.Serialize(result.Report, ContractJson.Indented);
        return format switch
        {
            ReportFormat.Markdown => $"# {result.Task.StockCode}\n\n```json\n{json}\n```\n",
            ReportFormat.Html => $"<!doctype html><html lang=\"en\"><title>{WebUtility.HtmlEncode(result.Task.StockCode)}</title><pre>{WebUtility.HtmlEncode(json)}</pre></html>\n",
            _ => json,
        };
    }
}
