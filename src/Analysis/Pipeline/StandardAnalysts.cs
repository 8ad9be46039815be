using TradingAgents.Abstractions;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.News;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>All analysts of this version.</summary>
public static class StandardAnalysts
{
    /// <param name="folder">A market data folder: <c>news</c> is looked for in it, and may be absent.</param>
    /// <param name="marketData">The prices.</param>
    public static IReadOnlyList<IAnalyst> Over(string folder, IMarketData marketData)
    {
        var news = new JsonlNews(folder);
        return [new MarketAnalyst(marketData), new SentimentAnalyst(news), new NewsAnalyst(news)];
    }
}
