using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>What is taken, what is refused, and how it reads afterwards.</summary>
public abstract class SubmissionContract(IEngineHost host) : AnalysisEngineContract(host)
{
    private static readonly TaskId Nobody = new("0123456789abcdef0123456789abcdef");

    [Fact]
    public async Task A_submission_has_the_documented_defaults_and_an_upper_cased_code()
    {
        var engine = await StartEngineAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var task = await engine.SubmitAsync(Hold("brk-b.x"));
        Assert.Equal("BRK-B.X", task.StockCode);
        Assert.Equal(AnalysisType.Synthetic, task.AnalysisType);
        Assert.Equal((TaskPriority.Normal, "default", 3, 0), (task.Priority, task.Tenant, task.MaxAttempts, task.Rescues));
        Assert.True(task.Status is AnalysisStatus.Queued or AnalysisStatus.Running);
        Assert.False(task.Deduplicated);
        Assert.InRange(task.SubmittedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Null(task.FinishedAt);
        Assert.Null(task.Error);
        Assert.NotEqual(task.TaskId, (await engine.SubmitAsync(Hold("brk-b.x"))).TaskId);
    }

    [Fact]
    public async Task What_was_given_is_kept()
    {
        var engine = await StartEngineAsync();
        var given = Hold("^SPX=F:1_x") with { Priority = TaskPriority.Low, Tenant = "desk-7", MaxAttempts = 10, TimeoutSeconds = 7200 };
        var task = await engine.GetAsync((await engine.SubmitAsync(given)).TaskId);
        Assert.Equal(("^SPX=F:1_X", TaskPriority.Low, "desk-7", 10), (task.StockCode, task.Priority, task.Tenant, task.MaxAttempts));
    }

    [Fact]
    public async Task A_task_that_runs_shows_where_since_when_and_which_attempt()
    {
        var engine = await StartEngineAsync();
        var task = await UntilAsync(engine, (await engine.SubmitAsync(Hold())).TaskId, AnalysisStatus.Running);
        Assert.Contains(task.Node!.Value, (await engine.GetNodesAsync()).Select(node => node.NodeId));
        Assert.Equal((1, (int?)null), (task.Attempt, task.QueuePosition));
        Assert.NotNull(task.StartedAt);
        Assert.NotNull(task.ExecutionSeconds);
    }

    [Fact]
    public async Task A_task_that_completed_shows_its_times_and_its_result()
    {
        var engine = await StartEngineAsync();
        var task = await EndAsync(engine, (await engine.SubmitAsync(Work(durationMs: 50))).TaskId);
        Assert.Equal((AnalysisStatus.Completed, 1, 1.0), (task.Status, task.Attempt, task.Progress));
        Assert.True(task.SubmittedAt <= task.StartedAt && task.StartedAt <= task.FinishedAt);
        Assert.InRange(task.ExecutionSeconds!.Value, 0.05, Deadline.TotalSeconds);
        Assert.Null(task.Error);
        var result = await engine.GetResultAsync(task.TaskId);
        Assert.Equal(task.TaskId, result.Task.TaskId);
        Assert.True(JsonElement.DeepEquals(result.Report, JsonElement.Parse("""{"synthetic": true}""")));
    }

    [Fact]
    public async Task Bad_requests_are_refused_with_the_field_that_is_wrong_and_leave_nothing()
    {
        var engine = await StartEngineAsync();
        foreach (var (field, request) in BadRequests)
        {
            var refused = await Assert.ThrowsAnyAsync<EngineException>(() => engine.SubmitAsync(request));
            Assert.True(refused.Code == ErrorCodes.InvalidRequest, $"{field}: {refused.Code}");
            Assert.True(refused.Errors?.Keys.Any(key => key == field || key.StartsWith(field, StringComparison.Ordinal)), $"{field}: {refused.Message}");
        }

        Assert.Empty((await engine.ListAsync(new TaskQuery())).Tasks);
        Assert.Equal(0, (await engine.GetStatsAsync()).Concurrency.TotalSubmitted);
    }

    [Fact]
    public async Task What_is_unknown_is_told_to_be()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.GetAsync(Nobody));
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.GetResultAsync(Nobody));
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.CancelAsync(Nobody));
        await RefusedAsync(ErrorCodes.UnknownTask, () => EventsAsync(engine, Nobody));
        await RefusedAsync(ErrorCodes.UnknownBatch, () => engine.GetBatchAsync("batch-0"));
    }

    [Fact]
    public async Task A_result_is_refused_before_the_end_and_where_there_is_none()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var failed = await engine.SubmitAsync(Failure());
        Assert.Equal(AnalysisStatus.Failed, (await EndAsync(engine, failed.TaskId)).Status);
        await RefusedAsync(ErrorCodes.NoResult, () => engine.GetResultAsync(failed.TaskId));

        var running = await OccupyAsync(engine);
        var queued = await engine.SubmitAsync(Hold());
        await RefusedAsync(ErrorCodes.NotFinished, () => engine.GetResultAsync(running));
        await RefusedAsync(ErrorCodes.NotFinished, () => engine.GetResultAsync(queued.TaskId));
        await engine.CancelAsync(queued.TaskId);
        await RefusedAsync(ErrorCodes.NoResult, () => engine.GetResultAsync(queued.TaskId));
    }

    [Fact]
    public async Task An_idle_engine_is_ready() => Assert.Equal(new Readiness(true), await (await StartEngineAsync()).GetReadinessAsync());

    private static IEnumerable<(string Field, AnalysisRequest Request)> BadRequests =>
    [
        ("stock_code", Work("")),
        ("stock_code", Work(new string('A', 33))),
        ("stock_code", Work("A B")),
        ("stock_code", Work("../x")),
        ("stock_code", Work("\uFF21\uFF21\uFF30\uFF2C")),
        ("timeout_seconds", Work() with { TimeoutSeconds = 0 }),
        ("timeout_seconds", Work() with { TimeoutSeconds = -1 }),
        ("timeout_seconds", Work() with { TimeoutSeconds = 7200.1 }),
        ("max_attempts", Work() with { MaxAttempts = 0 }),
        ("max_attempts", Work() with { MaxAttempts = 11 }),
        ("tenant", Work() with { Tenant = "" }),
        ("tenant", Work() with { Tenant = "desk 7" }),
        ("tenant", Work() with { Tenant = new string('t', 65) }),
        ("depends_on", Work() with { DependsOn = [Nobody] }),
        ("parameters", Work() with { Parameters = JsonElement.Parse("[]") }),
        ("parameters", Work() with { Parameters = JsonElement.Parse("""{"depth": 1}""") }),
        ("parameters.duration_ms", Work(durationMs: -1)),
        ("parameters.duration_ms", Work(durationMs: 600_001)),
        ("parameters.fail_attempts", Work(failAttempts: -1)),
        ("parameters.steps", Work(steps: 0)),
        ("parameters.depth", new AnalysisRequest { StockCode = "AAPL", Parameters = JsonElement.Parse("""{"depth": 6}""") }),
        ("parameters.language", new AnalysisRequest { StockCode = "AAPL", Parameters = JsonElement.Parse("""{"language": "fr"}""") }),
        ("parameters.analysts", new AnalysisRequest { StockCode = "AAPL", Parameters = JsonElement.Parse("""{"analysts": ["astrologer"]}""") }),
    ];
}
