using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Contract;

/// <summary>Limits changed live, and housekeeping.</summary>
public abstract class OperationsContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task Raised_limits_start_and_admit_work_at_once()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 2) });
        await OccupyAsync(engine);
        TaskSnapshot[] waiting = [await engine.SubmitAsync(Hold()), await engine.SubmitAsync(Hold())];
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));
        Assert.Equal(new Limits(3, 2, 300), await engine.SetLimitsAsync(new LimitsUpdate(MaxConcurrentAnalyses: 3)));
        foreach (var task in waiting) await UntilAsync(engine, task.TaskId, AnalysisStatus.Running);
        Assert.Equal(new Limits(3, 5, 300), await engine.SetLimitsAsync(new LimitsUpdate(MaxQueueSize: 5)));
        for (var number = 0; number < 5; number++) Assert.Equal(AnalysisStatus.Queued, (await engine.SubmitAsync(Hold())).Status);
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));
    }

    [Fact]
    public async Task Lowered_limits_stop_and_lose_nothing_and_hold_from_then_on()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(3, 3) });
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 6; number++) tasks.Add(await engine.SubmitAsync(Hold($"S{number}")));
        await engine.SetLimitsAsync(new LimitsUpdate(MaxConcurrentAnalyses: 1, MaxQueueSize: 1));
        var node = Assert.Single(await engine.GetNodesAsync());
        Assert.Equal((3, 1, 1, 1), (node.Running, node.Queued, node.MaxConcurrentAnalyses, node.MaxQueueSize));
        Assert.Equal((3, 3), await CountsAsync(engine));
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));

        // Two of three slots are above the limit now: what frees them starts nothing.
        foreach (var task in tasks[..2])
        {
            await engine.CancelAsync(task.TaskId);
            await EndAsync(engine, task.TaskId);
        }

        Assert.Equal((1, 3), await CountsAsync(engine));
        await engine.CancelAsync(tasks[2].TaskId);
        await UntilAsync(engine, tasks[3].TaskId, AnalysisStatus.Running);
        Assert.Equal((1, 2), await CountsAsync(engine));
    }

    [Fact]
    public async Task Without_a_node_that_takes_work_it_is_not_ready_and_refuses_until_one_does()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var node = Assert.Single(await engine.GetNodesAsync()).NodeId;
        Assert.True((await engine.GetReadinessAsync()).Ready);
        await engine.UpdateNodeAsync(node, new NodeUpdate(State: NodeState.Draining));
        Assert.False((await engine.GetReadinessAsync()).Ready);
        var refused = await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));
        Assert.Contains("No node takes work", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.RetryAfterSeconds >= 1);
        await engine.UpdateNodeAsync(node, new NodeUpdate(State: NodeState.Active));
        Assert.True((await engine.GetReadinessAsync()).Ready);
        await UntilAsync(engine, (await engine.SubmitAsync(Hold())).TaskId, AnalysisStatus.Running);
    }

    [Fact]
    public async Task A_refusal_counts_once_however_many_items_it_is_about()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 0) });
        await OccupyAsync(engine);
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitBatchAsync(new BatchRequest(["A", "B", "C"], Hold())));
        Assert.Equal(1, (await engine.GetStatsAsync()).Concurrency.TotalRejected);
    }

    [Fact]
    public async Task An_unknown_dependency_of_a_batch_is_told_as_such()
    {
        var engine = await StartEngineAsync();
        var refused = await RefusedAsync(
            ErrorCodes.InvalidRequest, () => engine.SubmitBatchAsync(new BatchRequest(["A", "B"], Hold() with { DependsOn = [new TaskId("nobody")] })));
        Assert.Equal(["depends_on"], refused.Errors!.Keys);
    }

    [Fact]
    public async Task A_changed_timeout_holds_for_what_starts_from_then_on()
    {
        var engine = await StartEngineAsync();
        var earlier = await engine.SubmitAsync(Hold() with { MaxAttempts = 1 });
        await UntilAsync(engine, earlier.TaskId, AnalysisStatus.Running);
        Assert.Equal(new Limits(5, 50, 0.1), await engine.SetLimitsAsync(new LimitsUpdate(AnalysisTimeout: 0.1)));
        var later = await engine.SubmitAsync(Hold() with { MaxAttempts = 1 });
        Assert.Equal(AnalysisStatus.TimedOut, (await EndAsync(engine, later.TaskId)).Status);
        Assert.Equal(AnalysisStatus.Running, (await engine.GetAsync(earlier.TaskId)).Status);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(10_001, null, null)]
    [InlineData(null, -1, null)]
    [InlineData(null, 10_000_001, null)]
    [InlineData(null, null, 0.0)]
    [InlineData(null, null, 7200.5)]
    public async Task Bad_limits_are_refused_and_change_nothing(int? concurrent, int? queue, double? timeout)
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.SetLimitsAsync(new LimitsUpdate(concurrent, queue, timeout)));
        Assert.Equal(new Limits(), await engine.SetLimitsAsync(new LimitsUpdate(MaxQueueSize: 50)));
    }

    [Fact]
    public async Task Cleanup_forgets_what_ended_long_enough_ago_and_nothing_else()
    {
        var engine = await StartEngineAsync();
        var completed = await engine.SubmitAsync(Work(), "key-1");
        var failed = await engine.SubmitAsync(Failure());
        var running = await engine.SubmitAsync(Hold());
        await EndAsync(engine, completed.TaskId);
        await EndAsync(engine, failed.TaskId);
        await UntilAsync(engine, running.TaskId, AnalysisStatus.Running);

        Assert.Equal(0, await engine.CleanupAsync(TimeSpan.FromHours(1)));
        Assert.Equal(AnalysisStatus.Completed, (await engine.GetAsync(completed.TaskId)).Status);
        Assert.Equal(2, await engine.CleanupAsync(TimeSpan.Zero));
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.GetAsync(completed.TaskId));
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.GetResultAsync(completed.TaskId));
        await RefusedAsync(ErrorCodes.UnknownTask, () => EventsAsync(engine, failed.TaskId));
        Assert.Equal(running.TaskId, Assert.Single((await engine.ListAsync(new TaskQuery())).Tasks).TaskId);
        Assert.Equal(0, await engine.CleanupAsync(TimeSpan.Zero));

        var again = await engine.SubmitAsync(Work(), "key-1"); // A key lives as long as its task.
        Assert.NotEqual(completed.TaskId, again.TaskId);
        Assert.False(again.Deduplicated);
    }

    [Fact]
    public async Task Cleanup_of_a_negative_age_is_refused()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.CleanupAsync(TimeSpan.FromSeconds(-1)));
    }

    private static async Task<(int Running, int Queued)> CountsAsync(IAnalysisEngine engine)
    {
        var counts = (await engine.GetStatsAsync()).Concurrency;
        return (counts.CurrentRunning, counts.CurrentQueued);
    }
}
