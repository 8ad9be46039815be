using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Tests;

/// <summary>Prices from memory.</summary>
internal sealed class MemoryMarketData(params PriceHistory[] histories) : IMarketData
{
    public int Reads { get; private set; }

    public Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default)
    {
        Reads++;
        var history = histories.FirstOrDefault(history => history.Symbol == symbol);
        return Task.FromResult(history is null || asOf is null ? history : history with { Bars = [.. history.Bars.Where(bar => bar.Date <= asOf)] });
    }

    public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. histories.Select(history => history.Symbol).Order(StringComparer.Ordinal)]);
}
