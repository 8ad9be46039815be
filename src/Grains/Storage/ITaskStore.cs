using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Storage;

/// <summary>What a cluster keeps: tasks with their events, stages and reports, keys, batches, and its own settings.</summary>
/// <remarks>
/// Every write is one atomic step. The scheduler's writes carry its term and are refused once a newer term has begun; a run's writes carry its epoch and are
/// refused unless the task runs in that epoch. So neither a scheduler nor a run that lives on after it was given up can change anything.
/// </remarks>
internal interface ITaskStore
{
    /// <summary>Begins a new term, which ends all earlier ones.</summary>
    Task<long> BeginTermAsync();

    /// <summary>What the last scheduler kept of the cluster; null at the very first start.</summary>
    Task<ClusterSettings?> GetSettingsAsync();

    /// <summary>Keeps the cluster's settings.</summary>
    /// <exception cref="StaleTermException">A newer term has begun.</exception>
    Task PutSettingsAsync(long term, ClusterSettings settings);

    /// <summary>Adds a task with its key, batch and first event; repeating it changes nothing. Returns whose the key is, where it is another task's: then nothing was added.</summary>
    /// <exception cref="StaleTermException">A newer term has begun.</exception>
    Task<KeyHolder?> AdmitAsync(TaskAdmission admission, byte[] firstEvent);

    /// <summary>Changes a task; repeating it changes nothing.</summary>
    /// <param name="change">What it is from now on.</param>
    /// <param name="happened">The event that tells of it; null: none.</param>
    /// <exception cref="StaleTermException">A newer term has begun.</exception>
    Task PutAsync(TaskChange change, byte[]? happened);

    /// <summary>A task; null where there is none.</summary>
    Task<StoredTask?> GetAsync(TaskId id);

    /// <summary>Adds an event of a run. False where the run no longer counts.</summary>
    Task<bool> AddEventAsync(TaskId id, RunNote note, byte[] happened);

    /// <summary>Keeps the output of a stage, with its event. False where the run no longer counts.</summary>
    Task<bool> PutStageAsync(TaskId id, FinishedStage stage, byte[] happened);

    /// <summary>Keeps the report of a run. False where the run no longer counts.</summary>
    Task<bool> PutReportAsync(TaskId id, long epoch, byte[] report);

    /// <summary>The outputs of finished stages.</summary>
    Task<Dictionary<string, byte[]>> GetStagesAsync(TaskId id);

    /// <summary>The report of a run; null where there is none.</summary>
    Task<byte[]?> GetReportAsync(TaskId id, long epoch);

    /// <summary>Events after one, in order; an event's id is its place in the log, from 1.</summary>
    Task<IReadOnlyList<byte[]>> GetEventsAsync(TaskId id, long after, int count);

    /// <summary>Whose a key is; null where it was never used.</summary>
    Task<KeyHolder?> FindKeyAsync(string tenant, string key);

    /// <summary>A batch; null where there is none.</summary>
    Task<StoredBatch?> GetBatchAsync(string batchId);

    /// <summary>Batches, newest first.</summary>
    /// <param name="tenant">Only this one's; null: all.</param>
    /// <param name="before">Only those whose first task has a lower sequence; null: all.</param>
    /// <param name="count">At most so many.</param>
    Task<IReadOnlyList<BatchPlace>> ListBatchesAsync(string? tenant, long? before, int count);

    /// <summary>Tasks newest first.</summary>
    /// <param name="query">Which; its limit and cursor are passed over.</param>
    /// <param name="before">Only those with a lower sequence; null: all.</param>
    /// <param name="count">At most so many.</param>
    Task<IReadOnlyList<StoredTask>> ListAsync(TaskQuery query, long? before, int count);

    /// <summary>All tasks that have not ended, in no order.</summary>
    Task<IReadOnlyList<TaskDocument>> GetUnfinishedAsync();

    /// <summary>How many tasks are kept of each status.</summary>
    Task<Dictionary<AnalysisStatus, int>> CountByStatusAsync();

    /// <summary>The highest sequence so far, 0 where there is no task.</summary>
    Task<long> GetMaxSequenceAsync();

    /// <summary>Tasks that ended before an instant, the oldest first.</summary>
    Task<IReadOnlyList<TaskId>> FindEndedBeforeAsync(DateTimeOffset before, int count);

    /// <summary>Tasks that ended since an instant, the newest first.</summary>
    Task<IReadOnlyList<TaskDocument>> FindEndedSinceAsync(DateTimeOffset since, int count);

    /// <summary>Forgets tasks with all that belongs to them. Returns how many went.</summary>
    /// <param name="term">Of the scheduler.</param>
    /// <param name="ids">Which.</param>
    /// <param name="unfinished">Also those that have not ended: tasks whose admission was never acknowledged.</param>
    /// <exception cref="StaleTermException">A newer term has begun.</exception>
    Task<int> DeleteAsync(long term, IReadOnlyList<TaskId> ids, bool unfinished = false);
}

/// <summary>A task as it is kept.</summary>
/// <param name="Document">All but its stages, events and report.</param>
/// <param name="Progress">0 to 1, of its last attempt.</param>
/// <param name="Stage">The stage that ran last.</param>
internal sealed record StoredTask(TaskDocument Document, double Progress, string? Stage);

/// <summary>A batch as it is kept.</summary>
/// <param name="Digest">Of what it came with first.</param>
/// <param name="Tasks">Its tasks in the order of their codes.</param>
internal sealed record StoredBatch(string Digest, IReadOnlyList<TaskId> Tasks);

/// <summary>A batch and where it stands among all.</summary>
/// <param name="BatchId">Its name.</param>
/// <param name="Place">The sequence of the first of its tasks that was taken.</param>
internal sealed record BatchPlace(string BatchId, long Place);

/// <summary>A scheduler that was replaced tried to change something.</summary>
[GenerateSerializer, Alias("TradingAgents.StaleTermException")]
internal sealed class StaleTermException() : Exception("The scheduler's term has ended: another one has taken over.");
