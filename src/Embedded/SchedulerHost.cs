using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Core.Statistics;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Runs;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <summary>Drives the scheduler: one event at a time, its changes into the journal, its effects carried out once they are durable.</summary>
/// <remarks>
/// Events enter under one gate, and what they change is appended to the journal under that gate, so the journal's order is the scheduler's.
/// Commits come back on the journal's writer thread in the same order; only then do changes become visible and runs start.
/// What the scheduler throws is a broken invariant, and the event half done: the host has failed then, and takes no event any more.
/// </remarks>
internal sealed partial class SchedulerHost : IAsyncDisposable
{
    // A clock set forward, or a machine that slept, is noticed after so long.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    // More would make a start slow, and be more than a day of analyses on any machine that one process fills.
    private const int HistoryTasks = 50_000;

    private readonly Lock _gate = new();
    private readonly ClusterScheduler _scheduler;
    private readonly SqliteJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _alarm;
    private readonly ConcurrentDictionary<TaskId, LiveTask> _live = new();
    private DateTimeOffset? _armedFor;
    private long _sequence;
    private bool _handedBack;

    public SchedulerHost(ClusterOptions options, SqliteJournal journal, TimeProvider time, ILogger logger)
    {
        (_scheduler, _journal, _time, _logger) = (new ClusterScheduler(options), journal, time, logger);
        _sequence = journal.Reader.MaxSeq();
        _alarm = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts a run; called once its record is durable, under the gate: it must only begin.</summary>
    public Action<LiveTask, TaskRecord> Launch { get; set; } = (_, _) => throw new InvalidOperationException("No runner is set.");

    /// <summary>Tells a run to stop; called under the gate: it must only begin.</summary>
    public Action<TaskId, long> Interrupt { get; set; } = (_, _) => throw new InvalidOperationException("No runner is set.");

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>A task that has not ended, or whose end is not durable yet.</summary>
    public LiveTask? Find(TaskId id) => _live.GetValueOrDefault(id);

    /// <summary>All tasks that have not ended, or whose end is not durable yet, in no order.</summary>
    public IEnumerable<LiveTask> Live => _live.Values;

    /// <summary>Reads the scheduler between two events; also after it has failed, as it then stands.</summary>
    public T Read<T>(Func<ClusterScheduler, T> read)
    {
        lock (_gate) return read(_scheduler);
    }

    /// <summary>One event; returns when its changes are durable.</summary>
    public Task DoAsync(Func<ClusterScheduler, Step> happen)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enter(() => Apply(happen(_scheduler), [], settled));
        return settled.Task;
    }

    /// <summary>One event; its changes become durable later.</summary>
    /// <exception cref="EngineException">What <paramref name="happen"/> refuses before it changes anything, or that the engine has failed.</exception>
    public void Do(Func<ClusterScheduler, Step> happen) => Enter(() => Apply(happen(_scheduler), []));

    /// <summary>Asks a task to stop; null where it has ended or was never here. Completes when that is durable.</summary>
    public Task? TryCancel(TaskId id) => Enter(() =>
    {
        if (_scheduler.Cancel(id, Now) is not { } step) return null;
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (step.Changed.Count > 0) Apply(step, [], settled);
        else Append(new JournalBatch([], Essential: true, error => Settle(settled, error))); // Asked before: that may be on its way to the disk.
        return settled.Task;
    });

    /// <summary>A run has ended. False where it is fenced: another run of the task has started since, or it has ended.</summary>
    /// <param name="id">Its task.</param>
    /// <param name="epoch">The run.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="report">What it completed with.</param>
    /// <param name="conclusion">Its last stage, where that has finished and is not told of yet.</param>
    public bool EndRun(TaskId id, long epoch, RunOutcome outcome, byte[]? report = null, StageEnd? conclusion = null) => Enter(() =>
    {
        if (_scheduler.RunEnded(id, epoch, outcome, Now) is not { } step)
        {
            if (!_handedBack) LogFenced(_logger, id, epoch); // What was handed back ends late by design.
            return false;
        }

        var writes = new List<JournalWrite>();
        if (conclusion is { } last) writes.Add(new AddEvent(id, _live[id].NextEventId(), TaskEventKind.Stage, Now, TaskEvents.StageFinished(last.Stage, last.Took)));
        if (report is not null && step.Changed.Any(task => task.Id == id && task.Status == AnalysisStatus.Completed)) writes.Add(new PutReport(id, report));
        Apply(step, writes);
        return true;
    });

