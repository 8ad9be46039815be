using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Outline;

namespace TradingAgents.Reporting;

/// <summary>An analysis report as plain text for a terminal: no colour, no control characters.</summary>
public static class TextReport
{
    /// <summary>The report in its own language, no line wider than <paramref name="width"/> columns (at least 40); a Chinese character takes two.</summary>
    public static string Render(AnalysisReport report, int width = 80)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new PlainTextPage(width);
        ReportOutline.Write(page, report);
        return page.ToString();
    }
}
