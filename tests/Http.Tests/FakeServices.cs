using System.Collections.Concurrent;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Tests;

/// <summary>AAPL only, ten days.</summary>
internal sealed class FakeMarketData : IMarketData
{
    public Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default)
    {
        var bars = Enumerable.Range(1, 10).Select(day => new PriceBar(new DateOnly(2017, 3, day), 1, 2, 0.5, 1.5, 100)).ToArray();
        return Task.FromResult(symbol == "AAPL" ? new PriceHistory(symbol, "USD", bars) : null);
    }

    public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<string>>(["AAPL"]);
}

/// <summary>Finds every document of a collection, in order.</summary>
internal sealed class FakeMemory : IMemory
{
    private readonly ConcurrentDictionary<string, MemoryDocument[]> _collections = new();

    public Task<IReadOnlyList<string>> AddAsync(string collection, IReadOnlyList<MemoryDocument> documents, CancellationToken cancellationToken = default)
    {
        var named = documents.Select((document, i) => document with { Id = document.Id ?? $"d{i}" }).ToArray();
        _collections[collection] = named;
        return Task.FromResult<IReadOnlyList<string>>([.. named.Select(document => document.Id!)]);
    }

    public Task<IReadOnlyList<MemoryMatch>> SearchAsync(string collection, string query, int count = 3, CancellationToken cancellationToken = default) =>
        _collections.TryGetValue(collection, out var documents)
            ? Task.FromResult<IReadOnlyList<MemoryMatch>>([.. documents.Take(count).Select(document => new MemoryMatch(document.Id!, document.Text, 1, document.Metadata))])
            : throw new EngineException(ErrorCodes.UnknownCollection, "There is no such collection.");
}
