using System.Text.Json;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>A server's memory service.</summary>
public sealed class HttpMemory(ApiConnection connection) : IMemory
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> AddAsync(
        string collection, IReadOnlyList<MemoryDocument> documents, CancellationToken cancellationToken = default)
    {
        var body = WireJson.Write(new { CollectionName = collection, Documents = documents });

        // Documents with ids replace themselves; without, a repeat would add them twice.
        var call = ApiCall.Post(ApiRoutes.MemoryAdd, body) with { Repeatable = documents.All(document => document.Id is not null) };
        return (await connection.SendAsync(call, cancellationToken)).Read<Added>().Ids;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<MemoryMatch>> SearchAsync(
        string collection, string query, int count = 3, CancellationToken cancellationToken = default)
    {
        var body = WireJson.Write(new { CollectionName = collection, Query = query, NResults = count });
        var call = ApiCall.Post(ApiRoutes.MemorySearch, body) with { Repeatable = true };
        var matches = (await connection.SendAsync(call, cancellationToken)).Read<Found>().Results;
        return [.. matches.Select(match => match with { Metadata = match.Metadata is { ValueKind: JsonValueKind.Null } ? null : match.Metadata })];
    }

    private sealed record Added(IReadOnlyList<string> Ids);

    private sealed record Found(IReadOnlyList<MemoryMatch> Results);
}
