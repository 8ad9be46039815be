using System.Diagnostics;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

[Collection(nameof(ManyTasksTests))]
[CollectionDefinition(nameof(ManyTasksTests), DisableParallelization = true)]
public sealed class ManyTasksTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_tasks_may_be_held_and_the_next_is_refused_while_there_is_room_for_others()
    {
        await _bench.StartAsync();
        var later = new AnalysisRequest { StockCode = "A", NotBefore = _bench.Time.GetUtcNow().AddHours(1) };
        for (var hundred = 0; hundred < 100; hundred++) await _bench.Engine.SubmitBatchAsync(new BatchRequest([.. Enumerable.Repeat("A", 100)], later));
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync(later));
        Assert.Equal((ErrorCodes.QueueFull, 3600), (refused.Code, refused.RetryAfterSeconds));
        var now = await _bench.SubmitAsync();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(now.TaskId)).Status);
    }

    [Fact]
    public async Task Twenty_thousand_tasks_wait_and_everything_still_answers()
    {
        const int waiting = 20_000;
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1, MaxQueueSize: waiting) };
        _bench.Run = (context, stop) => context.Request.StockCode == "FIRST" ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        await _bench.SubmitAsync("FIRST");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var tasks = new List<TaskSnapshot>();
        var request = new AnalysisRequest { StockCode = "A" };
        for (var hundred = 0; hundred < waiting / 100; hundred++)
        {
            var receipt = await _bench.Engine.SubmitBatchAsync(new BatchRequest([.. Enumerable.Repeat("A", 100)], request));
            if (hundred % 50 == 0) tasks.AddRange(receipt.Items.Select(item => item.Task!));
        }

        output.WriteLine($"{waiting} tasks submitted in {watch.Elapsed.TotalSeconds:0.0} s");
        tasks.Capacity = tasks.Count;
        output.WriteLine($"{(GC.GetTotalMemory(forceFullCollection: true) - before) / waiting} bytes for each waiting task");
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1)); // With so many, positions are told anew only after a while.
        watch.Restart();
        var page = await _bench.Engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Queued, Limit = 200 });
        output.WriteLine($"200 of them listed in {watch.Elapsed.TotalMilliseconds:0} ms");
        Assert.Equal(waiting, page.Tasks[0].QueuePosition);
        watch.Restart();
        foreach (var task in tasks.Take(100)) Assert.Equal(AnalysisStatus.Queued, await _bench.StatusAsync(task.TaskId));
        output.WriteLine($"100 statuses in {watch.Elapsed.TotalMilliseconds:0} ms");
        Assert.Equal(ErrorCodes.QueueFull, (await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync())).Code);
        watch.Restart();
        await _bench.RestartAsync();
        output.WriteLine($"restarted in {watch.Elapsed.TotalSeconds:0.0} s");
        var stats = (await _bench.Engine.GetStatsAsync()).Concurrency;
        Assert.Equal(waiting + 1, stats.CurrentQueued + stats.CurrentRunning);
    }
}
