using TradingAgents.Abstractions;

namespace TradingAgents.Grains;

/// <summary>The memory of a cluster: what is added through one silo or client is found through all.</summary>
public sealed class GrainMemory(IGrainFactory grains) : IMemory
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> AddAsync(string collection, IReadOnlyList<MemoryDocument> documents, CancellationToken cancellationToken = default)
    {
        // Ids are made here, so that a call that is repeated adds nothing twice.
        MemoryDocument[] named = [.. documents.Select(document => document is null ? document! : document with { Id = document.Id ?? Guid.CreateVersion7().ToString() })];
        return await GrainCalls.RepeatAsync(() => Collection(collection).AddAsync(named), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<MemoryMatch>> SearchAsync(string collection, string query, int count = 3, CancellationToken cancellationToken = default) =>
        await GrainCalls.RepeatAsync(() => Collection(collection).SearchAsync(query, count), cancellationToken).ConfigureAwait(false);

    private IMemoryCollectionGrain Collection(string name)
    {
        RequestRules.CheckCollection(name);
        return grains.GetGrain<IMemoryCollectionGrain>(name);
    }
}
