using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>Cancelling, in every state a task can be in.</summary>
public abstract class CancellationContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    [Trait("Promise", "P10")]
    public async Task A_waiting_task_is_cancelled_at_once_whatever_it_waits_for()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var running = await OccupyAsync(engine);
        TaskSnapshot[] waiting =
        [
            await engine.SubmitAsync(Hold()),
            await engine.SubmitAsync(Hold() with { DependsOn = [running] }),
            await engine.SubmitAsync(Hold() with { NotBefore = DateTimeOffset.UtcNow.AddHours(1) }),
        ];
        Assert.Equal([AnalysisStatus.Queued, AnalysisStatus.Blocked, AnalysisStatus.Scheduled], waiting.Select(task => task.Status));
        foreach (var task in waiting)
        {
            var cancelled = await engine.CancelAsync(task.TaskId);
            Assert.Equal((AnalysisStatus.Cancelled, 0, TaskErrorCodes.Cancelled), (cancelled.Status, cancelled.Attempt, cancelled.Error?.Code));
            Assert.NotNull(cancelled.FinishedAt);
            Assert.Null(cancelled.QueuePosition);
        }

        Assert.Equal(0, (await engine.GetStatsAsync()).Concurrency.CurrentQueued);
        Assert.Equal(AnalysisStatus.Running, (await engine.GetAsync(running)).Status);
    }

    [Fact]
    [Trait("Promise", "P10")]
    public async Task A_running_task_stops_and_its_slot_goes_to_the_next()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var running = await OccupyAsync(engine);
        var next = await engine.SubmitAsync(Hold());
        await engine.CancelAsync(running);
        var ended = await EndAsync(engine, running);
        Assert.Equal((AnalysisStatus.Cancelled, TaskErrorCodes.Cancelled), (ended.Status, ended.Error?.Code));
        await UntilAsync(engine, next.TaskId, AnalysisStatus.Running);
        Assert.Equal(1, (await engine.GetStatsAsync()).Concurrency.TotalCancelled);
    }

    [Fact]
    public async Task A_task_that_backs_off_is_cancelled_and_not_tried_again()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work(failAttempts: 9) with { MaxAttempts = 10 });
        await UntilAsync(engine, task.TaskId, AnalysisStatus.Retrying);
        await engine.CancelAsync(task.TaskId);
        var ended = await EndAsync(engine, task.TaskId);
        Assert.Equal(AnalysisStatus.Cancelled, ended.Status);
        Assert.InRange(ended.Attempt, 1, 9);
    }

    [Fact]
    public async Task Cancelling_again_changes_nothing()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Hold());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => engine.CancelAsync(task.TaskId)));
        var ended = await EndAsync(engine, task.TaskId);
        var again = await engine.CancelAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Cancelled, ended.FinishedAt), (again.Status, again.FinishedAt));
        Assert.Equal(1, (await engine.GetStatsAsync()).Concurrency.TotalCancelled);
    }

    [Fact]
    public async Task What_has_ended_otherwise_is_not_cancelled_any_more()
    {
        var engine = await StartEngineAsync();
        TaskSnapshot[] tasks = [await engine.SubmitAsync(Work()), await engine.SubmitAsync(Failure()), await engine.SubmitAsync(Hold() with { TimeoutSeconds = 0.05, MaxAttempts = 1 })];
        foreach (var task in tasks)
        {
            var ended = await EndAsync(engine, task.TaskId);
            await RefusedAsync(ErrorCodes.AlreadyFinished, () => engine.CancelAsync(task.TaskId));
            Assert.Equal(ended, await engine.GetAsync(task.TaskId));
        }
    }

    [Fact]
    [Trait("Promise", "P10")]
    public async Task A_cancellation_that_races_with_the_end_is_either_never_both()
    {
        var engine = await StartEngineAsync();
        for (var round = 0; round < 20; round++)
        {
            var task = await engine.SubmitAsync(Work(durationMs: round));
            var cancelled = true;
            try
            {
                await engine.CancelAsync(task.TaskId);
            }
            catch (EngineException refused) when (refused.Code == ErrorCodes.AlreadyFinished)
            {
                cancelled = false;
            }

            var terminal = (await EventsAsync(engine, task.TaskId)).Select(StatusOf).OfType<AnalysisStatus>().Where(TaskLifecycle.IsTerminal);
            Assert.Equal([cancelled ? AnalysisStatus.Cancelled : AnalysisStatus.Completed], terminal);
        }
    }
}
