using TradingAgents.Abstractions;
using TradingAgents.Cli.Commands;
using TradingAgents.Reporting;

namespace TradingAgents.Cli;

/// <summary>Puts engine, analysts and reports together. Each part is behind its own method, so that a command loads only what it runs.</summary>
internal static class Composition
{
    public static CliParts Parts { get; } = new(
        (options, context, cancellationToken) => Server.RunAsync(options, context, cancellationToken),
        (analysis, cancellationToken) => LocalRun.RunAsync(analysis, cancellationToken),
        Render,
        (backtest, cancellationToken) => LocalBacktestRun.RunAsync(backtest, cancellationToken));

    private static string Render(AnalysisResult result, OutputFormat format) => ReportRenderer.Render(result, format switch
    {
        OutputFormat.Text => ReportFormat.Text,
        OutputFormat.Markdown => ReportFormat.Markdown,
        OutputFormat.Html => ReportFormat.Html,
        _ => ReportFormat.Json,
    });
}
