using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <summary>Sees to it that equal submissions with one key become one task, however many come at once.</summary>
/// <remarks>
/// A key whose task is durable is in the journal; one whose task is on its way is here. Between the look into the journal and the look here
/// a key can move from here to there; the counter of such moves tells, and then both are looked at again.
/// </remarks>
internal sealed class IdempotencyKeys(JournalReader journal)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, string Key), Claim> _claims = [];
    private long _released;

    /// <summary>Claims a key for a new task, or finds whose it is.</summary>
    /// <returns>A claim to fulfil or withdraw, or the claim or task that has the key.</returns>
    /// <exception cref="EngineException">idempotency_conflict: the key stands for another request.</exception>
    public (Claim? Mine, Claim? Other, TaskId? Existing) Take(string scope, string key, string digest)
    {
        while (true)
        {
            var released = Interlocked.Read(ref _released);
            var kept = journal.FindKey(scope, key);
            lock (_gate)
            {
                if (released != _released) continue;
                if (kept is not null)
                {
                    Check(kept.Digest, digest);
                    return (null, null, kept.TaskId);
                }

                if (_claims.TryGetValue((scope, key), out var claim))
                {
                    Check(claim.Digest, digest);
                    return (null, claim, null);
                }

                claim = new Claim(this, scope, key, digest);
                _claims.Add((scope, key), claim);
                return (claim, null, null);
            }
        }
    }

    // The claim's task is durable, or was refused: the journal knows from now on.
    private void Release(Claim claim)
    {
        lock (_gate)
        {
            _claims.Remove((claim.Scope, claim.Key));
            _released++;
        }
    }

    private static void Check(string known, string digest)
    {
        if (known != digest)
            throw new EngineException(ErrorCodes.IdempotencyConflict, "This Idempotency-Key was used for another request; use a new key for a new request.");
    }

    /// <summary>A key on its way to the disk. It is given up before anyone hears how it went: whoever is told of a refusal may use the key again at once.</summary>
    internal sealed class Claim(IdempotencyKeys keys, string scope, string key, string digest)
    {
        private readonly TaskCompletionSource<LiveTask> _task = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The task that was taken for it; faults as its submission did.</summary>
        public Task<LiveTask> Task => _task.Task;

        public string Scope => scope;
        public string Key => key;
        public string Digest => digest;

        public void Fulfil(LiveTask task)
        {
            keys.Release(this);
            _task.TrySetResult(task);
        }

        public void Withdraw(Exception reason)
        {
            keys.Release(this);
            _task.TrySetException(reason);
            _ = _task.Task.Exception; // Nobody need be waiting.
        }
    }
}
