using Microsoft.Data.Sqlite;

namespace TradingAgents.Analysis.Memory;

/// <summary>The collections that are open: each once, used by one caller at a time, no more of them than the limit.</summary>
internal sealed class OpenCollections(int limit) : IDisposable
{
    // One for each use under way. Whoever holds one finds a slot: at most limit - 1 others are in use.
    private readonly SemaphoreSlim _uses = new(limit);

    // Held while a slot is looked up, made room for and taken, so that a file is closed before it can be opened again.
    private readonly SemaphoreSlim _lookup = new(1);

    private readonly PathTurns _turns = new();
    private readonly Dictionary<string, LinkedListNode<Slot>> _byPath = new(StringComparer.Ordinal);
    private readonly LinkedList<Slot> _byAge = []; // used last at the end
    private volatile bool _disposed;

    public int Count => Volatile.Read(ref _count);

    private int _count;

    /// <summary>Does the work with the collection, opened or made where needed. <c>Exists</c> is false where there is none and none is to be made.</summary>
    public async Task<(bool Exists, T? Value)> UseAsync<T>(string path, bool create, Func<MemoryCollection, T> work, CancellationToken cancellationToken)
    {
        // First the turn, then the permit: those who wait for one slow collection must not keep others from theirs.
        using var turn = await _turns.TakeAsync(path, cancellationToken).ConfigureAwait(false);
        if (!create && !File.Exists(path)) return (false, default); // Not worth closing another for.
        await _uses.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var slot = await TakeAsync(path).ConfigureAwait(false);
            try
            {
                return Work(slot, create, work);
            }
            finally
            {
                Volatile.Write(ref slot.InUse, false);
            }
        }
        finally
        {
            _uses.Release();
        }
    }

    /// <summary>Waits for the uses under way, then closes all.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        for (var i = 0; i < limit; i++) _uses.Wait();
        foreach (var slot in _byAge) Close(slot);
        _byAge.Clear();
        _byPath.Clear();
        _uses.Release(limit); // who still waits is told that it is closed
    }

    private async Task<Slot> TakeAsync(string path)
    {
        await _lookup.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_byPath.TryGetValue(path, out var node)) _byAge.Remove(node);
            else
            {
                if (_byPath.Count >= limit) CloseIdlest();
                node = new LinkedListNode<Slot>(new Slot(path));
                _byPath.Add(path, node);
            }

            _byAge.AddLast(node);
            Volatile.Write(ref node.Value.InUse, true);
            return node.Value;
        }
        finally
        {
            _lookup.Release();
        }
    }

    private void CloseIdlest()
    {
        var idle = _byAge.First(slot => !Volatile.Read(ref slot.InUse));
        _byAge.Remove(idle);
        _byPath.Remove(idle.Path);
        Close(idle);
    }

    private (bool, T?) Work<T>(Slot slot, bool create, Func<MemoryCollection, T> work)
    {
        if (slot.Collection is null)
        {
            slot.Collection = MemoryCollection.Open(slot.Path, create);
            if (slot.Collection is null) return (false, default);
            Interlocked.Increment(ref _count);
        }

        try
        {
            return (true, work(slot.Collection));
        }
        catch (SqliteException)
        {
            Close(slot); // the next use starts with a connection that nothing happened to
            throw;
        }
    }

    private void Close(Slot slot)
    {
        if (slot.Collection is null) return;
        slot.Collection.Dispose();
        slot.Collection = null;
        Interlocked.Decrement(ref _count);
    }

    private sealed class Slot(string path)
    {
        /// <summary>Somebody works with it.</summary>
        public bool InUse;

        public string Path => path;

        public MemoryCollection? Collection { get; set; }
    }
}
