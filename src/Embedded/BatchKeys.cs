using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded;

/// <summary>Sees to it that a key stands for one batch, however many come at once; which tasks are its own, each item's key tells.</summary>
internal sealed class BatchKeys(JournalReader journal)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Digest, int Holders)> _open = [];

    /// <summary>The key of one item of a batch. It begins with a control character, which no key that a caller chooses may contain.</summary>
    public static string OfItem(string key, int index) => string.Create(CultureInfo.InvariantCulture, $"\u0001{index}:{key}");

    /// <summary>Claims a batch until the claim is disposed, which is once its tasks are durable or refused. Equal batches share the claim.</summary>
    /// <exception cref="EngineException">idempotency_conflict: the key stands for another batch.</exception>
    public IDisposable Take(string batchId, string digest)
    {
        lock (_gate)
        {
            var open = _open.TryGetValue(batchId, out var found) ? found : (Digest: journal.GetBatch(batchId)?.Digest ?? digest, Holders: 0);
            if (open.Digest != digest)
                throw new EngineException(ErrorCodes.IdempotencyConflict, "This Idempotency-Key was used for another batch; use a new key for a new batch.");
            _open[batchId] = (digest, open.Holders + 1);
            return new Claim(this, batchId);
        }
    }

    private void Release(string batchId)
    {
        lock (_gate)
        {
            var (digest, holders) = _open[batchId];
            if (holders == 1) _open.Remove(batchId);
            else _open[batchId] = (digest, holders - 1);
        }
    }

    private sealed class Claim(BatchKeys keys, string batchId) : IDisposable
    {
        public void Dispose() => keys.Release(batchId);
    }
}