    /// <summary>A run that was given up has ended after all.</summary>
    public void EndStuckRun(TaskRecord run) => Do(scheduler => scheduler.StuckRunEnded(run.Node!.Value, run.Id, run.Epoch, Now));

    /// <summary>Deletes those ended tasks that nothing needs any more. Returns how many, once that is durable.</summary>
    public async Task<int> DeleteAsync(IReadOnlyList<TaskId> ended)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = Enter(() =>
        {
            // The next process must still learn how those ended on which a task depends. Under the gate, so that no such task comes between.
            var needed = _scheduler.DependedOn;
            var deleted = ended.Where(id => !needed.Contains(id) && !_live.ContainsKey(id)).ToArray();
            if (deleted.Length == 0) settled.SetResult();
            else Append(new JournalBatch([new DeleteTasks(deleted)], Essential: false, error => Settle(settled, error)));
            return deleted.Length;
        });
        await settled.Task.ConfigureAwait(false);
        return count;
    }

    /// <summary>Keeps a stage's output, if this run still counts; returns when it is durable.</summary>
    /// <exception cref="RunFencedException">The run no longer counts.</exception>
    public Task FinishStageAsync(LiveTask task, long epoch, string stage, byte[] output, TimeSpan? took)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enter(() =>
        {
            if (!_scheduler.IsCurrent(task.Id, epoch)) throw new RunFencedException();
            var eventId = task.NextEventId();
            var finished = new AddEvent(task.Id, eventId, TaskEventKind.Stage, Now, TaskEvents.StageFinished(stage, took));
            Append(new JournalBatch([new PutStage(task.Id, stage, output), finished], Essential: true, error =>
            {
                Settle(settled, error);
                task.ShowEvents(eventId);
            }));
        });
        return settled.Task;
    }

    /// <summary>Adds an event to a run's log; it may be lost while the disk fails. False where the run no longer counts.</summary>
    public bool Note(LiveTask task, long epoch, TaskEventKind kind, byte[] data) => Enter(() =>
    {
        if (!_scheduler.IsCurrent(task.Id, epoch)) return false;
        if (!_journal.Healthy) return true;
        var eventId = task.NextEventId();
        Append(new JournalBatch([new AddEvent(task.Id, eventId, kind, Now, data)], Essential: false, _ => task.ShowEvents(eventId)));
        return true;
    });

    /// <summary>Offers tasks under one commit. What is refused stays out; what is taken becomes visible, and may start, once durable.</summary>
    /// <param name="candidates">What to offer.</param>
    /// <param name="more">Written with them, if any is taken.</param>
    /// <returns>What became of each; <see cref="LiveTask.Admitted"/> tells when it is durable.</returns>
    public IReadOnlyList<Admission> Admit(IReadOnlyList<Candidate> candidates, IReadOnlyList<JournalWrite> more) => Enter(() =>
    {
        var writes = new List<JournalWrite>();
        var admissions = candidates.Select(candidate => TryOffer(candidate, writes)).ToArray();
        var taken = admissions.OfType<Admission.Taken>().ToArray();
        if (taken.Length == 0) return admissions;
        writes.AddRange(more);
        Append(new JournalBatch(writes, Essential: false, error => SettleAdmission(taken, error)));
        return admissions;
    });

    /// <summary>Takes over what the journal holds; the runner must be set, and nothing else may have happened.</summary>
    public Task RecoverAsync()
    {
        var documents = _journal.Reader.LoadUnfinished().Select(TaskDocument.FromRow).ToArray();
        foreach (var document in documents)
        {
            var id = document.Record.Id;
            var task = new LiveTask(id, document.Request, document.BatchId, document.BatchIndex, _journal.Reader.LastEventId(id)) { Progress = document.Progress };
            task.Publish(document.Record);
            task.Admit();
            _live[id] = task;
        }

        TaskRecord[] records = [.. documents.Select(document => document.Record)];
        var ended = ClusterScheduler.EndsToLookUp(records)
            .Select(_journal.Reader.GetTask).OfType<TaskRow>().ToDictionary(row => row.TaskId, row => row.Status);
        var ran = documents.Count(document => document.Record.Status == AnalysisStatus.Running);
        if (documents.Length > 0) LogRecovered(_logger, documents.Length, ran);
        var totals = _journal.Reader.CountByStatus();
        var lately = _journal.Reader.ListFinishedSince(Now.AddHours(-ActivityHistory.Hours), HistoryTasks).Select(row => TaskDocument.FromRow(row).Record);
        return DoAsync(scheduler =>
        {
            scheduler.RestoreTotals(totals, records);
            scheduler.RestoreHistory([.. records, .. lately], Now);
            return scheduler.Recover(records, ended, Now);
        });
    }

    /// <summary>Hands back all that runs, begun or about to, to be run again by the next process. Returns what did.</summary>
    public IReadOnlyList<TaskRecord> HandBackAll() => Enter(() =>
    {
        _handedBack = true;
        var running = _scheduler.Tasks.Where(task => task.Status == AnalysisStatus.Running).ToArray();
        foreach (var task in running) Apply(_scheduler.RunEnded(task.Id, task.Epoch, new RunOutcome.HandedBack(), Now)!, []);
        return running;
    });

    /// <summary>Wakes all watchers of live tasks.</summary>
    public void WakeWatchers()
    {
        foreach (var task in _live.Values) task.WakeWatchers();
    }

    /// <summary>The alarm rings no more once this completes.</summary>
    public ValueTask DisposeAsync() => _alarm.DisposeAsync();

    private Admission TryOffer(Candidate candidate, List<JournalWrite> writes)
    {
        var request = candidate.Request;
        var dependsOn = request.DependsOn ?? [];
        // A dependency that was live when the caller looked may have ended since.
        if (dependsOn.Any(id => !_scheduler.IsLive(id) && !candidate.Ended.ContainsKey(id))) return new Admission.LookAgain();

        var record = new TaskRecord
        {
            Id = candidate.Id,
            Sequence = _sequence + 1,
            Priority = request.Priority,
            Tenant = request.Tenant!,
            MaxAttempts = request.MaxAttempts!.Value,
            DependsOn = dependsOn,
            NotBefore = request.NotBefore,
            Kind = candidate.Kind.Name,
            ExpectedSeconds = candidate.Kind.ExpectedSeconds,
            SubmittedAt = Now,
        };
        var asked = Stopwatch.GetTimestamp();
        var offer = _scheduler.Offer(record, candidate.Ended, record.SubmittedAt);
        EngineMetrics.RecordPlacement(Stopwatch.GetElapsedTime(asked));
        if (offer is Offer.Refused { Reason: var reason, RetryAfterSeconds: var seconds }) return new Admission.Refused(reason, seconds);

        _sequence++;
        var reserved = ((Offer.Reserved)offer).Task;
        var task = new LiveTask(candidate.Id, request, candidate.BatchId, candidate.BatchIndex, lastEventId: 0);
        _live[task.Id] = task;
        AddWrites(task, reserved, writes);
        writes.AddRange(candidate.Writes);
        return new Admission.Taken(task, reserved);
    }

    private void Wake()
    {
        try
        {
            Do(Ring);
        }
        catch (EngineFailedException)
        {
            // Told already; nobody above would catch it.
        }
    }

    private Step Ring(ClusterScheduler scheduler)
    {
        _armedFor = null; // It may have rung before the time: arm it again.
        return scheduler.Tick(Now);
    }

    // Under the gate.
    private void ArmAlarm()
    {
        var wake = _scheduler.NextWake;
        if (wake == _armedFor) return;
        _armedFor = wake;
        var delay = wake is { } at ? at - Now : Timeout.InfiniteTimeSpan;
        if (wake is not null && delay < TimeSpan.Zero) delay = TimeSpan.Zero;
        if (delay > LongestSleep) delay = LongestSleep;
        _alarm.Change(delay, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Took over {Tasks} unfinished tasks, {Running} of which were running when the process ended")]
    private static partial void LogRecovered(ILogger logger, int tasks, int running);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A late result of task {Task}, epoch {Epoch}, was refused")]
    private static partial void LogFenced(ILogger logger, TaskId task, long epoch);
}
