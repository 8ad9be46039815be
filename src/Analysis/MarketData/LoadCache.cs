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
    private readonly long _capacity;
    private readonly Func<TStamp, long> _weightOf;
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _byKey;
    private readonly LinkedList<Entry> _byUse = new();
    private readonly CacheTier _tier;
    private long _weight;

    /// <param name="capacity">How much is kept, from 1: how many, or how many bytes where each has a weight. What is asked for last is kept whatever it weighs.</param>
    /// <param name="comparer">Of the keys.</param>
    /// <param name="tier">Under which name its requests are counted.</param>
    /// <param name="weightOf">What one of this stamp weighs, such as its bytes; null: 1.</param>
    public LoadCache(long capacity, IEqualityComparer<TKey> comparer, CacheTier tier, Func<TStamp, long>? weightOf = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_capacity, _tier, _weightOf) = (capacity, tier, weightOf ?? (_ => 1));
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
                if (node.Value.Stamp.Equals(stamp))
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    var isLoading = node.Value.Value is not { IsValueCreated: true, Value.IsCompleted: true };
                    CacheMetrics.Count(_tier, isLoading ? CacheOutcome.Joined : CacheOutcome.Hit);
                    return node.Value;
                }

                Remove(node);
            }

            CacheMetrics.Count(_tier, CacheOutcome.Miss);
            var entry = new Entry(key, stamp, new Lazy<Task<TValue>>(load));
            _byKey[key] = _byUse.AddFirst(entry);
            _weight += _weightOf(stamp);
            while (_weight > _capacity && _byUse.Count > 1) Remove(_byUse.Last!);
            return entry;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(entry.Key, out var node) || node.Value != entry) return;
            Remove(node);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byKey.Remove(node.Value.Key);
        _byUse.Remove(node);
        _weight -= _weightOf(node.Value.Stamp);
    }

    private sealed class Entry(TKey key, TStamp stamp, Lazy<Task<TValue>> value)
    {
        public TKey Key { get; } = key;
        public TStamp Stamp { get; } = stamp;
        public Lazy<Task<TValue>> Value { get; } = value;
    }
}
