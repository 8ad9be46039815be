using TradingAgents.Abstractions;
using TradingAgents.Analysis.Pipeline;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Sources as they were known on a day: whoever asks them gets nothing later, whatever he asks for.</summary>
internal static class PointInTimeSources
{
    public static AnalysisSources Of(AnalysisSources all, DateOnly day) =>
        new(new Prices(all.MarketData, day), new Filings(all.Fundamentals, day), new Texts(all.News, day));

    private static DateOnly Earlier(DateOnly asked, DateOnly day) => asked < day ? asked : day;

    private sealed class Prices(IMarketData all, DateOnly day) : IMarketData
    {
        public Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
            all.GetPricesAsync(symbol, Earlier(asOf ?? day, day), cancellationToken);

        public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default) => all.GetSymbolsAsync(cancellationToken);
    }

    private sealed class Filings(IFundamentalsData all, DateOnly day) : IFundamentalsData
    {
        public Task<CompanyFilings?> GetFilingsAsync(string symbol, DateOnly asOf, CancellationToken cancellationToken = default) =>
            all.GetFilingsAsync(symbol, Earlier(asOf, day), cancellationToken);
    }

    private sealed class Texts(INews all, DateOnly day) : INews
    {
        public Task<NewsHeld> GetNewsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
            all.GetNewsAsync(from, Earlier(to, day), cancellationToken);
    }
}
