namespace TradingAgents.Analysis.Reuse;

/// <summary>The memory tier: outputs used last, bounded in number, bytes and age. Safe for concurrent use.</summary>
internal sealed class OutputCache(StageReuseOptions options, TimeProvider time)
{
    /// <summary>What an entry takes besides its output: key, nodes, array.</summary>
    private const int Overhead = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<ContentKey, LinkedListNode<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>Outputs held, and what they take.</summary>
    public (int Count, long Bytes) Size
    {
        get
        {
            lock (_lock) return (_byKey.Count, _bytes);
        }
    }

    public byte[]? Find(ContentKey key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node)) return null;
            if (time.GetElapsedTime(node.Value.KeptAt) >= options.MemoryAge)
            {
                Remove(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Output;
        }
    }

    public void Keep(ContentKey key, byte[] output)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var held)) Remove(held);
            if (output.Length + Overhead > options.MemoryBytes) return;
            _byKey[key] = _byUse.AddFirst(new Entry(key, output, time.GetTimestamp()));
            _bytes += output.Length + Overhead;
            while (_byKey.Count > options.MemoryEntries || _bytes > options.MemoryBytes) Remove(_byUse.Last!);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byKey.Remove(node.Value.Key);
        _byUse.Remove(node);
        _bytes -= node.Value.Output.Length + Overhead;
    }

    private readonly record struct Entry(ContentKey Key, byte[] Output, long KeptAt);
}
