using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Nodes;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded.Runs;

/// <summary>Runs attempts and brings their ends to the scheduler; one that will not stop is given up, so that no slot hangs on its good will.</summary>
internal sealed partial class AttemptRunner(
    IAnalysisPlanner planner, SchedulerHost host, NodeMonitor monitor, JournalReader reader, TimeSpan stopGrace, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<(TaskId Task, long Epoch), Run> _runs = new();
    private readonly ConcurrentDictionary<(TaskId Task, long Epoch), Run> _stuck = new();
    private readonly AttemptExecution _execution = new(planner, time, (task, failure) => LogFailed(logger, task, failure));

    /// <summary>Default execution timeout of one attempt at depth 1, in seconds; read when a run starts.</summary>
    public double TimeoutSeconds { get; set; } = new Limits().AnalysisTimeout;

    /// <summary>Begins a run.</summary>
    public void Launch(LiveTask task, TaskRecord record)
    {
        (task.Progress, task.Stage) = (0, null);
        var run = new Run(task, record, TimeoutSeconds);
        _runs[(record.Id, record.Epoch)] = run;
        _ = Task.Run(() => SuperviseAsync(run));
    }

    /// <summary>Begins to stop a run; one that has ended already is passed over.</summary>
    public void Interrupt(TaskId task, long epoch)
    {
        if (_runs.TryGetValue((task, epoch), out var run)) run.Stop.TrySetResult();
    }

    /// <summary>By how much the run furthest beyond its timeout is beyond it, those given up and still going included; null where none is.</summary>
    public double? LongestOverdueSeconds(DateTimeOffset now)
    {
        var longest = _runs.Values.Concat(_stuck.Values).Select(run => (now - run.DueAt).TotalSeconds).DefaultIfEmpty(0).Max();
        return longest > 0 ? longest : null;
    }

    /// <summary>Completes when nothing runs that still counts.</summary>
    public async Task WhenIdleAsync()
    {
        while (_runs.Values.FirstOrDefault() is { } run) await run.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Stops all that still runs, and gives it back to be run again by the next process.</summary>
    public void StopAll()
    {
        try
        {
            foreach (var task in host.HandBackAll()) LogHandedBack(logger, task.Id);
        }
        catch (EngineFailedException)
        {
            // What runs is left as it stands, as after a crash.
        }

        foreach (var run in _runs.Values) _ = run.Cancellation.CancelAsync();
    }

    private async Task SuperviseAsync(Run run)
    {
        try
        {
            await BringToEndAsync(run).ConfigureAwait(false);
        }
        catch (EngineFailedException)
        {
            // The host has told of it; the next process runs the task again.
        }
        catch (Exception failure)
        {
            LogNotEnded(logger, failure, run.Record.Id);
        }
        finally
        {
            _runs.TryRemove((run.Record.Id, run.Record.Epoch), out _);
            run.Done.SetResult();
        }
    }

    private async Task BringToEndAsync(Run run)
    {
        if (AttemptExecution.TimeoutOf(run.Task.Request, run.LimitSeconds, out var unreadable) is not { } timeout)
        {
            host.EndRun(run.Record.Id, run.Record.Epoch, unreadable!);
            return;
        }

        run.DueAt = run.Record.StartedAt!.Value + timeout;

        // Started apart from this method: an analysis that blocks its thread must not keep its own supervisor from running.
        var work = Task.Run(() => ExecuteAsync(run));
        var (outcome, report) = await OutcomeAsync(run, work, timeout).ConfigureAwait(false);
        await monitor.WhenAnswering(run.Record.Node!.Value).ConfigureAwait(false);
        var counted = host.EndRun(run.Record.Id, run.Record.Epoch, outcome, report, run.Journal?.Conclusion);

        // Only now: before its end as stuck the scheduler would not know what has ended.
        if (counted && outcome is RunOutcome.TimedOut { Stuck: true } or RunOutcome.Stopped { Stuck: true })
        {
            _stuck[(run.Record.Id, run.Record.Epoch)] = run;
            _ = work.ContinueWith(_ => Unstick(run), TaskScheduler.Default);
        }
    }

    private void Unstick(Run run)
    {
        _stuck.TryRemove((run.Record.Id, run.Record.Epoch), out _);
        host.EndStuckRun(run.Record);
    }

    private async Task<(RunOutcome Outcome, byte[]? Report)> OutcomeAsync(
        Run run, Task<(RunOutcome Outcome, byte[]? Report)> work, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource();
        var late = Task.Delay(timeout, time, deadline.Token);
        var first = await Task.WhenAny(work, late, run.Stop.Task).ConfigureAwait(false);
        await deadline.CancelAsync().ConfigureAwait(false);
        if (first == work) return await work.ConfigureAwait(false);
        var stuck = await StopAsync(run, work).ConfigureAwait(false);
        if (first != late) return (new RunOutcome.Stopped(stuck), null);
        var message = string.Create(CultureInfo.InvariantCulture, $"The attempt did not end within its {timeout.TotalSeconds:0.###} s.");
        return (new RunOutcome.TimedOut(new TaskError(TaskErrorCodes.Timeout, message), stuck), null);
    }

    // Whether it had to be given up.
    private async Task<bool> StopAsync(Run run, Task work)
    {
        _ = run.Cancellation.CancelAsync(); // Not awaited: a callback of the analysis may hang.
        using var patience = new CancellationTokenSource();
        var stuck = await Task.WhenAny(work, Task.Delay(stopGrace, time, patience.Token)).ConfigureAwait(false) != work;
        await patience.CancelAsync().ConfigureAwait(false);
        if (stuck) LogStuck(logger, run.Record.Id, run.Record.Node!.Value);
        return stuck;
    }

    private Task<(RunOutcome Outcome, byte[]? Report)> ExecuteAsync(Run run)
    {
        var (task, record) = (run.Task, run.Record);
        return _execution.RunAsync(task.Request, record, _ =>
        {
            var finished = record.Attempt == 1
                ? new Dictionary<string, JsonElement>()
                : reader.GetStages(task.Id).ToDictionary(stage => stage.Stage, stage => JsonElement.Parse(stage.Output));
            return Task.FromResult<IStageJournal>(run.Journal = new StageJournal(host, monitor, task, record, finished));
        }, run.Cancellation.Token);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The analysis of task {Task} failed unexpectedly")]
    private static partial void LogFailed(ILogger logger, TaskId task, Exception failure);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The end of a run of task {Task} could not be dealt with")]
    private static partial void LogNotEnded(ILogger logger, Exception failure, TaskId task);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A run of task {Task} on {Node} does not stop and is given up; its slot is free")]
    private static partial void LogStuck(ILogger logger, TaskId task, NodeId node);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {Task} is handed back to be resumed by the next process")]
    private static partial void LogHandedBack(ILogger logger, TaskId task);

    private sealed class Run(LiveTask task, TaskRecord record, double limitSeconds)
    {
        public LiveTask Task { get; } = task;
        public TaskRecord Record { get; } = record;

        /// <summary>The default timeout when it started.</summary>
        public double LimitSeconds { get; } = limitSeconds;

        /// <summary>When it runs out of time; never, as long as that is not known.</summary>
        public DateTimeOffset DueAt { get; set; } = DateTimeOffset.MaxValue;

        /// <summary>What its stages are told to, once it has begun.</summary>
        public StageJournal? Journal { get; set; }

        public CancellationTokenSource Cancellation { get; } = new();
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Stop { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
