using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>Lists: filters, order, pages.</summary>
public abstract class ListingContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task The_newest_comes_first()
    {
        var engine = await StartEngineAsync();
        var submitted = await SubmitAsync(engine, 5);
        Assert.Equal(submitted.Reverse(), Ids(await engine.ListAsync(new TaskQuery())));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_while_new_tasks_arrive()
    {
        var engine = await StartEngineAsync();
        var submitted = await SubmitAsync(engine, 11);
        var seen = new List<TaskId>();
        string? cursor = null;
        do
        {
            var page = await engine.ListAsync(new TaskQuery { Limit = 3, Cursor = cursor });
            Assert.InRange(page.Tasks.Count, 1, 3);
            seen.AddRange(Ids(page));
            cursor = page.NextCursor;
            await SubmitAsync(engine, 1);
        }
        while (cursor is not null);
        Assert.Equal(submitted.Reverse(), seen);
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_task_has_no_next()
    {
        var engine = await StartEngineAsync();
        await SubmitAsync(engine, 4);
        var first = await engine.ListAsync(new TaskQuery { Limit = 2 });
        var second = await engine.ListAsync(new TaskQuery { Limit = 2, Cursor = first.NextCursor });
        Assert.Equal((2, (string?)null), (second.Tasks.Count, second.NextCursor));
        Assert.Equal((4, (string?)null), ((await engine.ListAsync(new TaskQuery { Limit = 4 })).Tasks.Count, (await engine.ListAsync(new TaskQuery { Limit = 4 })).NextCursor));
    }

    [Fact]
    public async Task Each_filter_keeps_what_matches_and_all_of_them_must()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var running = await OccupyAsync(engine);
        var high = await engine.SubmitAsync(Hold("AAPL") with { Priority = TaskPriority.High, Tenant = "desk-1" });
        var low = await engine.SubmitAsync(Hold("AAPL") with { Priority = TaskPriority.Low, Tenant = "desk-2" });
        var other = await engine.SubmitAsync(Hold("GOOG") with { Priority = TaskPriority.High, Tenant = "desk-2" });
        var cancelled = await engine.SubmitAsync(Hold("GOOG") with { Tenant = "desk-1" });
        await engine.CancelAsync(cancelled.TaskId);

        await ShowsAsync(new TaskQuery { Status = AnalysisStatus.Running }, running);
        await ShowsAsync(new TaskQuery { Status = AnalysisStatus.Queued }, high.TaskId, low.TaskId, other.TaskId);
        await ShowsAsync(new TaskQuery { Status = AnalysisStatus.Cancelled }, cancelled.TaskId);
        await ShowsAsync(new TaskQuery { Status = AnalysisStatus.Completed });
        await ShowsAsync(new TaskQuery { Priority = TaskPriority.High }, high.TaskId, other.TaskId);
        await ShowsAsync(new TaskQuery { StockCode = "aapl" }, high.TaskId, low.TaskId);
        await ShowsAsync(new TaskQuery { Tenant = "desk-2" }, low.TaskId, other.TaskId);
        await ShowsAsync(new TaskQuery { StockCode = "GOOG", Priority = TaskPriority.High, Tenant = "desk-2", Status = AnalysisStatus.Queued }, other.TaskId);
        await ShowsAsync(new TaskQuery { StockCode = "GOOG", Tenant = "nobody" });

        async Task ShowsAsync(TaskQuery query, params TaskId[] oldestFirst) =>
            Assert.Equal(oldestFirst.Reverse(), Ids(await engine.ListAsync(query)));
    }

    [Fact]
    public async Task Filters_hold_across_pages()
    {
        var engine = await StartEngineAsync();
        var wanted = new List<TaskId>();
        for (var number = 0; number < 6; number++)
        {
            wanted.Insert(0, (await engine.SubmitAsync(Hold("KEEP"))).TaskId);
            await engine.SubmitAsync(Hold("SKIP"));
        }

        var first = await engine.ListAsync(new TaskQuery { StockCode = "KEEP", Limit = 4 });
        var second = await engine.ListAsync(new TaskQuery { StockCode = "KEEP", Limit = 4, Cursor = first.NextCursor });
        Assert.Equal(wanted, [.. Ids(first), .. Ids(second)]);
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(201, null)]
    [InlineData(50, "no cursor")]
    [InlineData(50, "")]
    [InlineData(50, "!!!!")]
    public async Task A_bad_limit_or_cursor_is_refused(int limit, string? cursor)
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.ListAsync(new TaskQuery { Limit = limit, Cursor = cursor }));
    }

    [Fact]
    public async Task Fifty_is_the_default_and_two_hundred_the_most()
    {
        var engine = await StartEngineAsync(new ContractSetup { Limits = new Limits(5, 100) });
        await Task.WhenAll(Enumerable.Range(0, 210).Select(_ => engine.SubmitAsync(Hold())));
        Assert.Equal(50, (await engine.ListAsync(new TaskQuery())).Tasks.Count);
        Assert.Equal(200, (await engine.ListAsync(new TaskQuery { Limit = 200 })).Tasks.Count);
    }

    private static async Task<IReadOnlyList<TaskId>> SubmitAsync(IAnalysisEngine engine, int count)
    {
        var ids = new List<TaskId>();
        for (var number = 0; number < count; number++) ids.Add((await engine.SubmitAsync(Hold())).TaskId);
        return ids;
    }

    private static IEnumerable<TaskId> Ids(TaskPage page) => page.Tasks.Select(task => task.TaskId);
}
