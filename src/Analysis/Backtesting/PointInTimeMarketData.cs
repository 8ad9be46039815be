using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Market data as it was known on a day: whoever asks it gets nothing later, whatever he asks for.</summary>
internal sealed class PointInTimeMarketData(IMarketData all, DateOnly day) : IMarketData
{
    public Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        all.GetPricesAsync(symbol, asOf is { } asked && asked < day ? asked : day, cancellationToken);

    public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default) => all.GetSymbolsAsync(cancellationToken);
}
