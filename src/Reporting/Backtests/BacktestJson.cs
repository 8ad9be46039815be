using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Backtests;

namespace TradingAgents.Reporting.Backtests;

/// <summary>A backtest as JSON, as the contract's types are written.</summary>
public static class BacktestJson
{
    private static readonly JsonSerializerOptions Lines = new(ContractJson.Indented) { NewLine = "\n", IndentSize = 1 };

    /// <summary>Indented but for the line breaks of the platform: always LF.</summary>
    public static string Render(BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, Lines) + "\n";
    }
}
