using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>Batches: an outcome per item, and the whole as it stands.</summary>
public abstract class BatchContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task Each_item_of_a_batch_has_its_own_outcome()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 2) });
        var receipt = await engine.SubmitBatchAsync(new BatchRequest(["aapl", "A B", "GOOG", "SPX", "MSFT"], Hold()));
        Assert.Equal(["aapl", "A B", "GOOG", "SPX", "MSFT"], receipt.Items.Select(item => item.StockCode), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([true, false, true, true, false], receipt.Items.Select(item => item.Task is not null));
        Assert.All(receipt.Items, item => Assert.NotEqual(item.Task is null, item.Error is null));
        Assert.Equal("AAPL", receipt.Items[0].Task!.StockCode);
        Assert.Equal((ErrorCodes.InvalidRequest, (int?)null), (receipt.Items[1].Error!.Code, receipt.Items[1].Error!.RetryAfterSeconds));
        Assert.Equal(ErrorCodes.QueueFull, receipt.Items[4].Error!.Code);
        Assert.True(receipt.Items[4].Error!.RetryAfterSeconds >= 1);
    }

    [Fact]
    public async Task A_batch_without_room_for_any_item_is_refused_as_a_whole()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 0) });
        await OccupyAsync(engine);
        var refused = await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitBatchAsync(new BatchRequest(["AAPL", "GOOG"], Hold())));
        Assert.True(refused.RetryAfterSeconds >= 1);
        Assert.Single((await engine.ListAsync(new TaskQuery())).Tasks);
    }

    [Fact]
    public async Task A_batch_shows_its_tasks_their_counts_and_its_progress()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var blocker = await OccupyAsync(engine);
        var receipt = await engine.SubmitBatchAsync(new BatchRequest(["S1", "S2", "S3", "S4"], Work()));
        await engine.CancelAsync(receipt.Items[3].Task!.TaskId);
        var waiting = await engine.GetBatchAsync(receipt.BatchId);
        Assert.Equal((receipt.BatchId, 0.25), (waiting.BatchId, waiting.Progress));
        Assert.Equal(new Dictionary<AnalysisStatus, int> { [AnalysisStatus.Queued] = 3, [AnalysisStatus.Cancelled] = 1 }, waiting.Counts);

        await engine.CancelAsync(blocker);
        foreach (var item in receipt.Items) await EndAsync(engine, item.Task!.TaskId);
        var ended = await engine.GetBatchAsync(receipt.BatchId);
        Assert.Equal(1, ended.Progress);
        Assert.Equal(new Dictionary<AnalysisStatus, int> { [AnalysisStatus.Completed] = 3, [AnalysisStatus.Cancelled] = 1 }, ended.Counts);
        Assert.Equal(["S1", "S2", "S3", "S4"], ended.Tasks.Select(task => task.StockCode));
    }

    [Fact]
    public async Task A_batch_repeated_under_its_key_is_the_same_batch()
    {
        var engine = await StartEngineAsync();
        var batch = new BatchRequest(["AAPL", "GOOG"], Hold());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => engine.SubmitBatchAsync(batch, "key-1"))));
        Assert.Single(answers.Select(answer => answer.BatchId).Distinct());
        Assert.Equal(2, answers.SelectMany(answer => answer.Items).Select(item => item.Task!.TaskId).Distinct().Count());
        Assert.Equal(2, answers.SelectMany(answer => answer.Items).Count(item => !item.Task!.Deduplicated));
        Assert.Equal(2, (await engine.GetBatchAsync(answers[0].BatchId)).Tasks.Count);
        await RefusedAsync(ErrorCodes.IdempotencyConflict, () => engine.SubmitBatchAsync(batch with { StockCodes = ["AAPL"] }, "key-1"));
    }

    [Fact]
    public async Task A_batch_of_none_or_of_too_many_is_refused()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.SubmitBatchAsync(new BatchRequest([], Hold())));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.SubmitBatchAsync(new BatchRequest([.. Enumerable.Repeat("AAPL", 101)], Hold())));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.SubmitBatchAsync(new BatchRequest(["AAPL"], Hold() with { MaxAttempts = 11 })));
        Assert.Empty((await engine.ListAsync(new TaskQuery())).Tasks);
        Assert.Equal(100, (await engine.SubmitBatchAsync(new BatchRequest([.. Enumerable.Repeat("AAPL", 100)], Hold()))).Items.Count(item => item.Task is not null));
    }
}
