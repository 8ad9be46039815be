using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>Fixes which prices this analysis reads, for all its stages and attempts.</summary>
internal sealed class MarketDataStage(AnalysisCase analysis)
{
    private const int SymbolsNamed = 10;

    /// <exception cref="AnalysisException">no_data, final: there is no price by the trade date. analysis_failed, final: the file is malformed.</exception>
    public async Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var symbol = analysis.Request.StockCode;
        PriceHistory? history;
        try
        {
            history = await analysis.MarketData.GetPricesAsync(symbol, cancellationToken: cancellationToken);
        }
        catch (InvalidDataException malformed)
        {
            throw new AnalysisException(TaskErrorCodes.AnalysisFailed, $"The prices of {symbol} cannot be read: {malformed.Message}", retryable: false, malformed);
        }

        if (history is not { Bars.Count: > 0 }) throw NoData($"No prices of {symbol} are held. {await NameHeldAsync(cancellationToken)}");
        var tradeDate = analysis.Parameters.TradeDate ?? history.Bars[^1].Date;
        PriceBar[] known = [.. history.Bars.Where(bar => bar.Date <= tradeDate)];
        if (known.Length == 0)
        {
            throw NoData(string.Create(CultureInfo.InvariantCulture,
                $"No prices of {symbol} are held on or before {tradeDate:yyyy-MM-dd}: they run from {history.Bars[0].Date:yyyy-MM-dd} to {history.Bars[^1].Date:yyyy-MM-dd}."));
        }

        var read = known.AsSpan(Math.Max(0, known.Length - analysis.LookBack.BarsToRead));
        return ContractJson.ToElement(new MarketWindow
        {
            Symbol = symbol,
            Currency = history.Currency,
            TradeDate = tradeDate,
            From = read[0].Date,
            To = read[^1].Date,
            Rows = read.Length,
        });
    }

    private static AnalysisException NoData(string message) => new(TaskErrorCodes.NoData, message, retryable: false);

    private async Task<string> NameHeldAsync(CancellationToken cancellationToken)
    {
        var held = await analysis.MarketData.GetSymbolsAsync(cancellationToken);
        var more = held.Count > SymbolsNamed ? string.Create(CultureInfo.InvariantCulture, $" and {held.Count - SymbolsNamed} more") : "";
        return held.Count == 0 ? "No symbol is held at all." : $"Held are {string.Join(", ", held.Take(SymbolsNamed))}{more}.";
    }
}
