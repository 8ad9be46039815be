using SQLitePCL;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded.Tests;

public sealed class DrainTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_ends_within_the_patience_ends_and_new_work_is_refused_meanwhile()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (_, stop) => end.Task.WaitAsync(stop);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        var drained = _bench.Engine.DrainAsync(TimeSpan.FromSeconds(30));
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync());
        Assert.Equal(ErrorCodes.Draining, refused.Code);
        Assert.Equal(new Readiness(false, ErrorCodes.Draining), await _bench.Engine.GetReadinessAsync());
        Assert.False(drained.IsCompleted);
        end.SetResult();
        await drained;
        Assert.Equal(AnalysisStatus.Completed, await _bench.StatusAsync(task.TaskId));
    }

    [Fact]
    public async Task What_does_not_end_within_the_patience_is_handed_back_and_resumed_by_the_next_engine()
    {
        _bench.Run = (context, stop) => context.Attempt == 1 ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Running);
        var drained = _bench.Engine.DrainAsync(TimeSpan.FromSeconds(30));
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(30));
        _bench.Time.Advance(TimeSpan.FromSeconds(30));
        await drained;
        Assert.Equal(AnalysisStatus.Queued, await _bench.StatusAsync(task.TaskId));
        await _bench.RestartAsync();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 2, 1), (ended.Status, ended.Attempt, ended.Rescues));
    }

    [Fact]
    public async Task The_late_end_of_a_run_that_was_handed_back_is_no_warning()
    {
        _bench.Run = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        await _bench.Engine.DrainAsync(TimeSpan.Zero);
        Assert.False(_bench.Engine.Host.EndRun(task.TaskId, 1, new Core.Scheduling.RunOutcome.Completed(), null));
        Assert.Empty(_bench.Log.Warnings);
    }

    [Fact]
    public async Task A_start_on_its_way_to_the_disk_while_draining_is_handed_back_and_never_begins()
    {
        var fail = new TaskCompletionSource();
        var begun = 0;
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1) };
        _bench.Run = async (context, _) =>
        {
            if (context.Request.StockCode == "NEXT") Interlocked.Increment(ref begun);
            else await fail.Task;
        };
        await _bench.StartAsync();
        await _bench.SubmitAsync("FIRST", maxAttempts: 1);
        var next = await _bench.SubmitAsync("NEXT");
        _bench.Disk.Hold();
        fail.SetException(new AnalysisException(TaskErrorCodes.NoData, "none", retryable: false));
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetStatsAsync()).Concurrency.TotalFailed == 1);
        var closed = _bench.Engine.DisposeAsync().AsTask();
        await _bench.Disk.WriterWaitsAsync();
        _bench.Disk.Release();
        await closed;
        Assert.Equal(0, begun);
        using (var reader = new JournalReader(Path.Combine(_bench.Options.DataDirectory, "journal.db")))
            Assert.Equal(AnalysisStatus.Queued, reader.GetTask(next.TaskId)!.Status);
        await _bench.StartAsync();
        var ended = await _bench.EndAsync(next.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 1, 1), (ended.Status, begun, ended.Rescues));
    }

    [Fact]
    public async Task Nothing_is_written_after_the_engine_is_disposed()
    {
        var end = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _bench.Run = async (context, _) =>
        {
            await end.Task;
            context.ReportProgress(0.5);
            ended.SetResult();
        };
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Running);
        await _bench.BegunAsync(1);
        await _bench.Engine.DisposeAsync();
        var folder = _bench.Options.DataDirectory;
        var before = Directory.GetFiles(folder).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        end.SetResult();
        await ended.Task.WaitAsync(EngineBench.Patience);
        await _bench.Engine.DisposeAsync();
        Assert.Equal(before, Directory.GetFiles(folder).ToDictionary(file => file, File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task An_engine_can_be_disposed_while_the_disk_fails()
    {
        var fail = new TaskCompletionSource();
        _bench.Run = (_, _) => fail.Task;
        await _bench.StartAsync();
        await _bench.SubmitAsync(maxAttempts: 1);
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        fail.SetException(new InvalidOperationException());
        await EngineBench.UntilAsync(async () => !(await _bench.Engine.GetReadinessAsync()).Ready);
        await _bench.Engine.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_cancellation_that_the_disk_never_took_is_not_confirmed_by_closing()
    {
        _bench.Run = (context, stop) => context.Attempt == 1 ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Running);
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        var cancelled = _bench.Engine.CancelAsync(task.TaskId);
        await EngineBench.UntilAsync(async () => !(await _bench.Engine.GetReadinessAsync()).Ready);
        await _bench.Engine.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        var refused = await Assert.ThrowsAnyAsync<EngineException>(() => cancelled);
        Assert.Equal(ErrorCodes.StorageUnavailable, refused.Code);
        _bench.Disk.Mend();
        await _bench.StartAsync();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    [Fact]
    public async Task Watching_ends_when_the_engine_is_disposed()
    {
        _bench.Run = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        var watched = _bench.EventsAsync(task.TaskId);
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Running);
        await _bench.Engine.DisposeAsync();
        var told = await Assert.ThrowsAsync<EngineException>(() => watched.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(ErrorCodes.Draining, told.Code);
    }

    [Fact]
    public async Task A_folder_belongs_to_one_engine_until_it_is_disposed()
    {
        await _bench.StartAsync();
        var first = _bench.Engine;
        await Assert.ThrowsAsync<DataDirectoryInUseException>(_bench.StartAsync);
        await _bench.SubmitAsync();
        await first.DisposeAsync();
        await _bench.StartAsync();
        Assert.Single((await _bench.Engine.ListAsync(new TaskQuery())).Tasks);
    }

    [Fact]
    public async Task A_start_that_is_given_up_leaves_nothing_behind()
    {
        var begun = 0;
        _bench.Run = (context, stop) => context.Attempt == 1 ? Task.Delay(Timeout.Infinite, stop) : Task.FromResult(Interlocked.Increment(ref begun));
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.Engine.DisposeAsync();
        _bench.Disk.Hold();
        using var givenUp = new CancellationTokenSource();
        var start = EmbeddedEngine.StartAsync(_bench.Options, new ScriptedPlanner((context, stop) => _bench.Run(context, stop)), _bench.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, givenUp.Token);
        await _bench.Disk.WriterWaitsAsync();
        await givenUp.CancelAsync();
        _bench.Disk.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal(0, begun);
        await _bench.StartAsync();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 1), (ended.Status, begun));
    }
}
