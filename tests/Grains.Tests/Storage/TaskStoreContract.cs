using System.Globalization;
using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;
using PlacementStrategy = TradingAgents.Core.Placement.PlacementStrategy;

namespace TradingAgents.Grains.Tests.Storage;

/// <summary>What every <see cref="ITaskStore"/> promises the grains.</summary>
public abstract class TaskStoreContract
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Happened = EventLog.Write(TaskEventKind.Progress, Start, "{}"u8.ToArray());

    private protected abstract ITaskStore Store { get; }

    [Fact]
    public async Task A_newer_term_ends_every_write_of_an_older_one()
    {
        var old = await Store.BeginTermAsync();
        var task = Document(1);
        await Store.AdmitAsync(new TaskAdmission(old, task, null, null), Happened);
        var term = await Store.BeginTermAsync();

        Assert.True(term > old);
        await Assert.ThrowsAsync<StaleTermException>(() => Store.AdmitAsync(new TaskAdmission(old, Document(2), null, null), Happened));
        await Assert.ThrowsAsync<StaleTermException>(() => Store.PutAsync(Change(old, task, AnalysisStatus.Running), null));
        await Assert.ThrowsAsync<StaleTermException>(() => Store.PutSettingsAsync(old, Settings()));
        await Assert.ThrowsAsync<StaleTermException>(() => Store.DeleteAsync(old, [task.Record.Id], unfinished: true));
        Assert.Equal(AnalysisStatus.Queued, (await Store.GetAsync(task.Record.Id))!.Document.Record.Status);
        Assert.Equal(1, await Store.GetMaxSequenceAsync());
    }

    [Fact]
    public async Task An_admission_is_taken_once_and_a_key_has_one_holder()
    {
        var term = await Store.BeginTermAsync();
        var first = Document(1) with { Key = "k" };
        Assert.Null(await Store.AdmitAsync(new TaskAdmission(term, first, "digest", null), Happened));
        Assert.Null(await Store.AdmitAsync(new TaskAdmission(term, first, "digest", null), Happened));
        Assert.Single(await Store.GetEventsAsync(first.Record.Id, 0, 10));

        var holder = new KeyHolder("digest", first.Record.Id);
        Assert.Equal(holder, await Store.AdmitAsync(new TaskAdmission(term, Document(2) with { Key = "k" }, "other", null), Happened));
        Assert.Equal(holder, await Store.FindKeyAsync("default", "k"));
        Assert.Null(await Store.FindKeyAsync("another", "k"));
        Assert.Null(await Store.GetAsync(Document(2).Record.Id));
    }

    [Fact]
    public async Task A_change_of_an_older_version_is_passed_over()
    {
        var (term, task) = await AdmittedAsync(1);
        var running = Change(term, task, AnalysisStatus.Running, epoch: 1);
        await Store.PutAsync(running with { Document = running.Document with { Version = 5 } }, Happened);
        await Store.PutAsync(Change(term, task, AnalysisStatus.Cancelled) with { Document = task with { Version = 5 } }, Happened);

        Assert.Equal(AnalysisStatus.Running, (await Store.GetAsync(task.Record.Id))!.Document.Record.Status);
        Assert.Equal(2, (await Store.GetEventsAsync(task.Record.Id, 0, 10)).Count);
    }

    [Fact]
    public async Task Only_the_run_of_the_present_epoch_writes_and_a_finished_stage_is_kept_as_it_was()
    {
        var (term, task) = await AdmittedAsync(1);
        var id = task.Record.Id;
        Assert.False(await Store.PutStageAsync(id, Stage(0, "a"), Happened)); // It does not run.
        await Store.PutAsync(Change(term, task, AnalysisStatus.Running, epoch: 2), null);

        Assert.False(await Store.AddEventAsync(id, Note(1), Happened));
        Assert.False(await Store.PutStageAsync(id, Stage(1, "a"), Happened));
        Assert.False(await Store.PutReportAsync(id, 1, "old"u8.ToArray()));
        Assert.True(await Store.AddEventAsync(id, Note(2), Happened));
        Assert.True(await Store.PutStageAsync(id, Stage(2, "a", "first"), Happened));
        Assert.True(await Store.PutStageAsync(id, Stage(2, "a", "second"), Happened));
        Assert.True(await Store.AddEventAsync(id, new RunNote(2, TaskEventKind.Stage, "{}"u8.ToArray(), null, "a"), Happened)); // That it starts, told by a call that was overtaken.
        Assert.True(await Store.PutReportAsync(id, 2, "new"u8.ToArray()));

        Assert.Equal("first", Encoding.UTF8.GetString(Assert.Single(await Store.GetStagesAsync(id)).Value));
        Assert.Equal(3, (await Store.GetEventsAsync(id, 0, 10)).Count);
        Assert.Null(await Store.GetReportAsync(id, 1));
        Assert.Equal("new", Encoding.UTF8.GetString((await Store.GetReportAsync(id, 2))!));
        var kept = (await Store.GetAsync(id))!;
        Assert.Equal((0.25, "a"), (kept.Progress, kept.Stage));

        await Store.PutAsync(Change(term, task, AnalysisStatus.Completed, epoch: 2, version: 3), Happened);
        Assert.Empty(await Store.GetStagesAsync(id));
        Assert.Empty(await Store.GetUnfinishedAsync());
        Assert.False(await Store.AddEventAsync(id, Note(2), Happened));
    }

    [Fact]
    public async Task Tasks_are_listed_newest_first_by_every_filter_and_from_any_place()
    {
        var term = await Store.BeginTermAsync();
        for (var number = 1; number <= 450; number++)
        {
            var task = Document(number, tenant: number % 2 == 0 ? "even" : "odd", code: number % 10 == 0 ? "TEN" : "AAPL", priority: number % 3 == 0 ? TaskPriority.High : TaskPriority.Normal);
            await Store.AdmitAsync(new TaskAdmission(term, task, null, null), Happened);
            if (number % 50 == 0) await Store.PutAsync(Change(term, task, AnalysisStatus.Cancelled), Happened);
        }

        Assert.Equal(Enumerable.Range(1, 450).Reverse().Take(5), await ListAsync(new TaskQuery(), null, 5));
        Assert.Equal([7, 5, 3, 1], await ListAsync(new TaskQuery { Tenant = "odd" }, 8, 10));
        Assert.Equal([30, 20, 10], await ListAsync(new TaskQuery { StockCode = "ten" }, 40, 10));
        Assert.Equal([9, 6, 3], await ListAsync(new TaskQuery { Priority = TaskPriority.High }, 12, 10));
        Assert.Equal([450, 400], await ListAsync(new TaskQuery { Status = AnalysisStatus.Cancelled }, null, 2));
        Assert.Equal([420, 390, 360], await ListAsync(new TaskQuery { Priority = TaskPriority.High, StockCode = "TEN", Status = AnalysisStatus.Queued }, 450, 3));
        Assert.Equal(441, (await Store.GetUnfinishedAsync()).Count);
        Assert.Equal((441, 9), ((await Store.CountByStatusAsync())[AnalysisStatus.Queued], (await Store.CountByStatusAsync())[AnalysisStatus.Cancelled]));
        Assert.Equal(450, await Store.GetMaxSequenceAsync());
    }

    [Fact]
    public async Task What_has_ended_is_found_by_when_and_what_is_deleted_leaves_nothing()
    {
        var term = await Store.BeginTermAsync();
        var tasks = Enumerable.Range(1, 4).Select(number => Document(number) with { Key = $"k{number}", BatchId = number <= 2 ? "batch" : null, BatchIndex = number - 1 }).ToArray();
        foreach (var task in tasks) await Store.AdmitAsync(new TaskAdmission(term, task, "digest", task.BatchId is null ? null : "of the batch"), Happened);
        Assert.Equal(tasks[..2].Select(task => task.Record.Id), (await Store.GetBatchAsync("batch"))!.Tasks);
        Assert.Equal([new BatchPlace("batch", 1)], await Store.ListBatchesAsync("default", null, 10));
        Assert.Empty(await Store.ListBatchesAsync("default", 1, 10));
        foreach (var task in tasks[..3]) await Store.PutAsync(Change(term, task, AnalysisStatus.Completed, epoch: 1), Happened);

        Assert.Equal([Id(1), Id(2)], await Store.FindEndedBeforeAsync(Start.AddMinutes(2), 10));
        Assert.Equal([Id(3), Id(2)], (await Store.FindEndedSinceAsync(Start.AddMinutes(2), 10)).Select(task => task.Record.Id));
        Assert.Equal(3, await Store.DeleteAsync(term, [.. tasks.Select(task => task.Record.Id)])); // The fourth has not ended.
        Assert.Null(await Store.GetBatchAsync("batch"));
        Assert.Empty(await Store.ListBatchesAsync(null, null, 10));
        Assert.Null(await Store.FindKeyAsync("default", "k1"));
        Assert.Empty(await Store.FindEndedBeforeAsync(DateTimeOffset.MaxValue, 10));
        Assert.Equal(1, await Store.DeleteAsync(term, [Id(4)], unfinished: true));
        Assert.Empty(await ListAsync(new TaskQuery(), null, 10));
        Assert.Equal(0, await Store.DeleteAsync(term, [Id(4)], unfinished: true));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_record_and_settings_come_back_as_they_were()
    {
        var (term, task) = await AdmittedAsync(1);
        var record = task.Record with
        {
            Status = AnalysisStatus.Running,
            Node = new NodeId("node-1"),
            Epoch = 3,
            Attempt = 2,
            Rescues = 1,
            DependsOn = [Id(7)],
            QueuedSince = Start.AddTicks(1),
            WaitSeconds = 0.1,
        };
        await Store.PutAsync(new TaskChange(term, task with { Record = record, Version = 2 }, true), Happened);
        Assert.Equivalent(record, (await Store.GetAsync(record.Id))!.Document.Record, strict: true);

        Assert.Null(await Store.GetSettingsAsync());
        await Store.PutSettingsAsync(term, Settings());
        Assert.Equivalent(Settings(), await Store.GetSettingsAsync(), strict: true);
    }

    /// <summary>Where a store can be looked into: no trace of any task is left.</summary>
    private protected virtual Task NothingIsLeftAsync() => Task.CompletedTask;

    private async Task<IEnumerable<int>> ListAsync(TaskQuery query, long? before, int count) =>
        (await Store.ListAsync(query, before, count)).Select(task => (int)task.Document.Record.Sequence);

    private async Task<(long Term, TaskDocument Task)> AdmittedAsync(int number)
    {
        var (term, task) = (await Store.BeginTermAsync(), Document(number));
        await Store.AdmitAsync(new TaskAdmission(term, task, null, null), Happened);
        return (term, task);
    }

    private static TaskId Id(int number) => new(string.Create(CultureInfo.InvariantCulture, $"task{number}"));

    private static TaskDocument Document(int number, string tenant = "default", string code = "AAPL", TaskPriority priority = TaskPriority.Normal) => new(
        new TaskRecord { Id = Id(number), Sequence = number, Priority = priority, Tenant = tenant, MaxAttempts = 3, SubmittedAt = Start, Status = AnalysisStatus.Queued },
        new AnalysisRequest { StockCode = code, Tenant = tenant, Priority = priority }, null, 0, null, 1);

    private static TaskChange Change(long term, TaskDocument task, AnalysisStatus status, long epoch = 0, long version = 2) => new(term, task with
    {
        Record = task.Record with { Status = status, Epoch = epoch, FinishedAt = TaskLifecycle.IsTerminal(status) ? Start.AddMinutes(task.Record.Sequence) : null },
        Version = version,
    }, true);

    private static RunNote Note(long epoch) => new(epoch, TaskEventKind.Progress, "{}"u8.ToArray(), 0.25, "a");

    private static FinishedStage Stage(long epoch, string stage, string output = "") => new(epoch, stage, Encoding.UTF8.GetBytes(output), TimeSpan.Zero);

    private static ClusterSettings Settings() => new(new Limits(), new Limits(3, 4, 5), PlacementStrategy.RoundRobin, [new NodeSettings(new NodeId("node-1"), "127.0.0.1:1@2", 7, Draining: true, Host: "h", Port: 9)]);
}
