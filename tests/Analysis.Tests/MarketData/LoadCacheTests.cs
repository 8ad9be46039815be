using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.Tests.MarketData;

public sealed class LoadCacheTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly LoadCache<string, int, string> _cache = new(2, StringComparer.Ordinal, CacheTier.PriceFiles);

    [Fact]
    public async Task Concurrent_misses_make_one_load()
    {
        var loads = 0;
        var answer = new TaskCompletionSource<string>();
        var waiting = Enumerable.Range(0, 32).Select(_ => _cache.GetAsync("a", 1, () =>
        {
            Interlocked.Increment(ref loads);
            return answer.Task;
        }, CancellationToken.None)).ToArray();
        answer.SetResult("value");
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Deadline), value => Assert.Equal("value", value));
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task It_is_bounded_by_weight_and_lets_go_of_what_was_used_longest_ago()
    {
        var (cache, loads) = (new LoadCache<string, long, string>(10, StringComparer.Ordinal, CacheTier.NewsFiles, bytes => bytes), new List<string>());
        Task<string> Get(string key, long bytes) => cache.GetAsync(key, bytes, () =>
        {
            loads.Add(key);
            return Task.FromResult(key);
        }, CancellationToken.None);
        foreach (var key in (string[])["a", "b", "c", "a"]) await Get(key, 3);
        await Get("d", 3); // 12 are too many: b was used longest ago
        await Get("a", 3);
        await Get("b", 3);
        await Get("e", 50); // kept alone
        await Get("e", 50);
        await Get("a", 3);
        Assert.Equal(["a", "b", "c", "d", "b", "e", "a"], loads);
    }

    [Fact]
    public async Task A_failed_load_is_tried_again()
    {
        await Assert.ThrowsAsync<IOException>(() => _cache.GetAsync("a", 1, () => Task.FromException<string>(new IOException()), CancellationToken.None));
        Assert.Equal("value", await _cache.GetAsync("a", 1, () => Task.FromResult("value"), CancellationToken.None));
    }

    [Fact]
    public async Task One_who_gives_up_does_not_spoil_the_load_for_others()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = new TaskCompletionSource<string>();
        var impatient = _cache.GetAsync("a", 1, () => answer.Task, cancellation.Token);
        var patient = _cache.GetAsync("a", 1, () => throw new InvalidOperationException("a second load"), CancellationToken.None);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(Deadline));
        answer.SetResult("value");
        Assert.Equal("value", await patient.WaitAsync(Deadline));
    }
}
