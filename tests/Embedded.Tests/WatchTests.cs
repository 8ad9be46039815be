using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

public sealed class WatchTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task All_watchers_of_a_task_see_the_same_log_whenever_they_come_and_however_slow_they_are()
    {
        using var turn = new SemaphoreSlim(0);
        _bench.Run = async (context, stop) =>
        {
            for (var step = 1; step <= 20; step++)
            {
                await turn.WaitAsync(stop);
                context.ReportProgress(step / 20.0);
            }
        };
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        var watchers = Enumerable.Range(0, 20).Select(_ => Task.Run(() => _bench.EventsAsync(task.TaskId))).ToList();
        var slow = SlowlyAsync(task);
        for (var step = 0; step < 20; step++)
        {
            turn.Release();
            watchers.Add(Task.Run(() => _bench.EventsAsync(task.TaskId)));
        }

        await Task.WhenAll(watchers);
        var log = await _bench.EventsAsync(task.TaskId);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(id => (long)id), log.Select(happened => happened.Id));
        foreach (var watcher in watchers) Assert.Equal(log.Select(happened => happened.Id), (await watcher).Select(happened => happened.Id));
        Assert.Equal(log.Select(happened => happened.Id), await slow);
        for (var after = 0; after <= log.Count + 1; after++)
            Assert.Equal(log.Skip(after).Select(happened => happened.Id), (await _bench.EventsAsync(task.TaskId, after)).Select(happened => happened.Id));
    }

    [Fact]
    public async Task A_watcher_that_is_cancelled_disturbs_no_other()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        using var stopped = new CancellationTokenSource();
        var cancelled = Task.Run(async () =>
        {
            await foreach (var _ in _bench.Engine.WatchAsync(task.TaskId, 0, stopped.Token))
            {
            }
        });
        var other = Task.Run(() => _bench.EventsAsync(task.TaskId));
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        end.SetResult();
        Assert.NotEmpty(await other);
    }

    [Fact]
    public async Task What_a_watcher_has_been_told_a_read_shows()
    {
        await _bench.StartAsync();
        for (var round = 0; round < 300; round++)
        {
            var task = await _bench.SubmitAsync();
            await foreach (var happened in _bench.Engine.WatchAsync(task.TaskId))
            {
                if (happened.Kind != TaskEventKind.Status) continue;
                var told = happened.Data.GetProperty("status").GetString();
                var shown = await _bench.StatusAsync(task.TaskId);
                if (told == "completed") Assert.Equal(AnalysisStatus.Completed, shown);
                if (told == "running") Assert.NotEqual(AnalysisStatus.Queued, shown);
            }

            Assert.True((await _bench.Engine.GetResultAsync(task.TaskId)).Report.GetProperty("done").GetBoolean());
        }
    }

    [Fact]
    public async Task A_watcher_beyond_the_last_event_ends_with_the_task()
    {
        await _bench.StartAsync();
        for (var round = 0; round < 300; round++)
        {
            var task = await _bench.SubmitAsync();
            Assert.Empty(await _bench.EventsAsync(task.TaskId, after: 1_000_000));
        }
    }

    [Fact]
    public async Task An_unknown_task_is_told_at_the_call()
    {
        await _bench.StartAsync();
        var refused = Assert.Throws<EngineException>(() => _bench.Engine.WatchAsync(new Core.TaskId("nobody")));
        Assert.Equal(ErrorCodes.UnknownTask, refused.Code);
    }

    private async Task<List<long>> SlowlyAsync(TaskSnapshot task)
    {
        var ids = new List<long>();
        await foreach (var happened in _bench.Engine.WatchAsync(task.TaskId))
        {
            ids.Add(happened.Id);
            await Task.Delay(1);
        }

        return ids;
    }
}
