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
    public static IReadOnlyList<IAnalyst> Over(string folder, IMarketData marketData) =>
        Of(new AnalysisSources(marketData, new CsvFundamentals(folder), new JsonlNews(folder)));

    /// <summary>Over sources that are open already.</summary>
    public static IReadOnlyList<IAnalyst> Of(AnalysisSources sources) =>
    [
        new MarketAnalyst(sources.MarketData),
        new SentimentAnalyst(sources.News),
        new NewsAnalyst(sources.News),
        new FundamentalsAnalyst(sources.MarketData, sources.Fundamentals),
    ];
}
