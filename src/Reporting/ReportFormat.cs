namespace TradingAgents.Reporting;

/// <summary>How a result is written.</summary>
public enum ReportFormat
{
    /// <summary>The report as it is stored, indented.</summary>
    Json,

    /// <summary>GitHub-flavoured Markdown.</summary>
    Markdown,

    /// <summary>One self-contained page with charts, without scripts.</summary>
    Html,

    /// <summary>Plain text for a terminal of 80 columns.</summary>
    Text,
}
