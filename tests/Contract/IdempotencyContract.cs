using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>One key, one task.</summary>
public abstract class IdempotencyContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    [Trait("Promise", "P9")]
    public async Task Sixty_four_equal_submissions_at_once_make_one_task()
    {
        var engine = await StartEngineAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => engine.SubmitAsync(Hold(), "key-1"))));
        Assert.Single(answers.Select(task => task.TaskId).Distinct());
        Assert.Single(answers, task => !task.Deduplicated);
        Assert.Single((await engine.ListAsync(new TaskQuery())).Tasks);
        Assert.Equal(1, (await engine.GetStatsAsync()).Concurrency.TotalSubmitted);
    }

    [Fact]
    public async Task A_repeat_returns_the_task_as_it_stands_while_it_waits_runs_and_has_ended()
    {
        var engine = await StartEngineAsync();
        var first = await engine.SubmitAsync(Work(durationMs: 100), "key-1");
        var repeat = await engine.SubmitAsync(Work(durationMs: 100), "key-1");
        Assert.Equal((first.TaskId, true), (repeat.TaskId, repeat.Deduplicated));
        await EndAsync(engine, first.TaskId);
        var late = await engine.SubmitAsync(Work(durationMs: 100), "key-1");
        Assert.Equal((first.TaskId, true, AnalysisStatus.Completed), (late.TaskId, late.Deduplicated, late.Status));
        Assert.False((await engine.GetAsync(first.TaskId)).Deduplicated);
    }

    [Fact]
    [Trait("Promise", "P9")]
    public async Task Another_request_under_a_used_key_is_a_conflict()
    {
        var engine = await StartEngineAsync();
        var first = await engine.SubmitAsync(Hold(), "key-1");
        await RefusedAsync(ErrorCodes.IdempotencyConflict, () => engine.SubmitAsync(Hold("OTHER"), "key-1"));
        await RefusedAsync(ErrorCodes.IdempotencyConflict, () => engine.SubmitAsync(Hold() with { Priority = TaskPriority.Urgent }, "key-1"));
        Assert.Equal(first.TaskId, (await engine.SubmitAsync(Hold(), "key-1")).TaskId);
        Assert.Single((await engine.ListAsync(new TaskQuery())).Tasks);
    }

    [Fact]
    public async Task The_same_request_in_another_spelling_is_a_repeat()
    {
        var engine = await StartEngineAsync();
        var plain = new AnalysisRequest { StockCode = "aapl", AnalysisType = AnalysisType.Synthetic };
        var spelled = plain with
        {
            StockCode = "AAPL",
            MaxAttempts = 3,
            Tenant = "default",
            Parameters = JsonElement.Parse("""{"steps": 1, "duration_ms": 0}"""),
        };
        var first = await engine.SubmitAsync(plain, "key-1");
        Assert.Equal(first.TaskId, (await engine.SubmitAsync(spelled, "key-1")).TaskId);
    }

    [Fact]
    public async Task Each_tenant_has_its_own_keys()
    {
        var engine = await StartEngineAsync();
        var one = await engine.SubmitAsync(Hold() with { Tenant = "one" }, "key-1");
        var two = await engine.SubmitAsync(Hold() with { Tenant = "two" }, "key-1");
        Assert.NotEqual(one.TaskId, two.TaskId);
        Assert.False(two.Deduplicated);
    }

    [Fact]
    [Trait("Promise", "P8")]
    public async Task A_refusal_for_want_of_room_stores_no_key()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 0) });
        var running = await OccupyAsync(engine);
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Work(), "key-1"));
        await engine.CancelAsync(running);
        await UntilAsync(engine, running, AnalysisStatus.Cancelled);
        var other = await engine.SubmitAsync(Work("OTHER"), "key-1"); // Not even a conflict: the key was never used.
        Assert.False(other.Deduplicated);
    }

    [Fact]
    public async Task A_repeat_needs_no_room()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 0) });
        var first = await engine.SubmitAsync(Hold(), "key-1");
        Assert.Equal(first.TaskId, (await engine.SubmitAsync(Hold(), "key-1")).TaskId);
        Assert.Equal(0, (await engine.GetStatsAsync()).Concurrency.TotalRejected);
    }

    [Fact]
    public async Task A_key_that_is_no_key_is_refused()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.SubmitAsync(Work(), new string('k', 129)));
        Assert.False((await engine.SubmitAsync(Work(), new string('k', 128))).Deduplicated);
    }
}
