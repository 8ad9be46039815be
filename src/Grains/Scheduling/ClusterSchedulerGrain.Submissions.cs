using System.Diagnostics;
using Orleans.Runtime.Placement;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Scheduling;

/// <content>From a request to a durable task, or a clear refusal.</content>
internal sealed partial class ClusterSchedulerGrain
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AdmissionPatience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Tenant, string Key), TaskCompletionSource<KeyHolder>> _claims = [];

    public Task<TaskSnapshot> SubmitAsync(Submission submission)
    {
        CheckTerm();
        var request = RequestRules.Normalize(submission.Request, options.AllowSynthetic);
        return CountedAsync(TakeAsync(new Item(submission.Id, request, submission.Key, submission.Again)));
    }

    public Task<BatchReceipt> SubmitBatchAsync(BatchSubmission submission)
    {
        CheckTerm();
        RequestRules.CheckBatch(submission.Request, options.AllowSynthetic);
        return CountedAsync(TakeBatchAsync(submission));
    }

    // An answer that there is no room counts once, however many items it is about.
    private async Task<T> CountedAsync<T>(Task<T> submission)
    {
        try
        {
            return await submission;
        }
        catch (EngineException full) when (full.Code == ErrorCodes.QueueFull)
        {
            _scheduler.CountRefusal();
            throw;
        }
    }

    // The key's claim is the lock: equal submissions that come meanwhile wait for its outcome.
    private async Task<TaskSnapshot> TakeAsync(Item item)
    {
        if (item.Again && await FindAsync(item.Id) is { } taken) return taken;
        if (item.Key is null) return await AdmitAsync(item, digest: null);
        var digest = RequestDigest.Of(item.Request);
        var scope = (item.Request.Tenant!, item.Key);
        if (_claims.TryGetValue(scope, out var other)) return await RepeatedAsync(item, digest, await other.Task);
        var claim = new TaskCompletionSource<KeyHolder>(TaskCreationOptions.RunContinuationsAsynchronously);
        _claims.Add(scope, claim);
        try
        {
            var holder = await store.FindKeyAsync(item.Request.Tenant!, item.Key);
            var admitted = holder is null ? await AdmitAsync(item, digest) : null;
            holder ??= new KeyHolder(admitted!.Deduplicated ? "" : digest, admitted.TaskId);
            claim.SetResult(holder);
            return admitted ?? await RepeatedAsync(item, digest, holder);
        }
        catch (Exception refused)
        {
            claim.TrySetException(refused);
            _ = claim.Task.Exception; // Nobody need be waiting.
            throw;
        }
        finally
        {
            _claims.Remove(scope);
        }
    }

    private async Task<TaskSnapshot> RepeatedAsync(Item item, string digest, KeyHolder holder)
    {
        if (holder.Digest != digest) throw Refusals.KeyUsed("request");
        var task = await FindAsync(holder.Task) ?? throw Refusals.UnknownTask(holder.Task);
        return task with { Deduplicated = holder.Task != item.Id };
    }

    private async Task<TaskSnapshot> AdmitAsync(Item item, string? digest)
    {
        var (offered, task) = await OfferAsync(item);
        var admission = new TaskAdmission(_term, task.Next(offered), digest, item.BatchDigest);
        KeyHolder? holder;
        try
        {
            holder = await WriteAdmissionAsync(admission);
        }
        catch (Exception failure)
        {
            Withdraw(task, failure);
            throw;
        }

        if (holder is not null) // Another scheduler took it under this key, before this one's term.
        {
            Withdraw(task, Refusals.KeyUsed("request"));
            return await RepeatedAsync(item, digest!, holder);
        }

        Show(task, offered);
        _ = Apply(_scheduler.Commit(task.Id, Now));
        task.Admit(task.Published!);
        return Snapshot(task);
    }

    private async Task<(TaskRecord Offered, LiveTask Task)> OfferAsync(Item item)
    {
        var request = item.Request;
        var dependsOn = request.DependsOn ?? [];
        var ends = await EndsAsync(request);
        while (dependsOn.Any(id => !_scheduler.IsLive(id) && !ends.ContainsKey(id))) ends = await EndsAsync(request); // One has ended since.
        var kind = RunKind.Of(request);
        var record = new TaskRecord
        {
            Id = item.Id,
            Sequence = ++_sequence,
            Priority = request.Priority,
            Tenant = request.Tenant!,
            MaxAttempts = request.MaxAttempts!.Value,
            DependsOn = dependsOn,
            NotBefore = request.NotBefore,
            Kind = kind.Name,
            ExpectedSeconds = kind.ExpectedSeconds,
            SubmittedAt = Now,
        };
        var asked = Stopwatch.GetTimestamp();
        var offer = _scheduler.Offer(record, ends, record.SubmittedAt);
        EngineMetrics.RecordPlacement(Stopwatch.GetElapsedTime(asked));
        if (offer is Offer.Refused refused) throw Refusals.Full(refused.Reason, refused.RetryAfterSeconds);
        var offered = ((Offer.Reserved)offer).Task;
        var task = new LiveTask(new TaskDocument(offered, request, item.BatchId, item.BatchIndex, item.Key, Version: 0));
        _live.Add(task.Id, task);
        return (offered, task);
    }

    // A write whose answer is lost may have happened: it is repeated, which changes nothing.
    private async Task<KeyHolder?> WriteAdmissionAsync(TaskAdmission admission)
    {
        var record = admission.Document.Record;
        var until = Now + AdmissionPatience;
        while (true)
        {
            try
            {
                return await CreateAsync(record, admission);
            }
            catch (StaleTermException)
            {
                EndTerm();
                throw new OrleansException("This scheduler's term has ended; ask again.");
            }
            catch (EngineException refused) when (refused.Code == ErrorCodes.StorageUnavailable)
            {
                _ = ForgetUnacknowledgedAsync(record.Id);
                throw;
            }
            catch (Exception failure) when (Now < until && !_over)
            {
                LogNotWritten(logger, failure, record.Id);
                await Task.Delay(FirstPause, time);
            }
        }
    }

    // The task's grain comes to life on the silo that Core's strategy chose.
    private Task<KeyHolder?> CreateAsync(TaskRecord record, TaskAdmission admission)
    {
        var silo = record.Node is { } node && _nodes.TryGetValue(node, out var entry) ? entry.Joined : null;
        if (silo is null) return TaskGrain(record.Id).AdmitAsync(admission);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo));
        try
        {
            return TaskGrain(record.Id).AdmitAsync(admission);
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    private void Withdraw(LiveTask task, Exception reason)
    {
        _live.Remove(task.Id);
        task.Refuse(reason);
        _ = Apply(_scheduler.Abort(task.Id, Now));
    }

    // The store may have taken what its answer did not tell; nobody was promised it.
    private async Task ForgetUnacknowledgedAsync(TaskId id)
    {
        for (var pause = FirstPause; !_over; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, time);
            try
            {
                if (_live.ContainsKey(id)) return; // It was submitted again, and taken.
                await store.DeleteAsync(_term, [id], unfinished: true);
                return;
            }
            catch (Exception failure)
            {
                LogNotWritten(logger, failure, id);
            }
        }
    }

    // How those dependencies ended that have; an unknown one is refused.
    private async Task<Dictionary<TaskId, AnalysisStatus>> EndsAsync(AnalysisRequest request)
    {
        var ends = new Dictionary<TaskId, AnalysisStatus>();
        foreach (var id in request.DependsOn ?? [])
        {
            var live = _live.GetValueOrDefault(id);
            if (live?.Published is not null && _scheduler.IsLive(id)) continue;
            if (live?.Published is not null) await DurableAsync(live.Ended);
            if (await store.GetAsync(id) is not { Document.Record: { } record }) throw RequestRules.Invalid("depends_on", $"There is no task '{id}'.");
            if (TaskLifecycle.IsTerminal(record.Status)) ends[id] = record.Status;
        }

        return ends;
    }

    // While the store fails, what has been decided stands but cannot be promised.
    private async Task DurableAsync(Task durable)
    {
        try
        {
            await durable.WaitAsync(EndPatience, time);
        }
        catch (TimeoutException)
        {
            throw new EngineException(ErrorCodes.StorageUnavailable, "It is in effect, but cannot be made durable now: the store does not answer. Ask again later.") { RetryAfterSeconds = 5 };
        }
    }

    private (AnalysisRequest? Request, EngineException? Wrong) Normalize(AnalysisRequest request)
    {
        try
        {
            return (RequestRules.Normalize(request, options.AllowSynthetic), null);
        }
        catch (EngineException wrong)
        {
            return (null, wrong);
        }
    }

    private static async Task<BatchItem> OutcomeAsync(string code, EngineException? wrong, Func<Task<TaskSnapshot>> take)
    {
        try
        {
            return new BatchItem(code, wrong is null ? await take() : throw wrong);
        }
        catch (EngineException refused)
        {
            return new BatchItem(code, null, new BatchItemError(refused.Code, refused.Message, refused.RetryAfterSeconds));
        }
    }

    private sealed record Item(
        TaskId Id, AnalysisRequest Request, string? Key, bool Again, string? BatchId = null, int BatchIndex = 0, string? BatchDigest = null);
}
