namespace TradingAgents.Reporting;

/// <summary>How a report is written down.</summary>
public enum ReportFormat
{
    Json,
    Markdown,
    Html,
    Text,
}
