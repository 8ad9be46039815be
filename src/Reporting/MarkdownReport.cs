using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Outline;

namespace TradingAgents.Reporting;

/// <summary>An analysis report as GitHub-flavoured Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>The report in its own language; every text in it is escaped, numbers are in the invariant culture.</summary>
    public static string Render(AnalysisReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new MarkdownPage();
        ReportOutline.Write(page, report);
        return page.ToString();
    }
}
