using System.Text.Json;

namespace TradingAgents.Abstractions;

/// <summary>Searchable collections of texts.</summary>
public interface IMemory
{
    /// <summary>Adds documents, or replaces those whose id exists, and makes the collection where there is none. Returns their ids once durable.</summary>
    /// <param name="collection">1 to 64 of A-Z a-z 0-9 . - _.</param>
    /// <param name="documents">1 to 1000.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="EngineException">invalid_request.</exception>
    Task<IReadOnlyList<string>> AddAsync(string collection, IReadOnlyList<MemoryDocument> documents, CancellationToken cancellationToken = default);

    /// <summary>The documents that match best, best first.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="query">Free text in any language; never an expression.</param>
    /// <param name="count">1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">unknown_collection, invalid_request.</exception>
    Task<IReadOnlyList<MemoryMatch>> SearchAsync(string collection, string query, int count = 3, CancellationToken cancellationToken = default);
}

/// <summary>A text to remember.</summary>
/// <param name="Id">Unique in its collection; null: made up.</param>
/// <param name="Text">Not empty.</param>
/// <param name="Metadata">A JSON object, returned as it came; null: none.</param>
public sealed record MemoryDocument(string? Id, string Text, JsonElement? Metadata = null);

/// <summary>A text found.</summary>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record MemoryMatch(string Id, string Text, double Score, JsonElement? Metadata);
