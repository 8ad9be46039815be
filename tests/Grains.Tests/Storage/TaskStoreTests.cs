using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Grains.Tests.Storage;

public sealed class MemoryTaskStoreTests : TaskStoreContract
{
    private protected override ITaskStore Store { get; } = new MemoryTaskStore();
}

/// <summary>Over a Redis of its own; skipped where redis-server is not installed.</summary>
public sealed class RedisTaskStoreTests(RedisTaskStoreTests.Server server) : TaskStoreContract, IClassFixture<RedisTaskStoreTests.Server>, IAsyncLifetime
{
    private readonly string _prefix = Guid.NewGuid().ToString("N") + "/";
    private IConnectionMultiplexer _redis = null!;

    private protected override ITaskStore Store => new RedisTaskStore(_redis, _prefix);

    public async ValueTask InitializeAsync() => _redis = await server.ConnectAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_collection_of_memory_comes_back_with_what_was_added_last()
    {
        var memory = new RedisMemoryStore(_redis, _prefix);
        await memory.PutAsync("lessons", [.. Enumerable.Range(0, 1000).Select(number => new MemoryDocument($"{number}", "old"))]);
        await memory.PutAsync("lessons", [new MemoryDocument("7", "new", System.Text.Json.JsonElement.Parse("""{"year":2026}"""))]);

        var kept = await memory.GetAllAsync("lessons");
        Assert.Equal(1000, kept.Count);
        var replaced = Assert.Single(kept, document => document.Text == "new");
        Assert.Equal(2026, replaced.Metadata!.Value.GetProperty("year").GetInt32());
        Assert.Empty(await memory.GetAllAsync("unknown"));
    }

    [Fact]
    public async Task A_Redis_that_is_not_there_is_told_as_storage_unavailable()
    {
        await using var nobody = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=100,syncTimeout=100,asyncTimeout=100");
        var failure = await Assert.ThrowsAsync<EngineException>(() => new RedisTaskStore(nobody, _prefix).BeginTermAsync());
        Assert.Equal(ErrorCodes.StorageUnavailable, failure.Code);
        Assert.True(failure.RetryAfterSeconds > 0);
    }

    private protected override async Task NothingIsLeftAsync()
    {
        var keys = new List<string>();
        await foreach (var key in _redis.GetServers()[0].KeysAsync(pattern: _prefix + "*")) keys.Add(key.ToString()[_prefix.Length..]);
        Assert.Equal(["term"], keys);
    }

    /// <summary>One for all tests of the class, each under its own prefix.</summary>
    public sealed class Server : IDisposable
    {
        private RedisServer? _server;
        private ConnectionMultiplexer? _redis;

        internal async Task<IConnectionMultiplexer> ConnectAsync()
        {
            _server ??= RedisServer.Start();
            return _redis ??= await ConnectionMultiplexer.ConnectAsync(_server.Address + ",abortConnect=false,connectRetry=20");
        }

        public void Dispose()
        {
            _redis?.Dispose();
            _server?.Dispose();
        }
    }
}
