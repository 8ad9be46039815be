using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>Dependencies, schedules, retries and timeouts.</summary>
public abstract class TaskLifeContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task A_chain_runs_link_by_link_and_holds_no_place_meanwhile()
    {
        var engine = await StartEngineAsync();
        var first = await engine.SubmitAsync(Work("FIRST", durationMs: 300));
        var second = await engine.SubmitAsync(Work("SECOND") with { DependsOn = [first.TaskId] });
        var third = await engine.SubmitAsync(Work("THIRD") with { DependsOn = [first.TaskId, second.TaskId] });
        foreach (var waiting in new[] { second, third })
        {
            Assert.Equal(AnalysisStatus.Blocked, waiting.Status);
            Assert.Null(waiting.Node);
            Assert.Null(waiting.QueuePosition);
        }

        Assert.Equal(0, (await engine.GetStatsAsync()).Concurrency.CurrentQueued);
        var ends = new[] { await EndAsync(engine, first.TaskId), await EndAsync(engine, second.TaskId), await EndAsync(engine, third.TaskId) };
        Assert.All(ends, task => Assert.Equal(AnalysisStatus.Completed, task.Status));
        Assert.True(ends[0].FinishedAt <= ends[1].StartedAt && ends[1].FinishedAt <= ends[2].StartedAt);
    }

    [Fact]
    public async Task What_depends_on_a_failure_fails_and_so_on_down_the_chain()
    {
        var engine = await StartEngineAsync();
        var bad = await engine.SubmitAsync(Work("BAD", durationMs: 100, failAttempts: 10) with { MaxAttempts = 1 });
        var child = await engine.SubmitAsync(Work("CHILD") with { DependsOn = [bad.TaskId] });
        var grandchild = await engine.SubmitAsync(Work("GRANDCHILD") with { DependsOn = [child.TaskId] });
        foreach (var task in new[] { child, grandchild }) await FailedDependencyAsync(engine, task.TaskId);
    }

    [Fact]
    public async Task What_depends_on_a_cancelled_or_late_task_fails()
    {
        var engine = await StartEngineAsync();
        var cancelled = await engine.SubmitAsync(Hold());
        var late = await engine.SubmitAsync(Hold() with { TimeoutSeconds = 0.1, MaxAttempts = 1 });
        var children = new[]
        {
            await engine.SubmitAsync(Work() with { DependsOn = [cancelled.TaskId] }),
            await engine.SubmitAsync(Work() with { DependsOn = [late.TaskId] }),
        };
        await engine.CancelAsync(cancelled.TaskId);
        foreach (var task in children) await FailedDependencyAsync(engine, task.TaskId);
    }

    [Fact]
    public async Task Depending_on_what_has_ended_is_accepted_and_goes_as_that_went()
    {
        var engine = await StartEngineAsync();
        var good = await engine.SubmitAsync(Work());
        var bad = await engine.SubmitAsync(Failure());
        await EndAsync(engine, good.TaskId);
        await EndAsync(engine, bad.TaskId);
        Assert.Equal(AnalysisStatus.Completed, (await EndAsync(engine, (await engine.SubmitAsync(Work() with { DependsOn = [good.TaskId] })).TaskId)).Status);
        await FailedDependencyAsync(engine, (await engine.SubmitAsync(Work() with { DependsOn = [good.TaskId, bad.TaskId] })).TaskId);
    }

    [Fact]
    public async Task A_scheduled_task_holds_no_place_and_starts_no_earlier_than_its_time()
    {
        var engine = await StartEngineAsync();
        var due = DateTimeOffset.UtcNow.AddSeconds(5);
        var task = await engine.SubmitAsync(Work() with { NotBefore = due });
        Assert.Equal(AnalysisStatus.Scheduled, task.Status);
        Assert.Null(task.QueuePosition);
        Assert.Equal(0, (await engine.GetStatsAsync()).Concurrency.CurrentQueued);
        var ended = await EndAsync(engine, task.TaskId);
        Assert.Equal(AnalysisStatus.Completed, ended.Status);
        Assert.True(ended.StartedAt >= due.AddMilliseconds(-1), $"{ended.StartedAt:O} is before {due:O}.");
        Assert.InRange(ended.WaitSeconds, 0, 4.5); // From when it came due, not from its submission.
    }

    [Fact]
    public async Task A_time_that_has_passed_delays_nothing()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work() with { NotBefore = DateTimeOffset.UtcNow.AddDays(-1) });
        Assert.NotEqual(AnalysisStatus.Scheduled, task.Status);
        Assert.Equal(AnalysisStatus.Completed, (await EndAsync(engine, task.TaskId)).Status);
    }

    [Fact]
    public async Task Dependencies_met_early_leave_a_task_scheduled()
    {
        var engine = await StartEngineAsync();
        var first = await engine.SubmitAsync(Work(durationMs: 100));
        var second = await engine.SubmitAsync(Work() with { DependsOn = [first.TaskId], NotBefore = DateTimeOffset.UtcNow.AddHours(1) });
        Assert.Equal(AnalysisStatus.Blocked, second.Status);
        await UntilAsync(engine, second.TaskId, AnalysisStatus.Scheduled);
    }

    [Fact]
    public async Task Failed_attempts_are_tried_again_until_one_succeeds()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work(failAttempts: 2));
        var statuses = (await EventsAsync(engine, task.TaskId)).Select(StatusOf).OfType<AnalysisStatus>().ToArray();
        var ended = await engine.GetAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 3, 3, 0), (ended.Status, ended.Attempt, ended.MaxAttempts, ended.Rescues));
        Assert.Null(ended.Error);
        Assert.Equal(2, statuses.Count(status => status == AnalysisStatus.Retrying));
        Assert.Equal(3, statuses.Count(status => status == AnalysisStatus.Running));
        Assert.Equal(2, (await engine.GetStatsAsync()).Concurrency.TotalRetried);
    }

    [Fact]
    public async Task A_task_whose_attempts_all_fail_ends_as_failed_and_says_why()
    {
        var engine = await StartEngineAsync();
        var ended = await EndAsync(engine, (await engine.SubmitAsync(Work(failAttempts: 5) with { MaxAttempts = 2 })).TaskId);
        Assert.Equal((AnalysisStatus.Failed, 2, TaskErrorCodes.Synthetic), (ended.Status, ended.Attempt, ended.Error?.Code));
        Assert.NotNull(ended.FinishedAt);
    }

    [Fact]
    public async Task A_retry_tells_what_went_wrong_while_it_backs_off()
    {
        var engine = await StartEngineAsync();
        var task = await engine.SubmitAsync(Work(failAttempts: 9) with { MaxAttempts = 10 });
        var backing = await UntilAsync(engine, task.TaskId, AnalysisStatus.Retrying);
        Assert.Equal(TaskErrorCodes.Synthetic, backing.Error?.Code);
        Assert.Null(backing.QueuePosition);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_retried_and_the_last_one_ends_the_task_as_timed_out()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var task = await engine.SubmitAsync(Hold() with { TimeoutSeconds = 0.1, MaxAttempts = 2 });
        var ended = await EndAsync(engine, task.TaskId);
        Assert.Equal((AnalysisStatus.TimedOut, 2, TaskErrorCodes.Timeout), (ended.Status, ended.Attempt, ended.Error?.Code));
        Assert.InRange(ended.ExecutionSeconds!.Value, 0.1, 5.1);
        await RefusedAsync(ErrorCodes.NoResult, () => engine.GetResultAsync(task.TaskId));
        Assert.Equal(AnalysisStatus.Completed, (await EndAsync(engine, (await engine.SubmitAsync(Work())).TaskId)).Status); // The slot is free.
    }

    [Fact]
    public async Task The_engines_timeout_limit_holds_for_a_task_without_its_own()
    {
        var engine = await StartEngineAsync(new ContractSetup { Limits = new Limits(AnalysisTimeout: 0.2) });
        var ended = await EndAsync(engine, (await engine.SubmitAsync(Hold() with { MaxAttempts = 1 })).TaskId);
        Assert.Equal(AnalysisStatus.TimedOut, ended.Status);
        var own = await engine.SubmitAsync(Work(durationMs: 400) with { TimeoutSeconds = 20, MaxAttempts = 1 });
        Assert.Equal(AnalysisStatus.Completed, (await EndAsync(engine, own.TaskId)).Status);
    }

    private static async Task FailedDependencyAsync(IAnalysisEngine engine, TaskId id)
    {
        var ended = await EndAsync(engine, id);
        Assert.Equal((AnalysisStatus.Failed, 0, TaskErrorCodes.DependencyFailed), (ended.Status, ended.Attempt, ended.Error?.Code));
    }
}
