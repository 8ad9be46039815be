using TradingAgents.Analysis.Reuse;

namespace TradingAgents.Analysis.Tests.Reuse;

public sealed class OutputCacheTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Ten_thousand_keys_stay_within_the_entries_and_the_bytes()
    {
        var options = new StageReuseOptions { MemoryBytes = 1_000_000 };
        var cache = new OutputCache(options, _time);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Keep(Key(i), new byte[i % 2000]);
            Assert.InRange(cache.Size.Count, 1, options.MemoryEntries);
            Assert.InRange(cache.Size.Bytes, 1, options.MemoryBytes);
        }

        Assert.NotNull(cache.Find(Key(9_999)));
        Assert.Null(cache.Find(Key(0)));
    }

    [Fact]
    public void A_thousand_entries_are_held_by_default()
    {
        var cache = new OutputCache(new StageReuseOptions(), _time);
        for (var i = 0; i < 1_001; i++) cache.Keep(Key(i), [1]);
        Assert.Equal(1_000, cache.Size.Count);
    }

    [Fact]
    public void What_was_used_longest_ago_goes_first()
    {
        var cache = new OutputCache(new StageReuseOptions { MemoryEntries = 2 }, _time);
        cache.Keep(Key(1), [1]);
        cache.Keep(Key(2), [2]);
        Assert.NotNull(cache.Find(Key(1)));
        cache.Keep(Key(3), [3]);
        Assert.Equal([1], cache.Find(Key(1)));
        Assert.Null(cache.Find(Key(2)));
    }

    [Fact]
    public void An_entry_is_gone_after_its_time_however_often_it_was_used()
    {
        var cache = new OutputCache(new StageReuseOptions(), _time);
        cache.Keep(Key(1), [1]);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(cache.Find(Key(1)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(cache.Find(Key(1)));
        Assert.Equal((0, 0L), cache.Size);
    }

    [Fact]
    public void What_is_greater_than_the_whole_cache_is_not_held_and_pushes_nothing_out()
    {
        var cache = new OutputCache(new StageReuseOptions { MemoryBytes = 10_000 }, _time);
        cache.Keep(Key(1), [1]);
        cache.Keep(Key(2), new byte[10_000]);
        Assert.NotNull(cache.Find(Key(1)));
        Assert.Null(cache.Find(Key(2)));
    }

    private static ContentKey Key(int i) => new(i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
}
