using System.Runtime.ExceptionServices;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <summary>From a request to a durable task, or a clear refusal.</summary>
internal sealed class Submissions(SchedulerHost host, JournalReader journal, TaskReader reader, TimeProvider time)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly IdempotencyKeys _keys = new(journal);
    private readonly BatchKeys _batchKeys = new(journal);
    private readonly SharedParameters _parameters = new();

    // A caller that gives up waiting gives up nothing else: what has begun is brought to its end.
    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? key, CancellationToken cancellationToken) =>
        SubmitAsync(new Item(request, key)).WaitAsync(cancellationToken);

    public Task<BatchReceipt> SubmitBatchAsync(BatchRequest batch, string? key, bool allowSynthetic, CancellationToken cancellationToken) =>
        CountedAsync(TryBatchAsync(batch, key, allowSynthetic)).WaitAsync(cancellationToken);

    private async Task<TaskSnapshot> SubmitAsync(Item item)
    {
        var pending = await StartAsync([item], batchId: null, []).ConfigureAwait(false);
        return await CountedAsync(FinishAsync(pending[0])).ConfigureAwait(false);
    }

    // An answer that there is no room counts once, however many items it is about.
    private async Task<T> CountedAsync<T>(Task<T> submission)
    {
        try
        {
            return await submission.ConfigureAwait(false);
        }
        catch (EngineException full) when (full.Code == ErrorCodes.QueueFull)
        {
            host.Do(scheduler =>
            {
                scheduler.CountRefusal();
                return Step.Nothing;
            });
            throw;
        }
    }

    private async Task<BatchReceipt> TryBatchAsync(BatchRequest batch, string? key, bool allowSynthetic)
    {
        if (batch.Template.DependsOn is { Count: > 0 }) await EndsAsync(batch.Template).ConfigureAwait(false); // An unknown one is no item's fault.
        var tenant = batch.Template.Tenant ?? RequestRules.DefaultTenant;
        var batchId = key is null ? "batch-" + Guid.CreateVersion7().ToString("N") : "batch-" + RequestDigest.Hash(tenant + "\n" + key)[..32];
        var items = batch.StockCodes.Select((code, index) =>
            Normalize(batch.Template with { StockCode = code }, key is null ? null : BatchKeys.OfItem(key, index), allowSynthetic)).ToArray();
        var digest = RequestDigest.Hash(string.Join('\n', items.Select((item, index) =>
            item.Item is null ? $"not taken: {batch.StockCodes[index]}" : RequestDigest.Of(item.Item.Request))));
        using var claim = _batchKeys.Take(batchId, digest);
        var row = new BatchRow(batchId, tenant, digest, "{}"u8.ToArray());
        var pending = await StartAsync([.. items.Select(item => item.Item)], batchId, [new PutBatchRow(row)]).ConfigureAwait(false);
        var outcomes = new BatchItem[items.Length];
        for (var i = 0; i < items.Length; i++)
            outcomes[i] = await OutcomeAsync(batch.StockCodes[i], items[i].Wrong, pending[i]).ConfigureAwait(false);

        if (outcomes.All(item => item.Task is null)) throw Refusals.NoneTaken(outcomes);
        return new BatchReceipt(batchId, outcomes);
    }

    private async Task<Pending[]> StartAsync(IReadOnlyList<Item?> items, string? batchId, IReadOnlyList<JournalWrite> more)
    {
        var pending = new Pending[items.Count];
        var candidates = new List<(int Index, Candidate Candidate)>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not { } item) continue;
            try
            {
                pending[i] = Claim(item);
                if (pending[i].Deduplicated) continue;
                candidates.Add((i, await NewCandidateAsync(item, pending[i].Claim, batchId, i).ConfigureAwait(false)));
            }
            catch (Exception refused)
            {
                pending[i] = Refuse(pending[i], refused);
            }
        }

        while (candidates.Count > 0)
        {
            var admissions = TryAdmit(candidates, more, pending);
            var again = new List<(int, Candidate)>();
            for (var i = 0; i < admissions.Count; i++)
            {
                var (index, candidate) = candidates[i];
                switch (admissions[i])
                {
                    case Admission.Taken taken:
                        pending[index] = pending[index] with { Task = taken.Task, Admission = AdmittedAsync(taken.Task, pending[index].Claim) };
                        break;
                    case Admission.Refused refused:
                        pending[index] = Refuse(pending[index], Refusals.Full(refused.Reason, refused.RetryAfterSeconds));
                        break;
                    default:
                        try
                        {
                            again.Add((index, candidate with { Ended = await EndsAsync(candidate.Request).ConfigureAwait(false) }));
                        }
                        catch (Exception refused)
                        {
                            pending[index] = Refuse(pending[index], refused);
                        }

                        break;
                }
            }

            candidates = again;
        }

        return pending;
    }

    // An engine that fails meanwhile refuses all that was offered.
    private IReadOnlyList<Admission> TryAdmit(List<(int Index, Candidate Candidate)> candidates, IReadOnlyList<JournalWrite> more, Pending[] pending)
    {
        try
        {
            return host.Admit([.. candidates.Select(candidate => candidate.Candidate)], more);
        }
        catch (Exception refused)
        {
            foreach (var (index, _) in candidates) pending[index] = Refuse(pending[index], refused);
            return [];
        }
    }

    private Pending Claim(Item item)
    {
        if (item.Key is null) return default;
        var (mine, other, existing) = _keys.Take(item.Request.Tenant!, item.Key, RequestDigest.Of(item.Request));
        return new Pending(mine, null, null, other, existing);
    }

    private async Task<Candidate> NewCandidateAsync(Item item, IdempotencyKeys.Claim? claim, string? batchId, int index)
    {
        var id = new TaskId(Guid.CreateVersion7().ToString("N"));
        JournalWrite[] writes = claim is null ? [] : [new PutKey(claim.Scope, claim.Key, claim.Digest, id)];
        var request = item.Request.Parameters is { } parameters ? item.Request with { Parameters = _parameters.Of(parameters) } : item.Request;
        return new Candidate(id, request, batchId, index, await EndsAsync(item.Request).ConfigureAwait(false), writes);
    }

    // How those dependencies ended that have; an unknown one is refused.
    private async Task<Dictionary<TaskId, AnalysisStatus>> EndsAsync(AnalysisRequest request)
    {
        var ends = new Dictionary<TaskId, AnalysisStatus>();
        foreach (var id in request.DependsOn ?? [])
        {
            if (host.Find(id) is { Published: { } record } && !TaskLifecycle.IsTerminal(record.Status) && host.Read(scheduler => scheduler.IsLive(id))) continue;
            var live = host.Find(id);
            if (live?.Published is not null) await DurableAsync(live.Ended).ConfigureAwait(false);
            if (journal.GetTask(id) is not { } row) throw RequestRules.Invalid("depends_on", $"There is no task '{id}'.");
            if (TaskLifecycle.IsTerminal(row.Status)) ends[id] = row.Status;
        }

        return ends;
    }

    // Its end is on its way to the disk, and not before it is there may another be built on it.
    private async Task DurableAsync(Task end)
    {
        try
        {
            await end.WaitAsync(EndPatience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new StorageUnavailableException("A task on which it depends has ended, but the disk does not take that now. Ask again later.") { RetryAfterSeconds = 5 };
        }
    }

    // Completes when the task is durable and its key is known to the journal.
    private static async Task AdmittedAsync(LiveTask task, IdempotencyKeys.Claim? claim)
    {
        try
        {
            await task.Admitted.ConfigureAwait(false);
        }
        catch (Exception refused)
        {
            claim?.Withdraw(refused);
            throw;
        }

        claim?.Fulfil(task);
    }

    private static Pending Refuse(Pending pending, Exception reason)
    {
        pending.Claim?.Withdraw(reason);
        return pending with { Refusal = reason };
    }

    private async Task<TaskSnapshot> FinishAsync(Pending pending)
    {
        if (pending.Refusal is not null) ExceptionDispatchInfo.Throw(pending.Refusal);
        if (pending.Existing is { } existing) return reader.Get(existing) with { Deduplicated = true };
        if (pending.Other is not null) return reader.Get((await pending.Other.Task.ConfigureAwait(false)).Id) with { Deduplicated = true };
        await pending.Admission!.ConfigureAwait(false);
        return reader.Get(pending.Task!.Id);
    }

    private async Task<BatchItem> OutcomeAsync(string code, EngineException? wrong, Pending pending)
    {
        try
        {
            if (wrong is not null) throw wrong;
            return new BatchItem(code, await FinishAsync(pending).ConfigureAwait(false), null);
        }
        catch (EngineException refused)
        {
            return new BatchItem(code, null, new BatchItemError(refused.Code, refused.Message, refused.RetryAfterSeconds));
        }
    }

    private static (Item? Item, EngineException? Wrong) Normalize(AnalysisRequest request, string? key, bool allowSynthetic)
    {
        try
        {
            return (new Item(RequestRules.Normalize(request, allowSynthetic), key), null);
        }
        catch (EngineException wrong)
        {
            return (null, wrong);
        }
    }

    private sealed record Item(AnalysisRequest Request, string? Key);

    /// <summary>How far a submission has come: one of a task on its way, somebody else's task with its key, or a refusal.</summary>
    private readonly record struct Pending(IdempotencyKeys.Claim? Claim, LiveTask? Task, Exception? Refusal, IdempotencyKeys.Claim? Other, TaskId? Existing)
    {
        /// <summary>Of the task: completes or fails once its key is no longer claimed.</summary>
        public Task? Admission { get; init; }

        public bool Deduplicated => Other is not null || Existing is not null;
    }
}
