using SQLitePCL;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Runs;

public sealed class CancellationTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_task_cancelled_while_its_start_is_on_its_way_to_the_disk_never_begins()
    {
        var first = new TaskCompletionSource();
        var begun = 0;
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1) };
        _bench.Run = (context, _) => context.Request.StockCode == "FIRST" ? first.Task : Task.FromResult(Interlocked.Increment(ref begun));
        await _bench.StartAsync();
        await _bench.SubmitAsync("FIRST", maxAttempts: 1);
        var task = await _bench.SubmitAsync("SECOND");
        _bench.Disk.Hold();
        first.SetException(new InvalidOperationException());
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetStatsAsync()).Concurrency.TotalFailed == 1);
        var cancelling = _bench.Engine.CancelAsync(task.TaskId);
        _bench.Disk.Release();
        await cancelling;
        Assert.Equal(AnalysisStatus.Cancelled, (await _bench.EndAsync(task.TaskId)).Status);
        Assert.Equal(0, begun);
    }

    [Fact]
    public async Task A_cancellation_that_races_the_end_gives_one_of_both_and_never_both()
    {
        var ends = new System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource>();
        await _bench.StartAsync();
        var cancelled = 0;
        for (var round = 0; round < 300; round++)
        {
            var code = $"R{round}";
            _bench.Run = async (context, stop) => await ends.GetOrAdd(context.Request.StockCode, _ => new()).Task.WaitAsync(stop);
            var task = await _bench.SubmitAsync(code);
            if (round % 3 == 0) await _bench.BegunAsync(round / 3);
            using var gun = new Barrier(2);
            var cancelling = Task.Run(async () =>
            {
                gun.SignalAndWait();
                return await _bench.Engine.CancelAsync(task.TaskId);
            });
            gun.SignalAndWait();
            ends.GetOrAdd(code, _ => new()).TrySetResult();
            var confirmed = true;
            try
            {
                await cancelling;
            }
            catch (EngineException refused) when (refused.Code == ErrorCodes.AlreadyFinished)
            {
                confirmed = false;
            }

            var events = await _bench.EventsAsync(task.TaskId);
            var ended = await _bench.Engine.GetAsync(task.TaskId);
            Assert.Equal(confirmed ? AnalysisStatus.Cancelled : AnalysisStatus.Completed, ended.Status);
            Assert.Single(events, happened => happened.Kind == TaskEventKind.Status && happened.Data.GetProperty("status").GetString() is "cancelled" or "completed");
            if (confirmed) cancelled++;
        }

        var stats = (await _bench.Engine.GetStatsAsync()).Concurrency;
        Assert.Equal((cancelled, 300 - cancelled, 0), ((int)stats.TotalCancelled, (int)stats.TotalCompleted, stats.CurrentRunning));
    }

    [Fact]
    public async Task A_cancellation_is_confirmed_only_once_the_disk_has_it_and_a_repeated_one_no_earlier()
    {
        _bench.Run = (_, _) => new TaskCompletionSource().Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        for (var call = 0; call < 2; call++)
        {
            var cancelling = _bench.Engine.CancelAsync(task.TaskId);
            await _bench.Time.TimerAsync(TimeSpan.FromSeconds(5));
            _bench.Time.Advance(TimeSpan.FromSeconds(5));
            var refused = await Assert.ThrowsAsync<EngineException>(() => cancelling);
            Assert.Equal(ErrorCodes.StorageUnavailable, refused.Code);
        }

        _bench.Disk.Mend();
        await EngineBench.UntilAsync(async () =>
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(250));
            return await _bench.StatusAsync(task.TaskId) == AnalysisStatus.Cancelled;
        });
    }

    [Fact]
    public async Task A_retrying_a_scheduled_and_a_blocked_task_can_be_cancelled()
    {
        _bench.Run = (context, stop) => context.Request.StockCode == "FAIL" ? throw new InvalidOperationException() : Task.Delay(Timeout.Infinite, stop);
        await _bench.StartAsync();
        var retrying = await _bench.SubmitAsync("FAIL");
        await _bench.StatusAsync(retrying.TaskId, AnalysisStatus.Retrying);
        var running = await _bench.SubmitAsync();
        var scheduled = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", NotBefore = _bench.Time.GetUtcNow().AddHours(1) });
        var blocked = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [running.TaskId] });
        foreach (var task in new[] { retrying, scheduled, blocked })
        {
            Assert.Equal(AnalysisStatus.Cancelled, (await _bench.Engine.CancelAsync(task.TaskId)).Status);
            Assert.Equal(AnalysisStatus.Cancelled, (await _bench.EndAsync(task.TaskId)).Status);
        }
    }
}
