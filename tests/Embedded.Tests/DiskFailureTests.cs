using SQLitePCL;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

public sealed class DiskFailureTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("full")]
    [InlineData("io error")]
    [Trait("Promise", "P18")]
    public async Task While_the_disk_fails_new_work_is_refused_running_work_ends_and_all_is_told_once_it_works_again(string how)
    {
        var end = new TaskCompletionSource();
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1) };
        _bench.Run = (context, _) => context.Request.StockCode == "FAILS" ? end.Task : Task.CompletedTask;
        await _bench.StartAsync();
        var running = await _bench.SubmitAsync("FAILS", maxAttempts: 1);
        var queued = await _bench.SubmitAsync("NEXT");
        await _bench.BegunAsync(1);
        if (how == "full") _bench.Disk.Fill();
        else _bench.Disk.Fail(raw.SQLITE_IOERR);
        var before = (await StatsAsync()).TotalSubmitted;
        var refused = await Assert.ThrowsAnyAsync<EngineException>(() => FillAsync("REFUSED"));
        Assert.Equal(ErrorCodes.StorageUnavailable, refused.Code);
        Assert.Equal(new Readiness(false, ErrorCodes.StorageUnavailable), await _bench.Engine.GetReadinessAsync());
        var taken = (int)((await StatsAsync()).TotalSubmitted - before);
        Assert.Equal(2 + taken, (await _bench.Engine.ListAsync(new TaskQuery { Limit = 200 })).Tasks.Count);

        end.SetException(new InvalidOperationException());
        await EngineBench.UntilAsync(async () => (await StatsAsync()).TotalFailed == 1);
        if (how != "full") Assert.Equal(AnalysisStatus.Running, await _bench.StatusAsync(running.TaskId)); // Durable, or not told.

        await RecoverAsync();
        Assert.Equal(AnalysisStatus.Failed, (await _bench.EndAsync(running.TaskId)).Status);
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(queued.TaskId)).Status);
        var later = await _bench.SubmitAsync("LATER");
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(later.TaskId)).Status);
        await EngineBench.UntilAsync(async () => await StatsAsync() is { CurrentRunning: 0, CurrentQueued: 0 });
        var stats = await StatsAsync();
        Assert.Equal((3L + taken, 2L + taken, 1L), (stats.TotalSubmitted, stats.TotalCompleted, stats.TotalFailed));
        Assert.Equal(3 + taken, (await _bench.Engine.ListAsync(new TaskQuery { Limit = 200 })).Tasks.Count);
    }

    [Fact]
    public async Task A_key_refused_with_its_submission_is_free_again()
    {
        await _bench.StartAsync();
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        var refused = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Assert.ThrowsAnyAsync<EngineException>(() => _bench.SubmitAsync(key: "k"))));
        Assert.All(refused, exception => Assert.Equal(ErrorCodes.StorageUnavailable, exception.Code));
        _bench.Disk.Mend();
        var task = await _bench.SubmitAsync("OTHER", key: "k");
        Assert.False(task.Deduplicated);
    }

    [Fact]
    public async Task A_task_whose_dependency_has_ended_where_the_disk_does_not_take_that_is_refused_for_now()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var first = await _bench.SubmitAsync(maxAttempts: 1);
        await _bench.BegunAsync(1);
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        end.SetException(new InvalidOperationException());
        await EngineBench.UntilAsync(async () => (await StatsAsync()).TotalFailed == 1);
        var dependent = Task.Run(() => _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [first.TaskId] }, key: "k"));
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(5));
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        var refused = await Assert.ThrowsAnyAsync<EngineException>(() => dependent);
        Assert.Equal(ErrorCodes.StorageUnavailable, refused.Code);

        await RecoverAsync();
        await _bench.EndAsync(first.TaskId);
        var again = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [first.TaskId] }, key: "k");
        Assert.Equal((AnalysisStatus.Failed, TaskErrorCodes.DependencyFailed), (again.Status, again.Error?.Code));
    }

    [Fact]
    public async Task An_engine_starts_on_a_disk_that_fails_and_resumes_its_tasks_when_it_works()
    {
        _bench.Run = (context, stop) => context.Attempt == 1 ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        await _bench.Engine.DisposeAsync();
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        await _bench.StartAsync();
        Assert.False((await _bench.Engine.GetReadinessAsync()).Ready);
        Assert.Equal(AnalysisStatus.Queued, await _bench.StatusAsync(task.TaskId));
        await RecoverAsync();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    private Task RecoverAsync()
    {
        _bench.Disk.Mend();
        var settled = _bench.Engine.FlushAsync(); // The writer may not even have noticed that it failed.
        return EngineBench.UntilAsync(async () =>
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(250));
            return settled.IsCompleted && (await _bench.Engine.GetReadinessAsync()).Ready;
        });
    }

    private async Task<ConcurrencyStats> StatsAsync() => (await _bench.Engine.GetStatsAsync()).Concurrency;

    // A full disk may have room for a few more, in what the file holds already.
    private async Task FillAsync(string code)
    {
        for (var i = 0; i < 40; i++) await _bench.SubmitAsync(code);
    }
}
