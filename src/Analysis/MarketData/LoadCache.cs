using TradingAgents.Abstractions.Telemetry;

namespace TradingAgents.Analysis.MarketData;

/// <summary>Keeps what was used last; concurrent misses for one key make one load. A failed load is not kept.</summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TStamp">Tells whether what is kept is still right.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
internal sealed class LoadCache<TKey, TStamp, TValue>
    where TKey : notnull
    where TStamp : IEquatable<TStamp>
{
    private readonly int _capacity;
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _byKey;
    private readonly LinkedList<Entry> _byUse = new();

    private readonly CacheTier _tier;

    /// <param name="capacity">How many are kept, from 1.</param>
    /// <param name="comparer">Of the keys.</param>
    /// <param name="tier">Under which name its requests are counted.</param>
    public LoadCache(int capacity, IEqualityComparer<TKey> comparer, CacheTier tier)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_capacity, _tier) = (capacity, tier);
        _byKey = new Dictionary<TKey, LinkedListNode<Entry>>(comparer);
    }

    public async Task<TValue> GetAsync(TKey key, TStamp stamp, Func<Task<TValue>> load, CancellationToken cancellationToken)
    {
        var entry = FindOrAdd(key, stamp, load);
        try
        {
            return await entry.Value.Value.WaitAsync(cancellationToken);
        }
        catch when (entry.Value.Value.IsFaulted)
        {
            Forget(entry);
            throw;
        }
    }

    private Entry FindOrAdd(TKey key, TStamp stamp, Func<Task<TValue>> load)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                if (node.Value.Stamp.Equals(stamp))
                {
                    _byUse.AddFirst(node);
                    var isLoading = node.Value.Value is not { IsValueCreated: true, Value.IsCompleted: true };
                    CacheMetrics.Count(_tier, isLoading ? CacheOutcome.Joined : CacheOutcome.Hit);
                    return node.Value;
                }
            }

            CacheMetrics.Count(_tier, CacheOutcome.Miss);
            var entry = new Entry(key, stamp, new Lazy<Task<TValue>>(load));
            _byKey[key] = _byUse.AddFirst(entry);
            if (_byUse.Count > _capacity)
            {
                _byKey.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            return entry;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(entry.Key, out var node) || node.Value != entry) return;
            _byKey.Remove(entry.Key);
            _byUse.Remove(node);
        }
    }

    private sealed class Entry(TKey key, TStamp stamp, Lazy<Task<TValue>> value)
    {
        public TKey Key { get; } = key;
        public TStamp Stamp { get; } = stamp;
        public Lazy<Task<TValue>> Value { get; } = value;
    }
}
