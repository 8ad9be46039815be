using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Runs;

public sealed class RunOutcomeTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_analysis_that_throws_is_tried_again_until_its_attempts_are_used_up()
    {
        _bench.Run = (_, _) => throw new InvalidOperationException("broken");
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 3);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await _bench.StatusAsync(task.TaskId, AnalysisStatus.Retrying);
            _bench.Time.Advance(TimeSpan.FromSeconds(2));
            await _bench.BegunAsync(attempt + 1);
        }

        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Failed, 3, TaskErrorCodes.AnalysisFailed), (ended.Status, ended.Attempt, ended.Error?.Code));
        Assert.Equal((2L, 1L), ((await StatsAsync()).TotalRetried, (await StatsAsync()).TotalFailed));
    }

    [Fact]
    public async Task A_failure_that_no_retry_mends_ends_the_task_at_once()
    {
        _bench.Run = (_, _) => throw new AnalysisException(TaskErrorCodes.NoData, "no bars", retryable: false);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 3);
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Failed, 1, "no_data", "no bars"), (ended.Status, ended.Attempt, ended.Error?.Code, ended.Error?.Message));
    }

    [Fact]
    public async Task An_analysis_that_cancels_itself_has_failed_and_is_not_cancelled()
    {
        _bench.Run = (_, _) => throw new OperationCanceledException();
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        Assert.Equal(AnalysisStatus.Failed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_made_fails_its_task_and_nothing_else()
    {
        _bench.Planner = new BrokenPlanner();
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync("BAD", maxAttempts: 1);
        Assert.Equal(AnalysisStatus.Failed, (await _bench.EndAsync(task.TaskId)).Status);
        var other = await _bench.SubmitAsync("GOOD");
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(other.TaskId)).Status);
    }

    [Fact]
    public async Task A_huge_output_is_kept_and_holds_nobody_up()
    {
        const int size = 32 * 1024 * 1024;
        var huge = JsonSerializer.SerializeToElement(new string('x', size));
        _bench.Planner = new StagedPlanner(("huge", (context, _) => Task.FromResult(context.Request.StockCode == "HUGE" ? huge : JsonElement.Parse("1"))));
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync("HUGE", maxAttempts: 1);
        var small = await _bench.SubmitAsync("SMALL");
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(small.TaskId)).Status);
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
        Assert.Equal(size, (await _bench.Engine.GetResultAsync(task.TaskId)).Report.GetString()!.Length);
    }

    [Fact]
    public async Task A_finished_stage_is_not_run_again_by_a_later_attempt_which_sees_its_output()
    {
        var planner = new StagedPlanner(
            ("first", (_, _) => Task.FromResult(JsonElement.Parse("41"))),
            ("second", (context, _) => context.Attempt < 3
                ? throw new InvalidOperationException()
                : Task.FromResult(JsonSerializer.SerializeToElement(context.Outputs["first"].GetInt32() + 1))));
        _bench.Planner = planner;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 3);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await _bench.StatusAsync(task.TaskId, AnalysisStatus.Retrying);
            _bench.Time.Advance(TimeSpan.FromSeconds(2));
            await EngineBench.UntilAsync(() => planner.Starts["second"] > attempt);
        }

        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
        Assert.Equal((1, 3), (planner.Starts["first"], planner.Starts["second"]));
        Assert.Equal(42, (await _bench.Engine.GetResultAsync(task.TaskId)).Report.GetInt32());
    }

    private async Task<ConcurrencyStats> StatsAsync() => (await _bench.Engine.GetStatsAsync()).Concurrency;

    private sealed class BrokenPlanner : IAnalysisPlanner
    {
        public AnalysisPlan Plan(AnalysisRequest request) => request.StockCode == "BAD"
            ? throw new NotSupportedException()
            : new ScriptedPlanner((_, _) => Task.CompletedTask).Plan(request);
    }
}
