using System.Collections.Concurrent;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Submissions;

public sealed class DependencyRaceTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_task_submitted_while_its_dependency_ends_runs_after_it_or_fails_with_it()
    {
        var ends = new ConcurrentDictionary<string, TaskCompletionSource>();
        _bench.Run = (context, _) => context.Request.StockCode == "AFTER" ? Task.CompletedTask : ends[context.Request.StockCode].Task;
        await _bench.StartAsync();
        for (var round = 0; round < 200; round++)
        {
            var code = $"R{round}";
            var end = ends[code] = new TaskCompletionSource();
            var fails = round % 2 == 1;
            var first = await _bench.SubmitAsync(code, maxAttempts: 1);
            using var gun = new Barrier(2);
            var submitting = Task.Run(() =>
            {
                gun.SignalAndWait();
                return _bench.SubmitAsync(new AnalysisRequest { StockCode = "AFTER", DependsOn = [first.TaskId] });
            });
            gun.SignalAndWait();
            if (fails) end.SetException(new InvalidOperationException());
            else end.SetResult();
            var ended = await _bench.EndAsync((await submitting).TaskId);
            Assert.Equal(fails ? AnalysisStatus.Failed : AnalysisStatus.Completed, ended.Status);
            Assert.Equal(fails ? TaskErrorCodes.DependencyFailed : null, ended.Error?.Code);
        }
    }

    [Fact]
    public async Task The_end_of_a_long_chain_follows_from_its_first_link()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var last = await _bench.SubmitAsync(maxAttempts: 1);
        for (var link = 0; link < 300; link++) last = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [last.TaskId] });
        end.SetException(new InvalidOperationException());
        Assert.Equal(AnalysisStatus.Failed, (await _bench.EndAsync(last.TaskId)).Status);
        Assert.Equal(301, (await _bench.Engine.GetStatsAsync()).Concurrency.TotalFailed);
    }

    [Fact]
    public async Task Housekeeping_may_forget_a_completed_dependency_of_a_blocked_task_but_none_that_ended_since()
    {
        var ends = new ConcurrentDictionary<string, TaskCompletionSource>();
        _bench.Run = (context, _) => ends.GetOrAdd(context.Request.StockCode, _ => new TaskCompletionSource()).Task;
        ends["DONE"] = new TaskCompletionSource();
        ends["DONE"].SetResult();
        await _bench.StartAsync();
        var done = await _bench.SubmitAsync("DONE");
        await _bench.EndAsync(done.TaskId);
        var since = await _bench.SubmitAsync("SINCE");
        var live = await _bench.SubmitAsync("LIVE");
        var blocked = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "DONE", DependsOn = [done.TaskId, since.TaskId, live.TaskId] });
        await _bench.BegunAsync(3);
        ends["SINCE"].SetResult();
        await _bench.EndAsync(since.TaskId);
        Assert.Equal(1, await _bench.Engine.CleanupAsync(TimeSpan.Zero));
        await _bench.CrashAsync();
        Assert.Equal(AnalysisStatus.Blocked, await _bench.StatusAsync(blocked.TaskId));
        ends["LIVE"].SetResult();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(blocked.TaskId)).Status);
    }

    [Fact]
    public async Task An_unknown_dependency_is_refused()
    {
        await _bench.StartAsync();
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [new Core.TaskId("nobody")] }));
        Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
    }
}
