using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>A task's event log, and watching it.</summary>
public abstract class EventsContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    [Trait("Promise", "P3")]
    public async Task The_log_tells_a_tasks_life_in_order_and_ends_with_its_one_terminal_status()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var blocker = await OccupyAsync(engine);
        var task = await engine.SubmitAsync(Work(durationMs: 100, steps: 10));
        await engine.CancelAsync(blocker);
        var events = await EventsAsync(engine, task.TaskId);

        AssertIncreasing(events.Select(happened => happened.Id));
        Assert.True(events[0].Id >= 1);
        Assert.Equal(events.Select(happened => happened.At).Order(), events.Select(happened => happened.At));
        Assert.Equal([AnalysisStatus.Queued, AnalysisStatus.Running, AnalysisStatus.Completed], events.Select(StatusOf).OfType<AnalysisStatus>().Distinct());
        Assert.Equal(AnalysisStatus.Completed, StatusOf(events[^1]));
        Assert.Single(events, happened => StatusOf(happened) is { } status && TaskLifecycle.IsTerminal(status));
        var started = Stages(events, "started");
        Assert.NotEmpty(started);
        Assert.Equal(started, Stages(events, "finished"));
        Assert.Equal(started.Distinct(), started);
    }

    [Fact]
    public async Task A_retry_goes_on_after_the_last_stage_that_finished()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work(durationMs: 40, steps: 4, failAttempts: 1));
        var events = await EventsAsync(engine, task.TaskId);
        Assert.Equal(2, (await engine.GetAsync(task.TaskId)).Attempt);
        var finished = Stages(events, "finished");
        Assert.Equal(4, finished.Length);
        Assert.Equal(finished.Distinct(), finished);
        Assert.Equal([.. finished, finished[^1]], Stages(events, "started")); // The last one failed once.
    }

    [Fact]
    public async Task Progress_advances_step_by_step_and_never_goes_back()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work(durationMs: 200, steps: 5));
        var progress = (await EventsAsync(engine, task.TaskId)).Where(happened => happened.Kind == TaskEventKind.Progress)
            .Select(happened => happened.Data.GetProperty("progress").GetDouble()).ToArray();
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
        foreach (var step in new[] { 0.2, 0.4, 0.6, 0.8 }) Assert.Contains(step, progress);
    }

    [Fact]
    [Trait("Promise", "P22")]
    public async Task Watching_resumes_after_any_event_without_gap_or_repeat()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work(durationMs: 50, steps: 5));
        var all = (await EventsAsync(engine, task.TaskId)).Select(Shape).ToArray();
        for (var seen = 0; seen < all.Length; seen++)
        {
            var after = seen == 0 ? 0 : all[seen - 1].Id;
            Assert.Equal(all[seen..], (await EventsAsync(engine, task.TaskId, after)).Select(Shape));
        }

        Assert.Empty(await EventsAsync(engine, task.TaskId, all[^1].Id));
    }

    [Fact]
    public async Task Those_who_watch_live_see_what_is_replayed_later()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var blocker = await OccupyAsync(engine);
        var task = await engine.SubmitAsync(Work(durationMs: 300, steps: 20, failAttempts: 1));
        var watchers = Enumerable.Range(0, 8).Select(_ => EventsAsync(engine, task.TaskId)).ToArray();
        await engine.CancelAsync(blocker);
        var live = await Task.WhenAll(watchers);
        var replayed = (await EventsAsync(engine, task.TaskId)).Select(Shape).ToArray();
        Assert.All(live, events => Assert.Equal(replayed, events.Select(Shape)));
    }

    [Fact]
    public async Task An_event_comes_while_the_task_still_runs()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Hold());
        using var deadline = new CancellationTokenSource(Deadline);
        await foreach (var happened in engine.WatchAsync(task.TaskId, 0, deadline.Token))
        {
            if (StatusOf(happened) == AnalysisStatus.Running) break;
        }

        Assert.Equal(AnalysisStatus.Running, (await engine.GetAsync(task.TaskId)).Status);
    }

    [Fact]
    public async Task Who_gives_up_watching_is_let_go_and_the_task_runs_on()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Hold());
        using var giveUp = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in engine.WatchAsync(task.TaskId, 0, giveUp.Token))
            {
                if (StatusOf(happened) == AnalysisStatus.Running) await giveUp.CancelAsync();
            }
        });
        Assert.Equal(AnalysisStatus.Running, (await engine.GetAsync(task.TaskId)).Status);
    }

    [Fact]
    public async Task What_never_ran_has_a_log_too()
    {
        var engine = await StartEngineAsync();
        var bad = await engine.SubmitAsync(Failure());
        await EndAsync(engine, bad.TaskId);
        var doomed = await engine.SubmitAsync(Work() with { DependsOn = [bad.TaskId] });
        var scheduled = await engine.SubmitAsync(Work() with { NotBefore = DateTimeOffset.UtcNow.AddHours(1) });
        await engine.CancelAsync(scheduled.TaskId);
        Assert.Equal(AnalysisStatus.Failed, StatusOf((await EventsAsync(engine, doomed.TaskId))[^1]));
        Assert.Equal([AnalysisStatus.Scheduled, AnalysisStatus.Cancelled], (await EventsAsync(engine, scheduled.TaskId)).Select(StatusOf).OfType<AnalysisStatus>());
    }

    private static (long Id, TaskEventKind Kind, string Data) Shape(TaskEvent happened) => (happened.Id, happened.Kind, happened.Data.GetRawText());

    private static string[] Stages(IEnumerable<TaskEvent> events, string state) =>
    [
        .. events.Where(happened => happened.Kind == TaskEventKind.Stage && happened.Data.GetProperty("state").GetString() == state)
            .Select(happened => happened.Data.GetProperty("stage").GetString()!),
    ];

    private static void AssertIncreasing(IEnumerable<long> ids)
    {
        var all = ids.ToArray();
        Assert.Equal(all.Distinct().Order(), all);
    }
}
