using TradingAgents.Abstractions;
using TradingAgents.Analysis.Memory;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Grains.Memory;

/// <inheritdoc cref="IMemoryCollectionGrain" />
/// <remarks>
/// What is durable is in the store; the full-text index is a file of this silo's, made anew from the store wherever the collection comes to life. A second
/// activation, which a partition may make for a moment, can find too little but lose nothing: each document is written by its own id.
/// </remarks>
internal sealed class MemoryCollectionGrain(IMemoryStore store) : Grain, IMemoryCollectionGrain, IDisposable
{
    private const int Chunk = SqliteMemory.MaxDocuments;

    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents-memory").FullName;
    private SqliteMemory? _index;

    private string Name => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _index = new SqliteMemory(_folder);
        foreach (var documents in (await store.GetAllAsync(Name)).Chunk(Chunk)) await _index.AddAsync(Name, documents, cancellationToken);
    }

    public void Dispose()
    {
        _index?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<string[]> AddAsync(MemoryDocument[] documents)
    {
        var ids = await _index!.AddAsync(Name, documents); // First: it knows what is valid.
        try
        {
            await store.PutAsync(Name, documents);
        }
        catch (Exception)
        {
            DeactivateOnIdle(); // The index holds what is not durable: it is made anew.
            throw;
        }

        return [.. ids];
    }

    public async Task<MemoryMatch[]> SearchAsync(string query, int count)
    {
        try
        {
            return [.. await _index!.SearchAsync(Name, query, count)];
        }
        catch (EngineException unknown) when (unknown.Code == ErrorCodes.UnknownCollection)
        {
            DeactivateOnIdle(); // A search for any name must not take room.
            throw;
        }
    }
}
