using System.Diagnostics;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

public sealed class BrokenInvariantTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task After_a_broken_invariant_nothing_is_admitted_or_changed_and_it_is_told_once()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);

        Break();

        await _bench.Engine.Failed.WaitAsync(Patience);
        Assert.Equal(new Readiness(false, ErrorCodes.StorageUnavailable), await _bench.Engine.GetReadinessAsync());
        var refused = await Assert.ThrowsAsync<EngineFailedException>(() => _bench.SubmitAsync());
        Assert.Equal((ErrorCodes.StorageUnavailable, true), (refused.Code, refused.RetryAfterSeconds >= 1));
        await Assert.ThrowsAsync<EngineFailedException>(() => _bench.Engine.CancelAsync(task.TaskId));
        end.SetResult();
        _bench.Time.Advance(TimeSpan.FromMinutes(2)); // Checks and alarms.
        await _bench.Engine.DrainAsync(TimeSpan.FromMinutes(1)).WaitAsync(Patience);
        Assert.Equal(AnalysisStatus.Running, await _bench.StatusAsync(task.TaskId));
        ToldOnce();
    }

    [Fact]
    public async Task Submissions_on_their_way_to_the_disk_are_refused_and_the_next_process_takes_over()
    {
        await _bench.StartAsync();
        _bench.Disk.Hold();
        var pending = Enumerable.Range(0, 4).Select(number => _bench.SubmitAsync(key: number < 2 ? "k" : null)).ToArray();
        var batch = _bench.Engine.SubmitBatchAsync(new BatchRequest(["A", "B"], new AnalysisRequest { StockCode = "" }), "k");
        await _bench.Disk.WriterWaitsAsync();

        Break();

        foreach (var submission in pending) Assert.IsType<EngineFailedException>(await Record.ExceptionAsync(() => submission.WaitAsync(Patience)));
        Assert.Equal(ErrorCodes.StorageUnavailable, (await Assert.ThrowsAsync<EngineException>(() => batch.WaitAsync(Patience))).Code);
        _bench.Disk.Release();
        ToldOnce();
        await _bench.RestartAsync();
        var again = await _bench.SubmitAsync(key: "k");
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(again.TaskId)).Status);
    }

    [Fact]
    public async Task What_the_scheduler_itself_refuses_to_do_is_a_broken_invariant_and_keys_do_not_hang_on_it()
    {
        await _bench.StartAsync();
        var request = RequestRules.Normalize(new AnalysisRequest { StockCode = "A" }, allowSynthetic: false);
        var candidate = new Candidate(new TaskId("twice"), request, null, 0, new Dictionary<TaskId, AnalysisStatus>(), []);
        Assert.Throws<EngineFailedException>(() => _bench.Engine.Host.Admit([candidate, candidate], []));
        Assert.True(_bench.Engine.Failed.IsCompleted);
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<EngineFailedException>(() => _bench.SubmitAsync(key: "k"));
        ToldOnce("twice");
    }

    private void Break() => Assert.Throws<EngineFailedException>(() => _bench.Engine.Host.Do(_ => throw new UnreachableException("planted")));

    private void ToldOnce(string what = "planted")
    {
        Assert.Contains(what, Assert.Single(_bench.Log.Mistakes), StringComparison.Ordinal);
        _bench.Log.Mistakes.Clear();
    }
}
