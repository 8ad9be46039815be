using Microsoft.Data.Sqlite;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Embedded.Journal;
using static TradingAgents.Embedded.Tests.Journal.JournalBench;

namespace TradingAgents.Embedded.Tests.Journal;

public sealed class JournalGroupCommitTests : IDisposable
{
    private readonly JournalBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_waits_while_a_commit_runs_shares_the_next_one()
    {
        _bench.Disk.Hold();
        _bench.Append("1", essential: false, new PutTask(Row(1)));
        await _bench.Disk.WriterWaitsAsync();
        for (var seq = 2; seq <= 1000; seq++) _bench.Append($"{seq}", essential: false, new PutTask(Row(seq)));
        Assert.Equal(1000, _bench.Journal.BacklogCount);
        _bench.Disk.Release();
        await _bench.FlushAsync();

        Assert.Equal(2, _bench.Journal.CommitCount);
        Assert.Equal(0, _bench.Journal.BacklogCount);
        Assert.Equal(1000, _bench.Reader.MaxSeq());
    }

    [Fact]
    public async Task A_commit_takes_a_bounded_number_of_bytes()
    {
        _bench.Disk.Hold();
        for (var i = 1; i <= 12; i++) _bench.Append($"{i}", essential: false, new PutReport(new TaskId($"{i}"), new byte[1024 * 1024]));
        _bench.Disk.Release();
        await _bench.FlushAsync();

        Assert.InRange(_bench.Journal.CommitCount, 3, 12);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"{i}"), _bench.SettledNames);
    }

    [Fact]
    public async Task Many_threads_share_commits_and_every_settled_batch_is_readable_at_once()
    {
        const int Threads = 8, Each = 200;
        var unreadable = 0;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var i = 1; i <= Each; i++)
            {
                var row = Row(thread * Each + i);
                Assert.Null(await _bench.WriteAsync(new PutTask(row)));
                if (_bench.Reader.GetTask(row.TaskId) is null) Interlocked.Increment(ref unreadable);
            }
        })));

        Assert.Equal(0, unreadable);
        Assert.True(_bench.Journal.CommitCount < Threads * Each, $"{_bench.Journal.CommitCount} commits");
    }

    [Fact]
    public async Task Batches_are_settled_in_the_order_of_appending_after_their_commit()
    {
        var names = Enumerable.Range(1, 3000).Select(i => $"{i}").ToArray();
        var early = 0;
        for (var i = 0; i < names.Length; i++)
        {
            var row = Row(i + 1);
            _bench.Journal.Append(new JournalBatch([new PutTask(row)], Essential: i % 3 == 0, outcome =>
            {
                if (row.Seq % 100 == 0 && _bench.Reader.GetTask(row.TaskId) is null) early++;
                _bench.Settled.Enqueue(($"{row.Seq}", outcome));
            }));
        }

        await _bench.FlushAsync();
        Assert.Equal(names, _bench.SettledNames);
        Assert.Equal(0, early);
    }

    [Fact]
    public async Task A_batch_at_fault_leaves_no_trace_and_its_neighbours_alone()
    {
        var id = new TaskId("task-1");
        await _bench.WriteAsync(new PutTask(Row(1)), new AddEvent(id, 1, TaskEventKind.Status, Noon, Json("{}")));
        _bench.Disk.Hold();
        _bench.Append("before", essential: false, new PutTask(Row(2)));
        _bench.Append("twice", essential: false, new PutTask(Row(3)), new AddEvent(id, 1, TaskEventKind.Status, Noon, Json("{}")));
        _bench.Append("twice, essential", essential: true, new PutTask(Row(4)), new AddEvent(id, 1, TaskEventKind.Status, Noon, Json("{}")));
        _bench.Append("after", essential: true, new PutTask(Row(5)));
        _bench.Disk.Release();
        await _bench.FlushAsync();

        Assert.Equal(["before", "twice", "twice, essential", "after"], _bench.SettledNames);
        Assert.Collection(_bench.Settled.Select(settled => settled.Outcome),
            Assert.Null, outcome => Assert.IsType<SqliteException>(outcome), outcome => Assert.IsType<SqliteException>(outcome), Assert.Null);
        Assert.Equal([5, 2, 1], _bench.Reader.ListTasks(new TaskFilter(), 10).Select(row => row.Seq));
        Assert.True(_bench.Journal.Healthy);
    }

    [Fact]
    public async Task A_callback_that_throws_or_appends_does_no_harm()
    {
        _bench.Journal.Append(new JournalBatch([new PutTask(Row(1))], Essential: true, _ =>
        {
            _bench.Append("from the callback", essential: true, new PutTask(Row(2)));
            throw new InvalidOperationException("on purpose");
        }));
        while (_bench.Settled.IsEmpty) await _bench.FlushAsync();

        Assert.Equal(2, _bench.Reader.MaxSeq());
    }

    [Fact]
    public async Task A_flush_of_nothing_completes_at_once()
    {
        Assert.True(_bench.Journal.FlushAsync().IsCompletedSuccessfully);
        _bench.Append("empty", essential: false);
        await _bench.FlushAsync();
        Assert.Equal(["empty"], _bench.SettledNames);
    }
}
