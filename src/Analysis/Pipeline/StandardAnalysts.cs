using TradingAgents.Abstractions;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Fundamentals;
using TradingAgents.Analysis.News;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>All analysts of this version.</summary>
public static class StandardAnalysts
{
    /// <param name="folder">A market data folder: <c>fundamentals</c>, <c>splits.csv</c> and <c>news</c> are looked for in it, and may be absent.</param>
    /// <param name="marketData">The prices.</param>
    public static IReadOnlyList<IAnalyst> Over(string folder, IMarketData marketData)
    {
        var filings = new CsvFundamentals(folder);
        var news = new JsonlNews(folder);
        return [new MarketAnalyst(marketData), new SentimentAnalyst(news), new NewsAnalyst(news), new FundamentalsAnalyst(marketData, filings)];
    }
}
