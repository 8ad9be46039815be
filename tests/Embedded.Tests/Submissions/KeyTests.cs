using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Submissions;

public sealed class KeyTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Sixty_four_equal_submissions_with_the_disk_held_are_one_task_answered_once_it_is_durable()
    {
        await _bench.StartAsync();
        _bench.Disk.Hold();
        var submissions = Enumerable.Range(0, 64).Select(_ => Task.Run(() => _bench.SubmitAsync(key: "k"))).ToArray();
        await _bench.Disk.WriterWaitsAsync();
        Assert.DoesNotContain(submissions, submission => submission.IsCompleted);
        _bench.Disk.Release();
        var tasks = await Task.WhenAll(submissions);
        Assert.Single(tasks.Select(task => task.TaskId).Distinct());
        Assert.Single(tasks, task => !task.Deduplicated);
        Assert.Single((await _bench.Engine.ListAsync(new TaskQuery())).Tasks);
    }

    [Fact]
    public async Task Many_different_keys_at_once_all_get_their_own_task()
    {
        _bench.Options = _bench.Options with { Limits = new Limits(MaxQueueSize: 2000) };
        await _bench.StartAsync();
        var tasks = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => Task.Run(() => _bench.SubmitAsync(key: $"k{number / 2}"))));
        Assert.Equal(500, tasks.Select(task => task.TaskId).Distinct().Count());
        Assert.Equal(500, tasks.Count(task => task.Deduplicated));
    }

    [Fact]
    public async Task The_same_key_with_another_body_in_flight_is_a_conflict()
    {
        await _bench.StartAsync();
        _bench.Disk.Hold();
        var first = _bench.SubmitAsync("ONE", key: "k");
        await _bench.Disk.WriterWaitsAsync();
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync("TWO", key: "k"));
        Assert.Equal(ErrorCodes.IdempotencyConflict, refused.Code);
        _bench.Disk.Release();
        await first;
    }

    [Fact]
    public async Task A_key_refused_for_want_of_room_is_free_for_another_request()
    {
        var end = new TaskCompletionSource();
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1, MaxQueueSize: 0) };
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var running = await _bench.SubmitAsync();
        var refusals = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync(key: "k"))));
        Assert.All(refusals, refused => Assert.Equal((ErrorCodes.QueueFull, true), (refused.Code, refused.RetryAfterSeconds >= 1)));
        end.SetResult();
        await _bench.EndAsync(running.TaskId);
        Assert.False((await _bench.SubmitAsync("OTHER", key: "k")).Deduplicated);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_its_submission_whole()
    {
        await _bench.StartAsync();
        _bench.Disk.Hold();
        using var givenUp = new CancellationTokenSource();
        var submission = _bench.Engine.SubmitAsync(new AnalysisRequest { StockCode = "A" }, "k", givenUp.Token);
        await _bench.Disk.WriterWaitsAsync();
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        _bench.Disk.Release();
        var again = await _bench.SubmitAsync("A", key: "k");
        Assert.True(again.Deduplicated);
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(again.TaskId)).Status);
    }

    [Fact]
    public async Task The_key_of_a_batch_is_apart_from_those_of_single_submissions()
    {
        await _bench.StartAsync();
        await _bench.SubmitAsync("OTHER", key: "0:k");
        var batch = await _bench.Engine.SubmitBatchAsync(Batch("AAPL"), "k");
        Assert.Equal("AAPL", Assert.Single(batch.Items).Task?.StockCode);
    }

    [Fact]
    public async Task The_same_batch_in_another_spelling_is_a_repeat()
    {
        await _bench.StartAsync();
        var first = await _bench.Engine.SubmitBatchAsync(Batch("AAPL"), "k");
        var again = await _bench.Engine.SubmitBatchAsync(Batch("aapl"), "k");
        Assert.Equal((first.BatchId, true), (again.BatchId, again.Items[0].Task?.Deduplicated));
    }

    [Fact]
    public async Task The_same_key_with_another_batch_in_flight_is_a_conflict()
    {
        await _bench.StartAsync();
        _bench.Disk.Hold();
        var first = _bench.Engine.SubmitBatchAsync(Batch("ONE"), "k");
        await _bench.Disk.WriterWaitsAsync();
        var same = _bench.Engine.SubmitBatchAsync(Batch("ONE"), "k");
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.Engine.SubmitBatchAsync(Batch("ONE", "TWO"), "k").WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(ErrorCodes.IdempotencyConflict, refused.Code);
        _bench.Disk.Release();
        Assert.Equal((await first).Items[0].Task!.TaskId, (await same).Items[0].Task!.TaskId);
    }

    [Fact]
    public async Task A_batch_has_an_outcome_for_each_item_and_repeats_to_the_same_tasks()
    {
        var end = new TaskCompletionSource();
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1, MaxQueueSize: 1) };
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var request = new BatchRequest(["AAPL", "not a code", "GOOG", "SPX"], new AnalysisRequest { StockCode = "" });
        var first = await _bench.Engine.SubmitBatchAsync(request, "k");
        Assert.Equal([null, ErrorCodes.InvalidRequest, null, ErrorCodes.QueueFull], first.Items.Select(item => item.Error?.Code));
        end.SetResult();
        foreach (var item in first.Items.Where(item => item.Task is not null)) await _bench.EndAsync(item.Task!.TaskId);
        var again = await _bench.Engine.SubmitBatchAsync(request, "k");
        Assert.Equal(first.BatchId, again.BatchId);
        Assert.Equal([true, null, true, false], again.Items.Select(item => item.Task?.Deduplicated));
        Assert.Equal([first.Items[0].Task!.TaskId, first.Items[2].Task!.TaskId, again.Items[3].Task!.TaskId],
            (await _bench.Engine.GetBatchAsync(first.BatchId)).Tasks.Select(task => task.TaskId));
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.Engine.SubmitBatchAsync(request with { StockCodes = ["OTHER"] }, "k"));
        Assert.Equal(ErrorCodes.IdempotencyConflict, refused.Code);
    }

    private static BatchRequest Batch(params string[] codes) => new(codes, new AnalysisRequest { StockCode = "" });
}
