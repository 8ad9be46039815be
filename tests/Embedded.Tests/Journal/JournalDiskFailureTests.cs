using SQLitePCL;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;
using static TradingAgents.Embedded.Tests.Journal.JournalBench;

namespace TradingAgents.Embedded.Tests.Journal;

public sealed class JournalDiskFailureTests : IDisposable
{
    private readonly JournalBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_admissions_keeps_what_is_essential_and_goes_on_reading()
    {
        await _bench.WriteAsync(new PutTask(Row(1)), Large("task-1"));
        _bench.Disk.Fill();

        var refused = Assert.IsType<StorageUnavailableException>(await _bench.WriteAsync(new PutTask(Row(2)), Large("task-2")));
        Assert.Equal("storage_unavailable", refused.Code);
        await _bench.HealthBecomesAsync(false);
        for (var i = 1; i <= 3; i++) _bench.Append($"essential {i}", essential: true, Large($"kept-{i}"));
        await _bench.WriteAsync(new PutTask(Row(3)), Large("task-3"));

        Assert.Empty(_bench.Settled);
        Assert.Equal(3, _bench.Journal.BacklogCount);
        Assert.NotNull(_bench.Reader.GetReport(new TaskId("task-1")));
        Assert.Equal([1], _bench.Reader.ListTasks(new TaskFilter(), 10).Select(row => row.Seq));
        Assert.Equal([1], _bench.Reader.LoadUnfinished().Select(row => row.Seq));
    }

    [Fact]
    public async Task What_was_kept_is_committed_in_order_once_there_is_room()
    {
        _bench.Disk.Fill();
        var names = Enumerable.Range(1, 20).Select(i => $"{i}").ToArray();
        foreach (var name in names) _bench.Append(name, essential: true, Large(name));
        await _bench.HealthBecomesAsync(false);
        var flush = _bench.Journal.FlushAsync();
        Assert.False(flush.IsCompleted);

        _bench.Disk.Mend();
        _bench.Time.Fire();
        await flush.WaitAsync(Patience);
        await _bench.HealthBecomesAsync(true);

        Assert.Equal(names, _bench.SettledNames);
        Assert.All(_bench.Settled, settled => Assert.Null(settled.Outcome));
        _bench.Reopen();
        Assert.All(names, name => Assert.NotNull(_bench.Reader.GetReport(new TaskId(name))));
    }

    [Fact]
    public async Task The_next_append_tries_what_was_kept_first()
    {
        _bench.Disk.Fill();
        _bench.Append("kept", essential: true, Large("kept"));
        Assert.NotNull(await _bench.WriteAsync(Large("refused"))); // Bad health is told before what waits is refused; from here on it is.

        _bench.Disk.Mend();
        _bench.Append("next", essential: false, Large("next"));
        await _bench.FlushAsync();

        Assert.Equal(["kept", "next"], _bench.SettledNames);
        Assert.All(_bench.Settled, settled => Assert.Null(settled.Outcome));
    }

    [Fact]
    public async Task An_admission_too_large_for_the_disk_does_not_hold_up_what_is_essential()
    {
        await _bench.WriteAsync(new PutTask(Row(1)));
        _bench.Disk.Fill();
        _bench.Disk.Hold();
        _bench.Append("essential 1", essential: true, new PutTask(Row(1, AnalysisStatus.Running)));
        _bench.Append("admission", essential: false, new PutTask(Row(2)), Large("task-2"));
        _bench.Append("essential 2", essential: true, new PutTask(Row(1, AnalysisStatus.Completed, finishedAt: Noon)));
        _bench.Disk.Release();
        await _bench.FlushAsync();

        Assert.Equal(["essential 1", "admission", "essential 2"], _bench.SettledNames);
        Assert.Equal([true, false, true], _bench.Settled.Select(settled => settled.Outcome is null));
        Assert.Equal(AnalysisStatus.Completed, _bench.Reader.GetTask(new TaskId("task-1"))!.Status);
        Assert.Null(_bench.Reader.GetTask(new TaskId("task-2")));
    }

    [Fact]
    public async Task Health_returns_by_itself_when_nothing_waits()
    {
        _bench.Disk.Fill();
        await _bench.WriteAsync(Large("refused"));
        await _bench.HealthBecomesAsync(false);
        _bench.Time.Fire();
        Assert.NotNull(await _bench.WriteAsync(Large("refused again")));
        Assert.False(_bench.Journal.Healthy);

        _bench.Disk.Mend();
        _bench.Time.Fire();
        await _bench.HealthBecomesAsync(true);
        Assert.Null(await _bench.WriteAsync(Large("taken")));
    }

    [Theory]
    [InlineData(raw.SQLITE_IOERR)]
    [InlineData(raw.SQLITE_CANTOPEN)]
    [InlineData(raw.SQLITE_READONLY)]
    [InlineData(raw.SQLITE_CORRUPT)]
    public async Task An_error_of_the_disk_is_survived_like_a_full_one(int error)
    {
        await _bench.WriteAsync(new PutTask(Row(1)));
        _bench.Disk.Fail(error);
        _bench.Append("kept", essential: true, new PutTask(Row(2)));
        Assert.IsType<StorageUnavailableException>(await _bench.WriteAsync(new PutTask(Row(3))));
        Assert.NotNull(_bench.Reader.GetTask(new TaskId("task-1")));

        _bench.Disk.Mend();
        _bench.Time.Fire();
        await _bench.FlushAsync();
        Assert.Equal([2, 1], _bench.Reader.ListTasks(new TaskFilter(), 10).Select(row => row.Seq));
        await _bench.HealthBecomesAsync(true);
    }

    [Fact]
    public async Task More_than_one_commit_of_kept_batches_is_written_without_a_further_retry()
    {
        _bench.Disk.Fail(raw.SQLITE_IOERR);
        for (var seq = 1; seq <= 2500; seq++) _bench.Append($"{seq}", essential: true, new PutTask(Row(seq)));
        await _bench.HealthBecomesAsync(false);
        _bench.Disk.Mend();
        _bench.Time.Fire();
        await _bench.FlushAsync();

        Assert.Equal(Enumerable.Range(1, 2500).Select(seq => $"{seq}"), _bench.SettledNames);
        Assert.Equal(2500, _bench.Reader.LoadUnfinished().Count);
    }

    [Fact]
    public async Task Closing_on_a_full_disk_refuses_what_is_left()
    {
        _bench.Disk.Fill();
        _bench.Append("kept", essential: true, Large("kept"));
        await _bench.HealthBecomesAsync(false);
        _bench.Close();

        var (name, outcome) = Assert.Single(_bench.Settled);
        Assert.Equal("kept", name);
        Assert.IsType<StorageUnavailableException>(outcome);
    }

    private static PutReport Large(string id) => new(new TaskId(id), new byte[256 * 1024]);
}
