using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.News;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>What an analysis reads; each source keeps what it has read, so they are opened once.</summary>
/// <param name="MarketData">Prices.</param>
/// <param name="Fundamentals">Filings.</param>
/// <param name="News">Dated texts.</param>
public sealed record AnalysisSources(IMarketData MarketData, IFundamentalsData Fundamentals, INews News)
{
    /// <summary>Those of a market data folder, of which all but <c>prices</c> may be absent.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder <c>prices</c> in it.</exception>
    public static AnalysisSources In(string folder) => new(new CsvMarketData(folder), new CsvFundamentals(folder), new JsonlNews(folder));
}
