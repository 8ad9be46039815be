using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <summary>Drives the scheduler: one event at a time, its changes into the journal, its effects carried out once they are durable.</summary>
/// <remarks>
/// Events enter under one gate, and what they change is appended to the journal under that gate, so the journal's order is the scheduler's.
/// Commits come back on the journal's writer thread in the same order; only then do changes become visible and runs start.
/// </remarks>
internal sealed partial class SchedulerHost : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ClusterScheduler _scheduler;
    private readonly SqliteJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _alarm;
    private readonly ConcurrentDictionary<TaskId, LiveTask> _live = new();
    private DateTimeOffset? _armedFor;
    private long _sequence;

    public SchedulerHost(ClusterOptions options, SqliteJournal journal, TimeProvider time, ILogger logger)
    {
        (_scheduler, _journal, _time, _logger) = (new ClusterScheduler(options), journal, time, logger);
        _sequence = journal.Reader.MaxSeq();
        _alarm = time.CreateTimer(_ => Do(Ring), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts a run; called once its record is durable, under the gate: it must only begin.</summary>
    public Action<LiveTask, TaskRecord> Launch { get; set; } = (_, _) => throw new InvalidOperationException("No runner is set.");

    /// <summary>Tells a run to stop; called under the gate: it must only begin.</summary>
    public Action<TaskId, long> Interrupt { get; set; } = (_, _) => throw new InvalidOperationException("No runner is set.");

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>A task that has not ended, or whose end is not durable yet.</summary>
    public LiveTask? Find(TaskId id) => _live.GetValueOrDefault(id);

    /// <summary>Reads the scheduler between two events.</summary>
    public T Read<T>(Func<ClusterScheduler, T> read)
    {
        lock (_gate) return read(_scheduler);
    }

    /// <summary>One event; returns when its changes are durable.</summary>
    public Task DoAsync(Func<ClusterScheduler, Step> happen)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) Apply(happen(_scheduler), [], settled.SetResult);
        return settled.Task;
    }

    /// <summary>One event; its changes become durable later.</summary>
    public void Do(Func<ClusterScheduler, Step> happen)
    {
        lock (_gate) Apply(happen(_scheduler), []);
    }

    /// <summary>Asks a task to stop; null where it has ended or was never here. Completes when that is durable.</summary>
    public Task? TryCancel(TaskId id)
    {
        lock (_gate)
        {
            if (_scheduler.Cancel(id, Now) is not { } step) return null;
            var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Apply(step, [], settled.SetResult);
            return settled.Task;
        }
    }

    /// <summary>A run has ended. False where it is fenced: another run of the task has started since, or it has ended.</summary>
    public bool EndRun(TaskId id, long epoch, RunOutcome outcome, byte[]? report)
    {
        lock (_gate)
        {
            if (_scheduler.RunEnded(id, epoch, outcome, Now) is not { } step)
            {
                LogFenced(_logger, id, epoch);
                return false;
            }

            var completed = step.Changed.Any(task => task.Id == id && task.Status == AnalysisStatus.Completed);
            Apply(step, completed && report is not null ? [new PutReport(id, report)] : []);
            return true;
        }
    }

    /// <summary>Keeps a stage's output, if this run still counts; returns when it is durable.</summary>
    /// <exception cref="OperationCanceledException">The run no longer counts.</exception>
    public Task FinishStageAsync(LiveTask task, long epoch, string stage, byte[] output, TimeSpan took)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_scheduler.IsCurrent(task.Id, epoch)) throw new OperationCanceledException("The run was fenced: its task runs elsewhere or has ended.");
            var finished = new AddEvent(task.Id, task.NextEventId(), TaskEventKind.Stage, Now, TaskEvents.StageFinished(stage, took));
            _journal.Append(new JournalBatch([new PutStage(task.Id, stage, output), finished], Essential: true, error => Settle(settled, error, task)));
        }

        return settled.Task;
    }

    /// <summary>Adds an event to a run's log; it may be lost while the disk fails. False where the run no longer counts.</summary>
    public bool Note(LiveTask task, long epoch, TaskEventKind kind, byte[] data)
    {
        lock (_gate)
        {
            if (!_scheduler.IsCurrent(task.Id, epoch)) return false;
            if (!_journal.Healthy) return true;
            var note = new AddEvent(task.Id, task.NextEventId(), kind, Now, data);
            _journal.Append(new JournalBatch([note], Essential: false, _ => task.NewEvents.Raise()));
            return true;
        }
    }

    /// <summary>Offers tasks under one commit. What is refused stays out; what is taken becomes visible, and may start, once durable.</summary>
    /// <param name="candidates">What to offer.</param>
    /// <param name="more">Written with them, if any is taken.</param>
    /// <returns>What became of each; <see cref="LiveTask.Admitted"/> tells when it is durable.</returns>
    public IReadOnlyList<Admission> Admit(IReadOnlyList<Candidate> candidates, IReadOnlyList<JournalWrite> more)
    {
        lock (_gate)
        {
            var writes = new List<JournalWrite>();
            var admissions = candidates.Select(candidate => TryOffer(candidate, writes)).ToArray();
            var taken = admissions.OfType<Admission.Taken>().ToArray();
            if (taken.Length == 0) return admissions;
            writes.AddRange(more);
            _journal.Append(new JournalBatch(writes, Essential: false, error => SettleAdmission(taken, error)));
            return admissions;
        }
    }

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

        var ended = documents.SelectMany(document => document.Record.DependsOn).Where(id => !_live.ContainsKey(id)).Distinct()
            .Select(_journal.Reader.GetTask).OfType<TaskRow>().ToDictionary(row => row.TaskId, row => row.Status);
        var ran = documents.Count(document => document.Record.Status == AnalysisStatus.Running);
        if (documents.Length > 0) LogRecovered(_logger, documents.Length, ran);
        return DoAsync(scheduler => scheduler.Recover([.. documents.Select(document => document.Record)], ended, Now));
    }

    public void Dispose() => _alarm.Dispose();

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
        if (offer is Offer.Refused { RetryAfterSeconds: var seconds }) return new Admission.Refused(seconds);

        _sequence++;
        var reserved = ((Offer.Reserved)offer).Task;
        var task = new LiveTask(candidate.Id, request, candidate.BatchId, candidate.BatchIndex, lastEventId: 0);
        _live[task.Id] = task;
        AddWrites(task, reserved, writes);
        writes.AddRange(candidate.Writes);
        return new Admission.Taken(task, reserved);
    }

    private void SettleAdmission(IReadOnlyList<Admission.Taken> taken, Exception? error)
    {
        lock (_gate)
        {
            foreach (var (task, record) in taken)
            {
                if (error is not null)
                {
                    _live.TryRemove(task.Id, out _);
                    Apply(_scheduler.Abort(task.Id, Now), []);
                    task.Refuse(error);
                    continue;
                }

                Show(task, record);
                Apply(_scheduler.Commit(task.Id, Now), []);
                task.Admit();
            }
        }
    }

    // Under the gate.
    private void Apply(Step step, IReadOnlyList<JournalWrite> more, Action? durable = null)
    {
        foreach (var effect in step.Effects)
        {
            if (effect is Effect.Interrupt interrupt) Interrupt(interrupt.Task, interrupt.Epoch);
        }

        ArmAlarm();
        if (step.Changed.Count == 0 && more.Count == 0)
        {
            Perform(step);
            durable?.Invoke();
            return;
        }

        var writes = new List<JournalWrite>(2 * step.Changed.Count + more.Count);
        foreach (var record in step.Changed)
        {
            AddWrites(_live[record.Id], record, writes);
            if (TaskLifecycle.IsTerminal(record.Status)) writes.Add(new DeleteStages(record.Id));
        }

        writes.AddRange(more);
        _journal.Append(new JournalBatch(writes, Essential: true, error =>
        {
            if (error is not null) LogLost(_logger, error);
            foreach (var record in step.Changed) Show(_live[record.Id], record);
            Perform(step);
            durable?.Invoke();
        }));
    }

    private void AddWrites(LiveTask task, TaskRecord record, List<JournalWrite> writes)
    {
        writes.Add(new PutTask(task.Document(record).ToRow()));
        if (task.Shown is { } shown && (shown.Status, shown.Node, shown.Attempt) == (record.Status, record.Node, record.Attempt)) return;
        task.Shown = record;
        writes.Add(new AddEvent(task.Id, task.NextEventId(), TaskEventKind.Status, Now, TaskEvents.Status(record)));
    }

    private void Show(LiveTask task, TaskRecord record)
    {
        Measure(task, record);
        task.Publish(record);
        if (TaskLifecycle.IsTerminal(record.Status)) Forget(task);
        task.NewEvents.Raise();
    }

    private void Forget(LiveTask task)
    {
        _live.TryRemove(task.Id, out _);
        task.End();
    }

    // Under the gate a launch and an interruption cannot miss each other.
    private void Perform(Step step)
    {
        lock (_gate)
        {
            foreach (var launch in step.Effects.OfType<Effect.Launch>())
            {
                var (id, epoch) = (launch.Task.Id, launch.Task.Epoch);
                if (!_scheduler.IsCurrent(id, epoch)) continue; // Its node was lost before it began.
                Launch(_live[id], launch.Task);
                if (_scheduler.Find(id)!.CancelRequested) Interrupt(id, epoch);
            }
        }
    }

    private Step Ring(ClusterScheduler scheduler)
    {
        _armedFor = null; // It may have rung early, or only because a timer cannot wait for so long: arm it again.
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
        if (delay > TimeSpan.FromDays(1)) delay = TimeSpan.FromDays(1);
        _alarm.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private static void Measure(LiveTask task, TaskRecord record)
    {
        var before = task.Published;
        if (record.Attempt == 1 && (before?.Attempt ?? 0) == 0)
            EngineMetrics.RecordWait(task.Request.AnalysisType, TimeSpan.FromSeconds(record.WaitSeconds ?? 0));
        if (before?.Status == AnalysisStatus.Running && record.Status != AnalysisStatus.Running && record.ExecutionSeconds is { } took)
            EngineMetrics.RecordExecution(task.Request.AnalysisType, TimeSpan.FromSeconds(took));
    }

    private static void Settle(TaskCompletionSource settled, Exception? error, LiveTask task)
    {
        if (error is null) settled.SetResult();
        else settled.SetException(error);
        task.NewEvents.Raise();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Took over {Tasks} unfinished tasks, {Running} of which were running when the process ended")]
    private static partial void LogRecovered(ILogger logger, int tasks, int running);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A late result of task {Task}, epoch {Epoch}, was refused")]
    private static partial void LogFenced(ILogger logger, TaskId task, long epoch);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The journal refused what has happened already")]
    private static partial void LogLost(ILogger logger, Exception error);
}
