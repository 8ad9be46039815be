using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Scheduling;

/// <content>From what an event changed to the tasks' grains, and from there to what runs.</content>
internal sealed partial class ClusterSchedulerGrain
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GovernorPatience = TimeSpan.FromSeconds(5);

    // Returns when all of it is durable. Write, then act: a launch waits for its record.
    private Task Apply(Step step)
    {
        ArmAlarm();
        foreach (var effect in step.Effects.OfType<Effect.Interrupt>()) _ = InterruptAsync(effect.Task, effect.Epoch);
        var written = new List<Task>(step.Changed.Count);
        foreach (var record in step.Changed)
        {
            var task = _live[record.Id];
            written.Add(task.Written = WriteAsync(task, record, task.Written));
        }

        foreach (var launch in step.Effects.OfType<Effect.Launch>()) _ = LaunchAsync(_live[launch.Task.Id], launch.Task, _limits);
        return written.Count == 0 ? Task.CompletedTask : Task.WhenAll(written);
    }

    // What has happened is never refused by a store that fails: it is written again until it is there. Each task's changes go one after the other.
    private async Task WriteAsync(LiveTask task, TaskRecord record, Task before)
    {
        var told = (task.Shown.Status, task.Shown.Node, task.Shown.Attempt) != (record.Status, record.Node, record.Attempt);
        task.Shown = record;
        var change = new TaskChange(_term, task.Next(record), told);
        await before;
        var failed = false;
        for (var pause = FirstPause; !_over; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await TaskGrain(task.Id).ApplyAsync(change);
                Show(task, record);
                break;
            }
            catch (StaleTermException)
            {
                EndTerm();
            }
            catch (Exception failure)
            {
                if (!failed) _failingWrites++;
                failed = true;
                LogNotWritten(logger, failure, task.Id);
                await Task.Delay(pause, time);
            }
        }

        if (failed) _failingWrites--;
    }

    private void Show(LiveTask task, TaskRecord record)
    {
        Measure(task, record);
        task.Published = record;
        if (!TaskLifecycle.IsTerminal(record.Status)) return;
        _live.Remove(task.Id);
        task.End();
    }

    private async Task LaunchAsync(LiveTask task, TaskRecord record, Limits limits)
    {
        await task.Written;
        while (!_over && _scheduler.IsCurrent(record.Id, record.Epoch))
        {
            if (_scheduler.Find(record.Id)!.CancelRequested)
            {
                _ = InterruptAsync(record.Id, record.Epoch);
                if (_scheduler.RunEnded(record.Id, record.Epoch, new RunOutcome.Stopped(Stuck: false), Now) is { } step) _ = Apply(step);
                return;
            }

            if (await TryLaunchAsync(record, new LaunchOrder(_term, record, task.Request, limits.MaxConcurrentAnalyses, limits.AnalysisTimeout)))
            {
                // An interruption may have overtaken the launch.
                if (_scheduler.IsCurrent(record.Id, record.Epoch) && _scheduler.Find(record.Id)!.CancelRequested) _ = InterruptAsync(record.Id, record.Epoch);
                return;
            }

            await Task.Delay(FirstPause, time);
        }
    }

    private async Task<bool> TryLaunchAsync(TaskRecord record, LaunchOrder order)
    {
        try
        {
            return GovernorOf(record.Node!.Value) is { } governor && await governor.LaunchAsync(order).WaitAsync(GovernorPatience, time);
        }
        catch (Exception failure)
        {
            LogNotLaunched(logger, failure, record.Id, record.Node!.Value);
            return false;
        }
    }

    private async Task InterruptAsync(TaskId id, long epoch)
    {
        var node = _scheduler.Find(id)?.Node ?? _live.GetValueOrDefault(id)?.Published?.Node;
        if (node is not { } at || GovernorOf(at) is not { } governor) return;
        for (var tries = 0; tries < 10; tries++)
        {
            try
            {
                await governor.InterruptAsync(_term, id, epoch).WaitAsync(GovernorPatience, time);
                return;
            }
            catch (Exception)
            {
                // Its silo is gone or going: then the run is lost, or handed back.
                if (!_scheduler.IsCurrent(id, epoch)) return;
                await Task.Delay(FirstPause, time);
            }
        }
    }

    private IAnalysisTaskGrain TaskGrain(TaskId id) => GrainFactory.GetGrain<IAnalysisTaskGrain>(id.Value);

    private IConcurrencyGovernorGrain? GovernorOf(NodeId node) => _nodes.TryGetValue(node, out var entry) ? GovernorOf(entry) : null;

    private IConcurrencyGovernorGrain? GovernorOf(NodeEntry node) =>
        node.Joined is { } silo ? GrainFactory.GetGrain<IConcurrencyGovernorGrain>(silo) : null;

    private static void Measure(LiveTask task, TaskRecord record)
    {
        var before = task.Published;
        if (record.Attempt == 1 && (before?.Attempt ?? 0) == 0)
            EngineMetrics.RecordWait(task.Request.AnalysisType, TimeSpan.FromSeconds(record.WaitSeconds ?? 0));
        if (before?.Status == AnalysisStatus.Running && record.Status != AnalysisStatus.Running && record.ExecutionSeconds is { } took)
            EngineMetrics.RecordExecution(task.Request.AnalysisType, TimeSpan.FromSeconds(took));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A change of task {Task} cannot be made durable now; it will be tried again")]
    private static partial void LogNotWritten(ILogger logger, Exception failure, TaskId task);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {Task} cannot be started on {Node} now; it will be tried again")]
    private static partial void LogNotLaunched(ILogger logger, Exception failure, TaskId task, NodeId node);
}
