using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;

namespace TradingAgents.Analysis.Analysts;

/// <summary>The analysts of this version.</summary>
public static class StandardAnalysts
{
    /// <param name="marketData">The prices.</param>
    /// <param name="folder">The market data folder: <c>fundamentals</c> and <c>splits.csv</c> in it may be absent.</param>
    public static IReadOnlyList<IAnalyst> Over(IMarketData marketData, string folder) =>
    [
        new MarketAnalyst(marketData),
        new FundamentalsAnalyst(marketData, new CsvFundamentals(folder)),
    ];
}
