using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Contract;

/// <summary>Why a task waits, what was asked for, searching, batches, cancelling many.</summary>
public abstract class OversightContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task A_queued_task_waits_for_slots_and_for_those_before_it()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        await OccupyAsync(engine);
        await engine.SubmitAsync(Hold("URGENT") with { Priority = TaskPriority.Urgent });
        await engine.SubmitAsync(Hold("FIRST"));
        var last = await engine.SubmitAsync(Hold("LAST"));

        var why = await engine.ExplainWaitAsync(last.TaskId);

        Assert.Equal((last.TaskId, AnalysisStatus.Queued, 3), (why.TaskId, why.Status, why.QueuePosition));
        Assert.Equal([WaitCause.SlotsBusy, WaitCause.TasksAhead], why.Reasons.Select(reason => reason.Cause));
        Assert.Equal((1, 1), (why.Reasons[0].Count, why.Reasons[0].Of));
        Assert.Equal((1, 1, 2), (why.Ahead!.HigherPriority, why.Ahead.Earlier, why.Ahead.Total));
        Assert.Equal(TaskPriority.Normal, why.EffectivePriority);
        Assert.True(why.RaisedAt < why.OverdueAt);
        Assert.Contains("2 tasks go first", why.Summary);
    }

    [Fact]
    public async Task A_scheduled_and_a_blocked_task_say_what_they_wait_for()
    {
        var engine = await StartEngineAsync();
        var running = await OccupyAsync(engine);
        var due = DateTimeOffset.UtcNow.AddDays(1);
        var scheduled = await engine.SubmitAsync(Hold() with { NotBefore = due });
        var blocked = await engine.SubmitAsync(Hold() with { DependsOn = [running] });

        var notDue = Assert.Single((await engine.ExplainWaitAsync(scheduled.TaskId)).Reasons);
        var dependencies = Assert.Single((await engine.ExplainWaitAsync(blocked.TaskId)).Reasons);

        Assert.Equal(WaitCause.NotDue, notDue.Cause);
        Assert.Equal(due, notDue.Until!.Value, TimeSpan.FromMilliseconds(2));
        Assert.Equal(WaitCause.Dependencies, dependencies.Cause);
        Assert.Equal([running], dependencies.Tasks!);
    }

    [Fact]
    public async Task What_does_not_wait_says_so()
    {
        var engine = await StartEngineAsync();
        var running = await OccupyAsync(engine);
        var ended = await engine.SubmitAsync(Work());
        await EndAsync(engine, ended.TaskId);

        Assert.Empty((await engine.ExplainWaitAsync(running)).Reasons);
        Assert.Contains("completed", (await engine.ExplainWaitAsync(ended.TaskId)).Summary);
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.ExplainWaitAsync(new TaskId("nobodys")));
    }

    [Fact]
    public async Task A_request_submitted_again_asks_for_the_same()
    {
        var engine = await StartEngineAsync();
        var first = await engine.SubmitAsync(Work("GOOG", steps: 3) with { Priority = TaskPriority.High, Tenant = "desk-1", MaxAttempts = 2, TimeoutSeconds = 7 });

        var request = await engine.GetRequestAsync(first.TaskId);
        var second = await engine.SubmitAsync(request);

        Assert.Equal(("GOOG", AnalysisType.Synthetic, TaskPriority.High, "desk-1", 2), (second.StockCode, second.AnalysisType, second.Priority, second.Tenant, second.MaxAttempts));
        Assert.Equal((7, 3), (request.TimeoutSeconds, request.Parameters!.Value.GetProperty("steps").GetInt32()));
        Assert.True(JsonElement.DeepEquals(request.Parameters.Value, (await engine.GetRequestAsync(second.TaskId)).Parameters!.Value));
        await RefusedAsync(ErrorCodes.UnknownTask, () => engine.GetRequestAsync(new TaskId("nobodys")));
    }

    [Fact]
    public async Task A_search_finds_what_begins_with_it()
    {
        var engine = await StartEngineAsync();
        var apple = await engine.SubmitAsync(Hold("AAPL") with { Tenant = "desk-1" });
        var google = await engine.SubmitAsync(Hold("GOOG") with { Tenant = "Apollo" });
        var batch = await engine.SubmitBatchAsync(new BatchRequest(["SPX"], Hold()));
        var inBatch = batch.Items[0].Task!.TaskId;

        await FindsAsync("aa", apple.TaskId);
        await FindsAsync("Apo", google.TaskId);
        await FindsAsync("apo");
        await FindsAsync(google.TaskId.Value, google.TaskId);
        await FindsAsync(batch.BatchId, inBatch);
        await FindsAsync("APL");
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.ListAsync(new TaskQuery { Search = "a%b" }));

        async Task FindsAsync(string text, params TaskId[] expected) =>
            Assert.Equal(expected, (await engine.ListAsync(new TaskQuery { Search = text })).Tasks.Select(task => task.TaskId));
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_page_by_page()
    {
        var engine = await StartEngineAsync();
        var receipts = new List<BatchReceipt>();
        for (var number = 0; number < 3; number++) receipts.Add(await engine.SubmitBatchAsync(new BatchRequest(["AAPL", "GOOG"], Hold() with { Tenant = $"desk-{number % 2}" })));

        var first = await engine.ListBatchesAsync(new BatchQuery { Limit = 2 });
        var second = await engine.ListBatchesAsync(new BatchQuery { Limit = 2, Cursor = first.NextCursor });

        Assert.Equal(receipts.Select(receipt => receipt.BatchId).Reverse(), first.Batches.Concat(second.Batches).Select(batch => batch.BatchId));
        Assert.Null(second.NextCursor);
        Assert.Equal((2, "desk-0"), (first.Batches[0].Total, first.Batches[0].Tenant));
        Assert.Equal(["AAPL", "GOOG"], first.Batches[0].StockCodes);
        Assert.Equal(receipts[1].BatchId, Assert.Single((await engine.ListBatchesAsync(new BatchQuery { Tenant = "desk-1" })).Batches).BatchId);
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.ListBatchesAsync(new BatchQuery { Limit = 101 }));
    }

    [Fact]
    public async Task Many_are_counted_first_and_then_cancelled()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var running = await OccupyAsync(engine);
        var mine = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => engine.SubmitAsync(Hold("AAPL") with { Tenant = "desk-1" })));
        var other = await engine.SubmitAsync(Hold("AAPL") with { Tenant = "desk-2" });

        var preview = await engine.CancelManyAsync(new BulkCancelRequest { Tenant = "desk-1" });
        Assert.Equal((true, 3, 0), (preview.DryRun, preview.Matched, preview.Cancelled));
        Assert.Equal(AnalysisStatus.Queued, (await engine.GetAsync(mine[0].TaskId)).Status);

        var done = await engine.CancelManyAsync(new BulkCancelRequest { Tenant = "desk-1", DryRun = false, AtMost = 3 });
        Assert.Equal((false, 3, 3), (done.DryRun, done.Matched, done.Cancelled));
        foreach (var task in mine) Assert.Equal(AnalysisStatus.Cancelled, (await engine.GetAsync(task.TaskId)).Status);
        Assert.Equal(AnalysisStatus.Queued, (await engine.GetAsync(other.TaskId)).Status);

        var all = await engine.CancelManyAsync(new BulkCancelRequest { DryRun = false });
        Assert.Equal(new Dictionary<AnalysisStatus, int> { [AnalysisStatus.Queued] = 1, [AnalysisStatus.Running] = 1 }, all.ByStatus);
        await UntilAsync(engine, running, AnalysisStatus.Cancelled);
    }

    [Fact]
    public async Task Nothing_is_cancelled_where_more_match_than_were_confirmed()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        await OccupyAsync(engine);
        var first = await engine.SubmitAsync(Hold("AAPL"));
        await engine.SubmitAsync(Hold("AAPL"));

        await RefusedAsync(ErrorCodes.TooManyMatch, () => engine.CancelManyAsync(new BulkCancelRequest { StockCode = "AAPL", DryRun = false, AtMost = 1 }));

        Assert.Equal(AnalysisStatus.Queued, (await engine.GetAsync(first.TaskId)).Status);
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.CancelManyAsync(new BulkCancelRequest { Status = AnalysisStatus.Completed }));
    }
}
