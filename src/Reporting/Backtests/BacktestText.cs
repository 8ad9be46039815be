using System.Text;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Backtests;

/// <summary>A backtest as plain text for a terminal.</summary>
public static class BacktestText
{
    private const int Width = 110;

    /// <summary>Tables of up to 110 columns and what they rest on; no colour, no control characters.</summary>
    public static string Render(BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var all = report.Overall;
        var text = new StringBuilder();
        Title(text, $"Backtest of {BacktestWords.SubjectOf(report)}, {BacktestWords.Period(all)}", '=');
        Paragraph(text, "", $"Analysis: {BacktestWords.Analysis(report.Settings)}; {NumberText.Count(all.Decisions)} decisions over {NumberText.Count(all.Days)} trading days.");
        text.Append('\n');
        foreach (var finding in BacktestWords.Findings(report)) Paragraph(text, "- ", finding);
        text.Append('\n');
        Table(text, BacktestTables.Performance(all, report.Settings.CoinRuns));
        if (report.Symbols.Count > 1)
        {
            Section(text, "By symbol", BacktestTables.Symbols(report));
            Section(text, "Decisions by symbol", BacktestTables.SymbolDecisions(report));
        }

        Section(text, "What followed each rating", BacktestTables.Ratings(all));
        Section(text, "Confidence against what came", BacktestTables.Calibration(all.Calibration));
        if (BacktestWords.Brier(all.Calibration) is { } brier) Paragraph(text, "", brier);
        if (all.Calibration.ByConviction.Count > 0) Section(text, "Conviction against what came", BacktestTables.Conviction(all.Calibration));
        Section(text, "How it was reckoned");
        foreach (var sentence in BacktestWords.Method(report)) Paragraph(text, "- ", sentence);
        if (report.Missing.Count > 0) Section(text, "Left out");
        foreach (var sentence in report.Missing) Paragraph(text, "- ", sentence);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, BacktestTable? table = null)
    {
        text.Append('\n');
        Title(text, title, '-');
        if (table is not null) Table(text, table);
    }

    private static void Title(StringBuilder text, string title, char underline)
    {
        var line = PlainText.OneLine(title);
        text.Append(line).Append('\n').Append(underline, line.Length).Append('\n');
    }

    private static void Paragraph(StringBuilder text, string marker, string sentence)
    {
        var indent = marker;
        foreach (var line in TextColumns.Wrap(PlainText.OneLine(sentence), Width - marker.Length))
        {
            text.Append(indent).Append(line).Append('\n');
            indent = new string(' ', marker.Length);
        }
    }

    private static void Table(StringBuilder text, BacktestTable table)
    {
        var rows = table.Rows.Prepend(table.Headings).Select(row => row.Select(PlainText.OneLine).ToArray()).ToArray();
        var widths = table.Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }
    }
}
