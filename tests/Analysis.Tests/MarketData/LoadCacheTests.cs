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
