using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;
using static TradingAgents.Embedded.Tests.Journal.JournalBench;

namespace TradingAgents.Embedded.Tests.Journal;

public sealed class JournalListingTests : IDisposable
{
    private readonly JournalBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string> Filters => ["none", "status", "priority", "stock_code", "tenant", "all"];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Pages_have_no_gaps_and_no_repeats_while_tasks_are_added(string filter)
    {
        for (var seq = 1; seq <= 120; seq++) _bench.Append("", essential: false, new PutTask(Varied(seq)));
        await _bench.FlushAsync();
        var asked = FilterNamed(filter);
        var expected = Enumerable.Range(1, 120).Select(Varied).Where(row => Matches(row, asked)).Select(row => row.Seq).Reverse().ToArray();
        Assert.NotEmpty(expected);

        var seen = new List<long>();
        var next = 121;
        while (true)
        {
            var page = _bench.Reader.ListTasks(asked, 7);
            if (page.Count == 0) break;
            Assert.InRange(page.Count, 1, 7);
            Assert.All(page, row => Assert.True(Matches(row, asked)));
            seen.AddRange(page.Select(row => row.Seq));
            asked = asked with { BeforeSeq = page[^1].Seq };
            await _bench.WriteAsync(new PutTask(Varied(next++)));
        }

        Assert.Equal(expected, seen);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Every_listing_uses_an_index_and_sorts_nothing(string filter)
    {
        foreach (var before in new long?[] { null, 50 })
        {
            var plan = string.Join("; ", _bench.Reader.ExplainList(FilterNamed(filter) with { BeforeSeq = before }));
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            if (filter != "none") Assert.Contains("USING INDEX tasks_", plan, StringComparison.Ordinal);
            else if (before is not null) Assert.Contains("USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_tasks_of_a_batch_come_in_their_order_there()
    {
        foreach (var (seq, index) in new[] { (11, 2), (12, 0), (13, 1) })
            await _bench.WriteAsync(new PutTask(Row(seq, batchId: "b", batchIndex: index)), new PutTask(Row(seq + 100)));

        Assert.Equal([12, 13, 11], _bench.Reader.GetBatchTasks("b").Select(row => row.Seq));
    }

    [Fact]
    public async Task Events_are_read_in_order_after_the_given_one()
    {
        var id = new TaskId("task-1");
        for (var i = 1; i <= 25; i++) await _bench.WriteAsync(new AddEvent(id, i, TaskEventKind.Progress, Noon, Json("{}")));

        Assert.Equal([6, 7, 8], _bench.Reader.GetEvents(id, 5, 3).Select(e => e.Id));
        Assert.Equal([24, 25], _bench.Reader.GetEvents(id, 23, 100).Select(e => e.Id));
        Assert.Empty(_bench.Reader.GetEvents(id, 25, 100));
    }

    [Fact]
    public async Task Deleted_tasks_leave_nothing_behind_and_others_untouched()
    {
        for (var seq = 1; seq <= 3; seq++)
        {
            var id = new TaskId($"task-{seq}");
            await _bench.WriteAsync(
                new PutTask(Row(seq, AnalysisStatus.Completed, batchId: seq == 3 ? "alone" : "pair", finishedAt: Noon)),
                new AddEvent(id, 1, TaskEventKind.Status, Noon, Json("{}")), new PutStage(id, "market", Json("1")),
                new PutReport(id, Json("{}")), new PutKey("default", $"key-{seq}", "d", id));
        }

        await _bench.WriteAsync(new PutBatchRow(new BatchRow("pair", "default", "d", Json("{}"))), new PutBatchRow(new BatchRow("alone", "default", "d", Json("{}"))));
        Assert.Null(await _bench.WriteAsync(new DeleteTasks([new TaskId("task-1"), new TaskId("task-3"), new TaskId("nobody")])));

        var reader = _bench.Reader;
        foreach (var seq in new[] { 1, 3 })
        {
            var gone = new TaskId($"task-{seq}");
            Assert.Null(reader.GetTask(gone));
            Assert.Empty(reader.GetEvents(gone, 0, 10));
            Assert.Empty(reader.GetStages(gone));
            Assert.Null(reader.GetReport(gone));
            Assert.Null(reader.FindKey("default", $"key-{seq}"));
        }

        Assert.Null(reader.GetBatch("alone"));
        Assert.NotNull(reader.GetBatch("pair"));
        Assert.NotNull(reader.GetTask(new TaskId("task-2")));
        Assert.Single(reader.GetEvents(new TaskId("task-2"), 0, 10));
        Assert.NotNull(reader.FindKey("default", "key-2"));
        await _bench.WriteAsync(new DeleteTasks([new TaskId("task-2")]));
        Assert.Null(reader.GetBatch("pair"));
        Assert.Equal(3, reader.MaxSeq());
    }

    [Fact]
    public async Task Finished_tasks_are_found_by_age_longest_ended_first()
    {
        for (var seq = 1; seq <= 5; seq++)
            await _bench.WriteAsync(new PutTask(Row(seq, AnalysisStatus.Failed, finishedAt: Noon.AddMinutes(-seq))));
        await _bench.WriteAsync(new PutTask(Row(6)));

        Assert.Equal(["task-5", "task-4", "task-3"], _bench.Reader.FindFinishedBefore(Noon.AddMinutes(-3), 10).Select(id => id.Value));
        Assert.Equal(["task-5"], _bench.Reader.FindFinishedBefore(Noon, 1).Select(id => id.Value));
        Assert.Empty(_bench.Reader.FindFinishedBefore(Noon.AddMinutes(-6), 10));
    }

    private static TaskRow Varied(int seq) => Row(seq,
        seq % 2 == 0 ? AnalysisStatus.Queued : AnalysisStatus.Completed, seq % 3 == 0 ? "AAPL" : "GOOG", seq % 5 == 0 ? "fund" : "default",
        (TaskPriority)(seq % 4 + 1));

    private static TaskFilter FilterNamed(string name) => name switch
    {
        "none" => new TaskFilter(),
        "status" => new TaskFilter(Status: AnalysisStatus.Queued),
        "priority" => new TaskFilter(Priority: TaskPriority.High),
        "stock_code" => new TaskFilter(StockCode: "AAPL"),
        "tenant" => new TaskFilter(Tenant: "fund"),
        _ => new TaskFilter(AnalysisStatus.Queued, TaskPriority.High, "AAPL", "fund"),
    };

    private static bool Matches(TaskRow row, TaskFilter filter) =>
        (filter.Status is null || row.Status == filter.Status) && (filter.Priority is null || row.Priority == filter.Priority) &&
        (filter.StockCode is null || row.StockCode == filter.StockCode) && (filter.Tenant is null || row.Tenant == filter.Tenant);
}
