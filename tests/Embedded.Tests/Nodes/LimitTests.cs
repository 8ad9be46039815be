using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Nodes;

public sealed class LimitTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Lowered_limits_stop_nothing_and_start_nothing_above_them_and_raised_ones_work_at_once()
    {
        using var turn = new SemaphoreSlim(0);
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 4, MaxQueueSize: 10) };
        _bench.Run = (_, stop) => turn.WaitAsync(stop);
        await _bench.StartAsync();
        var tasks = new List<TaskSnapshot>();
        for (var i = 0; i < 10; i++) tasks.Add(await _bench.SubmitAsync());
        await _bench.BegunAsync(4);
        await _bench.Engine.SetLimitsAsync(new LimitsUpdate(MaxConcurrentAnalyses: 2, MaxQueueSize: 3));
        var node = (await _bench.Engine.GetNodesAsync())[0];
        Assert.Equal((4, 3), (node.Running, node.Queued));
        var stats = (await _bench.Engine.GetStatsAsync()).Concurrency;
        Assert.Equal((4, 6), (stats.CurrentRunning, stats.CurrentQueued));
        await EngineBench.UntilAsync(async () => (await AllAsync(tasks)).Count(task => task is { Status: AnalysisStatus.Queued, Node: null, QueuePosition: null }) == 3);
        Assert.Equal(ErrorCodes.QueueFull, (await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync())).Code);
        turn.Release(2);
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetNodesAsync())[0].Running == 2);
        Assert.Equal(4, (await AllAsync(tasks)).Count(task => task.Attempt == 1));
        await _bench.Engine.SetLimitsAsync(new LimitsUpdate(MaxConcurrentAnalyses: 8, MaxQueueSize: 10));
        await _bench.BegunAsync(10);
        turn.Release(8);
        foreach (var task in tasks) Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    private async Task<TaskSnapshot[]> AllAsync(IEnumerable<TaskSnapshot> tasks) => await Task.WhenAll(tasks.Select(task => _bench.Engine.GetAsync(task.TaskId)));
}
