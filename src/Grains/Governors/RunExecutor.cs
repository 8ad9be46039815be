using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Governors;

/// <summary>Runs attempts outside any grain's turn and brings their ends to the scheduler, wherever that is by then.</summary>
internal sealed partial class RunExecutor(IAnalysisPlanner planner, IGrainFactory grains, ClusterNodeOptions options, TimeProvider time, ILogger<RunExecutor> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly AttemptExecution _execution = new(planner, time, (task, failure) => LogFailed(logger, task, failure));

    /// <summary>Runs an attempt; returns when its end was told, or counts no more.</summary>
    public async Task SuperviseAsync(SiloGovernor governor, SiloRun run)
    {
        try
        {
            await BringToEndAsync(governor, run).ConfigureAwait(false);
        }
        catch (Exception failure) when (!run.Abandoned.IsCancellationRequested)
        {
            LogNotEnded(logger, failure, run.Task.Id);
        }
        catch (OperationCanceledException)
        {
            // Abandoned.
        }
        finally
        {
            governor.Forget(run);
        }
    }

    private async Task BringToEndAsync(SiloGovernor governor, SiloRun run)
    {
        var journal = new GrainStageJournal(Grain(run), governor, run);
        RunEnd end;
        byte[]? report = null;
        Task work = Task.CompletedTask;
        if (run.HandBack.Task.IsCompleted) end = new RunEnd(run.Key, RunEndKind.HandedBack);
        else if (AttemptExecution.TimeoutOf(run.Order.Request, run.Order.TimeoutSeconds, out var unreadable) is { } timeout)
        {
            // Started apart from this method: an analysis that blocks its thread must not keep its own supervisor from running.
            var execution = Task.Run(() => ExecuteAsync(run, journal));
            work = execution;
            (end, report) = await OutcomeAsync(run, execution, timeout).ConfigureAwait(false);
        }
        else end = RunEnd.Of(run.Key, unreadable!);

        await governor.Answering.WaitAsync(run.Abandoned.Token).ConfigureAwait(false);
        governor.Free(run);
        var counted = await TellAsync(run, journal, end, report).ConfigureAwait(false);

        // Only now: before its end as stuck the scheduler would not know what has ended.
        if (counted && end.Stuck)
            _ = work.ContinueWith(_ => Scheduler.StuckRunEndedAsync(new NodeId(options.Name), run.Task.Id, run.Task.Epoch), TaskScheduler.Default);
    }

    private IClusterSchedulerGrain Scheduler => grains.GetGrain<IClusterSchedulerGrain>(GrainKeys.Scheduler);

    private IAnalysisTaskGrain Grain(SiloRun run) => grains.GetGrain<IAnalysisTaskGrain>(run.Task.Id.Value);

    private async Task<bool> TellAsync(SiloRun run, GrainStageJournal journal, RunEnd end, byte[]? report)
    {
        await journal.FlushAsync().ConfigureAwait(false);
        if (report is not null && !await InsistAsync(run, () => Grain(run).KeepReportAsync(run.Task.Epoch, report)).ConfigureAwait(false)) return false;
        return await InsistAsync(run, () => Scheduler.RunEndedAsync(end)).ConfigureAwait(false);
    }

    // What has happened is told until somebody has heard it, however long silos or the store are away.
    private async Task<T> InsistAsync<T>(SiloRun run, Func<Task<T>> call)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await call().WaitAsync(run.Abandoned.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (!run.Abandoned.IsCancellationRequested)
            {
                LogNotTold(logger, failure, run.Task.Id);
                await Task.Delay(pause, time, run.Abandoned.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task<(RunEnd End, byte[]? Report)> OutcomeAsync(SiloRun run, Task<(RunEnd End, byte[]? Report)> work, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource();
        var late = Task.Delay(timeout, time, deadline.Token);
        var abandoned = Task.Delay(Timeout.InfiniteTimeSpan, time, run.Abandoned.Token);
        var first = await Task.WhenAny(work, late, run.Stop.Task, run.HandBack.Task, abandoned).ConfigureAwait(false);
        await deadline.CancelAsync().ConfigureAwait(false);
        if (first == work) return await work.ConfigureAwait(false);
        _ = run.Cancellation.CancelAsync(); // Not awaited: a callback of the analysis may hang.
        if (first == abandoned) throw new OperationCanceledException(run.Abandoned.Token);
        if (first == run.HandBack.Task) return (new RunEnd(run.Key, RunEndKind.HandedBack), null);
        var stuck = await IsStuckAsync(run, work).ConfigureAwait(false);
        if (first != late) return (new RunEnd(run.Key, RunEndKind.Stopped, Stuck: stuck), null);
        var message = string.Create(CultureInfo.InvariantCulture, $"The attempt did not end within its {timeout.TotalSeconds:0.###} s.");
        return (new RunEnd(run.Key, RunEndKind.TimedOut, new TaskError(TaskErrorCodes.Timeout, message), Stuck: stuck), null);
    }

    private async Task<bool> IsStuckAsync(SiloRun run, Task work)
    {
        using var patience = new CancellationTokenSource();
        var stuck = await Task.WhenAny(work, Task.Delay(options.StopGrace, time, patience.Token)).ConfigureAwait(false) != work;
        await patience.CancelAsync().ConfigureAwait(false);
        if (stuck) LogStuck(logger, run.Task.Id);
        return stuck;
    }

    private async Task<(RunEnd End, byte[]? Report)> ExecuteAsync(SiloRun run, GrainStageJournal journal)
    {
        var (outcome, report) = await _execution.RunAsync(run.Order.Request, run.Task, async cancellationToken =>
        {
            if (run.Task.Attempt > 1) await journal.LoadAsync(cancellationToken).ConfigureAwait(false);
            return journal;
        }, run.Cancellation.Token).ConfigureAwait(false);
        return (RunEnd.Of(run.Key, outcome), report);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The analysis of task {Task} failed unexpectedly")]
    private static partial void LogFailed(ILogger logger, TaskId task, Exception failure);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The end of a run of task {Task} could not be dealt with")]
    private static partial void LogNotEnded(ILogger logger, Exception failure, TaskId task);

    [LoggerMessage(Level = LogLevel.Information, Message = "The end of a run of task {Task} cannot be told now; it will be told again")]
    private static partial void LogNotTold(ILogger logger, Exception failure, TaskId task);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A run of task {Task} does not stop and is given up; its slot is free")]
    private static partial void LogStuck(ILogger logger, TaskId task);
}
