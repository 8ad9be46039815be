using System.Text.Json;
using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Storage;

/// <summary>Keeps each collection as one hash in Redis.</summary>
internal sealed class RedisMemoryStore(IConnectionMultiplexer redis, string prefix) : IMemoryStore
{
    private const int ScanPage = 500;

    public Task PutAsync(string collection, IReadOnlyList<MemoryDocument> documents) => RedisCall.GuardAsync(async () =>
    {
        await redis.GetDatabase().HashSetAsync(Key(collection), [.. documents.Select(document => new HashEntry(document.Id!, JsonSerializer.SerializeToUtf8Bytes(document, WireJson.Options)))]);
        return true;
    });

    public Task<IReadOnlyList<MemoryDocument>> GetAllAsync(string collection) => RedisCall.GuardAsync<IReadOnlyList<MemoryDocument>>(async () =>
    {
        var documents = new Dictionary<string, MemoryDocument>(); // A scan may tell of one twice.
        await foreach (var entry in redis.GetDatabase().HashScanAsync(Key(collection), pageSize: ScanPage))
            documents[(string)entry.Name!] = JsonSerializer.Deserialize<MemoryDocument>((byte[])entry.Value!, WireJson.Options)!;
        return [.. documents.Values];
    });

    private RedisKey Key(string collection) => prefix + "memory:" + collection;
}
