using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

public sealed class EmbeddedEngineTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents").FullName;
    private readonly List<EmbeddedEngine> _engines = [];

    [Fact]
    public async Task A_submitted_task_runs_and_its_report_can_be_read()
    {
        var engine = await StartAsync((_, _) => Task.CompletedTask);
        var task = await engine.SubmitAsync(new AnalysisRequest { StockCode = "aapl" });
        var kinds = new List<string>();
        await foreach (var happened in engine.WatchAsync(task.TaskId)) kinds.Add($"{happened.Id} {happened.Kind} {happened.Data}");
        var ended = await engine.GetAsync(task.TaskId);
        Assert.Equal(AnalysisStatus.Completed, ended.Status);
        Assert.Equal("AAPL", ended.StockCode);
        var result = await engine.GetResultAsync(task.TaskId);
        Assert.True(result.Report.GetProperty("done").GetBoolean());
        Assert.Contains(kinds, kind => kind.Contains("completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_nodes_run_fifteen_queue_a_hundred_and_fifty_and_refuse_the_next()
    {
        var hold = new TaskCompletionSource();
        var engine = await StartAsync((_, stop) => hold.Task.WaitAsync(stop));
        await Task.WhenAll(Enumerable.Range(0, 165).Select(number => engine.SubmitAsync(new AnalysisRequest { StockCode = $"S{number}" })));
        var refused = await Assert.ThrowsAsync<EngineException>(() => engine.SubmitAsync(new AnalysisRequest { StockCode = "ONE.MORE" }));
        Assert.Equal(ErrorCodes.QueueFull, refused.Code);
        Assert.True(refused.RetryAfterSeconds >= 1);
        var stats = await engine.GetStatsAsync();
        Assert.Equal((15, 150), (stats.Concurrency.CurrentRunning, stats.Concurrency.CurrentQueued));
        hold.SetResult();
        var page = await engine.ListAsync(new TaskQuery { Limit = 200 });
        foreach (var task in page.Tasks) await DrainEventsAsync(engine, task);
        Assert.Equal(165, (await engine.GetStatsAsync()).Concurrency.TotalCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines) await engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task DrainEventsAsync(EmbeddedEngine engine, TaskSnapshot task)
    {
        await foreach (var _ in engine.WatchAsync(task.TaskId))
        {
        }
    }

    private async Task<EmbeddedEngine> StartAsync(Func<StageContext, CancellationToken, Task> run)
    {
        var engine = await EmbeddedEngine.StartAsync(
            new EmbeddedOptions { DataDirectory = _folder }, new ScriptedPlanner(run), TimeProvider.System, NullLoggerFactory.Instance);
        _engines.Add(engine);
        return engine;
    }
}
