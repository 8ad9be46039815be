using TradingAgents.Abstractions;

namespace TradingAgents.Grains.Storage;

/// <summary>Keeps the documents of memory collections, each by its id.</summary>
internal interface IMemoryStore
{
    /// <summary>Adds documents, or replaces those of the same id: all of them or none.</summary>
    Task PutAsync(string collection, IReadOnlyList<MemoryDocument> documents);

    /// <summary>All documents of a collection; none where it is unknown.</summary>
    Task<IReadOnlyList<MemoryDocument>> GetAllAsync(string collection);
}

/// <summary>Keeps them in memory, for as long as the process lives.</summary>
internal sealed class LocalMemoryStore : IMemoryStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, MemoryDocument>> _collections = [];

    public Task PutAsync(string collection, IReadOnlyList<MemoryDocument> documents)
    {
        lock (_gate)
        {
            if (!_collections.TryGetValue(collection, out var kept)) _collections[collection] = kept = [];
            foreach (var document in documents) kept[document.Id!] = document;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<MemoryDocument>> GetAllAsync(string collection)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<MemoryDocument>>(_collections.TryGetValue(collection, out var kept) ? [.. kept.Values] : []);
    }
}
