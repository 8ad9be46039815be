using TradingAgents.Abstractions;

namespace TradingAgents.Grains;

/// <summary>One searchable collection of texts, the same for every silo and client. The key is its name.</summary>
[Alias("TradingAgents.IMemoryCollectionGrain")]
public interface IMemoryCollectionGrain : IGrainWithStringKey
{
    /// <summary>Adds documents, or replaces those whose id exists; returns their ids once they are durable. Repeating it with the same ids changes nothing.</summary>
    [Alias("Add")]
    Task<string[]> AddAsync(MemoryDocument[] documents);

    /// <summary>The documents that match best, best first.</summary>
    [Alias("Search")]
    Task<MemoryMatch[]> SearchAsync(string query, int count);
}
