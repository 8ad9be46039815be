using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <content>From what an event changed to the disk, and from there to what is seen and what runs.</content>
internal sealed partial class SchedulerHost
{
    private void SettleAdmission(IReadOnlyList<Admission.Taken> taken, Exception? error)
    {
        try
        {
            Enter(() =>
            {
                foreach (var (task, record) in taken) SettleAdmission(task, record, error);
            });
        }
        catch (EngineFailedException)
        {
            // Each was refused by the failure: some may be durable, which the next process shows.
        }
    }

    private void SettleAdmission(LiveTask task, TaskRecord record, Exception? error)
    {
        if (error is not null)
        {
            _live.TryRemove(task.Id, out _);
            task.Refuse(error); // First: whatever becomes of the abort, its submitter has an answer.
            Apply(_scheduler.Abort(task.Id, Now), []);
            return;
        }

        var eventId = task.LastEventId; // The commit may bring more, which are not settled yet.
        Apply(_scheduler.Commit(task.Id, Now), []);
        Show(task, record, eventId);
        task.Admit();
    }

    // Under the gate.
    private void Apply(Step step, List<JournalWrite> more, TaskCompletionSource? durable = null)
    {
        foreach (var effect in step.Effects)
        {
            if (effect is Effect.Interrupt interrupt) Interrupt(interrupt.Task, interrupt.Epoch);
        }

        ArmAlarm();
        if (step.Changed.Count == 0 && more.Count == 0)
        {
            Perform(step);
            durable?.SetResult();
            return;
        }

        var writes = new List<JournalWrite>(2 * step.Changed.Count + more.Count);
        var changes = new List<(LiveTask Task, TaskRecord Record, long EventId)>(step.Changed.Count);
        foreach (var record in step.Changed)
        {
            var task = _live[record.Id];
            AddWrites(task, record, writes);
            if (TaskLifecycle.IsTerminal(record.Status)) writes.Add(new DeleteStages(record.Id));
            changes.Add((task, record, task.LastEventId));
        }

        writes.AddRange(more);
        Append(new JournalBatch(writes, Essential: true, error =>
        {
            if (error is StorageUnavailableException)
            {
                // Essential writes are refused only by closing: what is not durable is not shown, and the next process starts from what is.
                if (durable is not null) Settle(durable, error);
                return;
            }

            if (error is not null) LogLost(_logger, error);
            TryPerform(step); // First: what is seen to run has begun, and limits changed after that are no longer its own.
            foreach (var (task, record, eventId) in changes) Show(task, record, eventId);
            durable?.SetResult();
        }));
    }

    private void AddWrites(LiveTask task, TaskRecord record, List<JournalWrite> writes)
    {
        writes.Add(new PutTask(task.Document(record).ToRow()));
        if (task.Shown is { } shown && (shown.Status, shown.Node, shown.Attempt) == (record.Status, record.Node, record.Attempt)) return;
        task.Shown = record;
        writes.Add(new AddEvent(task.Id, task.NextEventId(), TaskEventKind.Status, Now, TaskEvents.Status(record)));
    }

    private void Show(LiveTask task, TaskRecord record, long eventId)
    {
        Measure(task, record);
        task.Publish(record);
        if (TaskLifecycle.IsTerminal(record.Status)) Forget(task);
        task.ShowEvents(eventId);
    }

    private void Forget(LiveTask task)
    {
        _live.TryRemove(task.Id, out _);
        task.End();
    }

    // After a failure nothing begins any more, but what is durable is shown.
    private void TryPerform(Step step)
    {
        try
        {
            Enter(() => Perform(step));
        }
        catch (EngineFailedException)
        {
            // Told already.
        }
    }

    // Under the gate a launch and an interruption cannot miss each other.
    private void Perform(Step step)
    {
        foreach (var launch in step.Effects.OfType<Effect.Launch>())
        {
            switch (_scheduler.Judge(launch))
            {
                case LaunchVerdict.Begin: Launch(_live[launch.Task.Id], launch.Task); break;
                case LaunchVerdict.Stopped: EndRun(launch.Task.Id, launch.Task.Epoch, new RunOutcome.Stopped(Stuck: false)); break;
            }
        }
    }

    // A closed journal refuses as a failing one does, and never in the middle of an event.
    private void Append(JournalBatch batch)
    {
        try
        {
            _journal.Append(batch);
        }
        catch (ObjectDisposedException closed)
        {
            batch.Settled(new StorageUnavailableException("The engine is closed.", closed));
        }
    }

    private static void Measure(LiveTask task, TaskRecord record)
    {
        var before = task.Published;
        if (record.Attempt == 1 && (before?.Attempt ?? 0) == 0)
            EngineMetrics.RecordWait(task.Request.AnalysisType, TimeSpan.FromSeconds(record.WaitSeconds ?? 0));
        if (before?.Status == AnalysisStatus.Running && record.Status != AnalysisStatus.Running && record.ExecutionSeconds is { } took)
            EngineMetrics.RecordExecution(task.Request.AnalysisType, TimeSpan.FromSeconds(took));
    }

    private static void Settle(TaskCompletionSource settled, Exception? error)
    {
        if (error is null) settled.SetResult();
        else settled.SetException(error);
        _ = settled.Task.Exception; // Nobody need be waiting.
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The journal refused what has happened already")]
    private static partial void LogLost(ILogger logger, Exception error);
}
