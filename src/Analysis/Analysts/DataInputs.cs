using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Analysts;

/// <summary>The data that stages may declare to read.</summary>
internal static class DataInputs
{
    public static DataInput Prices(IMarketData marketData, string symbol) =>
        new($"prices/{symbol}", cancellationToken => marketData.GetVersionAsync(symbol, cancellationToken));

    /// <summary>The symbol's and, for any other than the benchmark, those it is compared with.</summary>
    public static IReadOnlyList<DataInput> PricesAndBenchmark(IMarketData marketData, string symbol) =>
        symbol == MarketAnalyst.Benchmark ? [Prices(marketData, symbol)] : [Prices(marketData, symbol), Prices(marketData, MarketAnalyst.Benchmark)];

    public static DataInput Filings(IFundamentalsData filings, string symbol) =>
        new($"filings/{symbol}", cancellationToken => filings.GetVersionAsync(symbol, cancellationToken));

    public static DataInput News(INews news) => new("news", news.GetVersionAsync);
}
