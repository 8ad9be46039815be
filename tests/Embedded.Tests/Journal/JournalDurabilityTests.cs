using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;
using static TradingAgents.Embedded.Tests.Journal.JournalBench;

namespace TradingAgents.Embedded.Tests.Journal;

public sealed class JournalDurabilityTests : IDisposable
{
    private readonly JournalBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Everything_settled_is_there_after_reopening()
    {
        var id = new TaskId("task-7");
        var row = new TaskRow(id, 7, AnalysisStatus.Running, TaskPriority.Urgent, "600519.SH", "fund", "batch-1", 3,
            Noon.AddTicks(1), null, Json("""{"a":"中文"}"""));
        Assert.Null(await _bench.WriteAsync(
            new PutTask(row),
            new PutBatchRow(new BatchRow("batch-1", "fund", "digest-b", Json("{}"))),
            new PutKey("fund", "key 1", "digest-k", id),
            new AddEvent(id, 1, TaskEventKind.Status, Noon, Json("""{"status":"queued"}""")),
            new AddEvent(id, 2, TaskEventKind.Stage, Noon.AddSeconds(1), Json("""{"stage":"market"}""")),
            new PutStage(id, "market", Json("[1]")),
            new PutStage(id, "decision", Json("[2]")),
            new PutReport(id, Json("""{"r":1}"""))));

        _bench.Reopen();

        var reader = _bench.Reader;
        var found = reader.GetTask(id)!;
        Assert.Equal(row with { Record = found.Record }, found);
        Assert.Equal(row.Record, found.Record);
        var batch = reader.GetBatch("batch-1")!;
        Assert.Equal(("fund", "digest-b", "{}"), (batch.Tenant, batch.Digest, Encoding.UTF8.GetString(batch.Json)));
        Assert.Equal(new KeyRow("digest-k", id), reader.FindKey("fund", "key 1"));
        Assert.Equal([(1L, TaskEventKind.Status, Noon), (2L, TaskEventKind.Stage, Noon.AddSeconds(1))],
            reader.GetEvents(id, 0, 10).Select(e => (e.Id, e.Kind, e.At)));
        Assert.Equal("""{"stage":"market"}""", Encoding.UTF8.GetString(Assert.Single(reader.GetEvents(id, 1, 10)).Data));
        Assert.Equal([("market", "[1]"), ("decision", "[2]")], reader.GetStages(id).Select(s => (s.Stage, Encoding.UTF8.GetString(s.Output))));
        Assert.Equal("""{"r":1}""", Encoding.UTF8.GetString(reader.GetReport(id)!));
    }

    [Fact]
    public void What_is_not_there_is_null_or_empty()
    {
        var nobody = new TaskId("nobody");
        var reader = _bench.Reader;
        Assert.Null(reader.GetTask(nobody));
        Assert.Null(reader.GetReport(nobody));
        Assert.Null(reader.FindKey("default", "none"));
        Assert.Null(reader.GetBatch("none"));
        Assert.Empty(reader.GetBatchTasks("none"));
        Assert.Empty(reader.GetEvents(nobody, 0, 10));
        Assert.Empty(reader.GetStages(nobody));
        Assert.Empty(reader.ListTasks(new TaskFilter(), 10));
        Assert.Empty(reader.LoadUnfinished());
        Assert.Equal(0, reader.MaxSeq());
    }

    [Fact]
    public async Task A_task_put_again_takes_its_new_status_finish_time_and_record()
    {
        await _bench.WriteAsync(new PutTask(Row(1)));
        var ended = Row(1, AnalysisStatus.Completed, finishedAt: Noon.AddHours(1)) with { Record = Json("""{"done":true}""") };
        Assert.Null(await _bench.WriteAsync(new PutTask(ended)));

        var found = _bench.Reader.GetTask(ended.TaskId)!;
        Assert.Equal((AnalysisStatus.Completed, Noon.AddHours(1)), (found.Status, found.FinishedAt));
        Assert.Equal(ended.Record, found.Record);
    }

    [Fact]
    public async Task A_task_put_under_another_seq_is_refused()
    {
        await _bench.WriteAsync(new PutTask(Row(1)));
        Assert.IsType<InvalidOperationException>(await _bench.WriteAsync(new PutTask(Row(1) with { Seq = 2 })));
        Assert.Equal(1, _bench.Reader.GetTask(new TaskId("task-1"))!.Seq);
    }

    [Fact]
    public async Task Closing_settles_what_was_appended_and_leaves_one_file()
    {
        for (var seq = 1; seq <= 500; seq++) _bench.Append($"{seq}", essential: seq % 2 == 0, new PutTask(Row(seq)));
        _bench.Close();

        Assert.Equal(Enumerable.Range(1, 500).Select(seq => $"{seq}"), _bench.SettledNames);
        Assert.All(_bench.Settled, settled => Assert.Null(settled.Outcome));
        Assert.False(File.Exists(_bench.File + "-wal"));
        Assert.Throws<ObjectDisposedException>(() => _bench.Append("late", essential: true));
        await _bench.FlushAsync();
    }

    [Fact]
    public async Task Only_unfinished_tasks_are_loaded_oldest_first()
    {
        var all = Enum.GetValues<AnalysisStatus>();
        for (var i = all.Length; i >= 1; i--) await _bench.WriteAsync(new PutTask(Row(i, all[i - 1])));
        await _bench.WriteAsync(new PutTask(Row(100, AnalysisStatus.Queued)));

        Assert.Equal([1, 2, 3, 4, 5, 100], _bench.Reader.LoadUnfinished().Select(row => row.Seq));
    }

    [Fact]
    public async Task Stages_are_replaced_and_forgotten()
    {
        var id = new TaskId("task-1");
        await _bench.WriteAsync(new PutStage(id, "market", Json("1")), new PutStage(new TaskId("other"), "market", Json("9")));
        await _bench.WriteAsync(new PutStage(id, "market", Json("2")));
        Assert.Equal("2", Encoding.UTF8.GetString(Assert.Single(_bench.Reader.GetStages(id)).Output));

        await _bench.WriteAsync(new DeleteStages(id));
        Assert.Empty(_bench.Reader.GetStages(id));
        Assert.Single(_bench.Reader.GetStages(new TaskId("other")));
    }
}
