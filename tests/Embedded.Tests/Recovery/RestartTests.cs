using System.Text.Json;
using Microsoft.Data.Sqlite;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded.Tests.Recovery;

public sealed class RestartTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    public static TheoryData<bool> Ends => [false, true];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Totals_agree_with_the_tasks_after_a_restart(bool crash)
    {
        var hold = true;
        _bench.Run = (context, stop) => context.Request.StockCode == "HOLD" && Volatile.Read(ref hold) ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        for (var number = 0; number < 3; number++) await _bench.EndAsync((await _bench.SubmitAsync("QUICK")).TaskId);
        var running = await _bench.SubmitAsync("HOLD");
        await _bench.BegunAsync(4);
        await _bench.SubmitAsync(new AnalysisRequest { StockCode = "LATER", NotBefore = _bench.Time.GetUtcNow().AddHours(1) });
        if (crash) await _bench.CrashAsync();
        else await _bench.RestartAsync();

        await _bench.BegunAsync(5);
        var stats = await _bench.Engine.GetStatsAsync();
        Assert.Equal((5L, 3L, 1), (stats.Concurrency.TotalSubmitted, stats.Concurrency.TotalCompleted, stats.Concurrency.CurrentRunning));
        Assert.Equal((4L, 1), (stats.LoadBalancer.TotalRequests, stats.LoadBalancer.TotalConnections));
        Volatile.Write(ref hold, false);
        await _bench.Engine.CancelAsync(running.TaskId);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Tasks_in_every_status_continue_after_a_restart(bool crash)
    {
        var second = false;
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 2) };
        _bench.Run = (context, stop) => Volatile.Read(ref second) ? Task.CompletedTask
            : context.Request.StockCode == "FAIL" ? throw new InvalidOperationException()
            : Task.Delay(Timeout.Infinite, stop);
        await _bench.StartAsync();
        var retrying = await _bench.SubmitAsync("FAIL");
        await _bench.StatusAsync(retrying.TaskId, AnalysisStatus.Retrying);
        var running = new[] { await _bench.SubmitAsync(), await _bench.SubmitAsync() };
        await _bench.BegunAsync(3);
        var queued = await _bench.SubmitAsync();
        var scheduled = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", NotBefore = _bench.Time.GetUtcNow().AddHours(1) });
        var blocked = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [queued.TaskId] });
        var all = new[] { retrying, running[0], running[1], queued, scheduled, blocked };
        Volatile.Write(ref second, true);
        if (crash) await _bench.CrashAsync();
        else await _bench.RestartAsync();

        foreach (var task in running.Append(queued).Append(blocked))
        {
            var ended = await _bench.EndAsync(task.TaskId);
            var rescued = running.Contains(task) ? 1 : 0;
            Assert.Equal((AnalysisStatus.Completed, 1 + rescued, rescued), (ended.Status, ended.Attempt, ended.Rescues));
        }

        Assert.Equal(AnalysisStatus.Retrying, await _bench.StatusAsync(retrying.TaskId));
        Assert.Equal(AnalysisStatus.Scheduled, await _bench.StatusAsync(scheduled.TaskId));
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        var retried = await _bench.EndAsync(retrying.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 2, 0), (retried.Status, retried.Attempt, retried.Rescues));
        _bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(scheduled.TaskId)).Status);
        foreach (var task in all) AssertOneLog(await _bench.EventsAsync(task.TaskId));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task The_order_of_the_queue_survives_a_restart(bool crash)
    {
        var order = new List<string>();
        var second = false;
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1) };
        _bench.Run = async (context, stop) =>
        {
            if (!Volatile.Read(ref second)) await Task.Delay(Timeout.Infinite, stop);
            lock (order) order.Add(context.Request.StockCode);
        };
        await _bench.StartAsync();
        await _bench.SubmitAsync("FIRST");
        var tasks = new List<TaskSnapshot>();
        foreach (var (code, priority) in new[] { ("L", "Low"), ("N1", "Normal"), ("N2", "Normal"), ("H1", "High"), ("U", "Urgent"), ("H2", "High"), ("N3", "Normal") })
        {
            tasks.Add(await _bench.SubmitAsync(new AnalysisRequest { StockCode = code, Priority = Enum.Parse<Core.Admission.TaskPriority>(priority) }));
            _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Volatile.Write(ref second, true);
        if (crash) await _bench.CrashAsync();
        else await _bench.RestartAsync();
        foreach (var task in tasks) await _bench.EndAsync(task.TaskId);
        Assert.Equal(["U", "H1", "H2", "FIRST", "N1", "N2", "N3", "L"], order);
    }

    [Fact]
    public async Task The_last_stage_and_the_end_become_durable_together_and_are_told_in_order()
    {
        _bench.Planner = new StagedPlanner(
            ("first", (_, _) => Task.FromResult(JsonElement.Parse("20"))),
            ("last", (_, _) => HoldAsync()));
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.Disk.WriterWaitsAsync();
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetStatsAsync()).Concurrency.TotalCompleted == 1); // It has ended, as far as the scheduler knows.
        using (var reader = new JournalReader(Path.Combine(_bench.Options.DataDirectory, "journal.db")))
        {
            Assert.Equal(["first"], reader.GetStages(task.TaskId).Select(stage => stage.Stage));
            Assert.Null(reader.GetReport(task.TaskId));
        }

        _bench.Disk.Release();
        var told = (await _bench.EventsAsync(task.TaskId)).Where(happened => happened.Kind is not TaskEventKind.Progress)
            .Select(happened => happened.Kind == TaskEventKind.Stage
                ? $"{happened.Data.GetProperty("stage").GetString()} {happened.Data.GetProperty("state").GetString()}"
                : happened.Data.GetProperty("status").GetString());
        Assert.Equal(["running", "first started", "first finished", "last started", "last finished", "completed"], told);
        Assert.Equal(21, (await _bench.Engine.GetResultAsync(task.TaskId)).Report.GetInt32());

        Task<JsonElement> HoldAsync()
        {
            _bench.Disk.Hold();
            return Task.FromResult(JsonElement.Parse("21"));
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_resumed_analysis_repeats_no_finished_stage_and_later_stages_see_its_output(bool crash)
    {
        var inSecond = new TaskCompletionSource();
        var planner = new StagedPlanner(
            ("first", (_, _) => Task.FromResult(JsonElement.Parse("20"))),
            ("second", SecondAsync),
            ("third", (context, _) => Task.FromResult(JsonSerializer.SerializeToElement(context.Outputs["first"].GetInt32() + context.Outputs["second"].GetInt32() + 1))));
        _bench.Planner = planner;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await inSecond.Task.WaitAsync(EngineBench.Patience);
        if (crash) await _bench.CrashAsync();
        else await _bench.RestartAsync();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 2, 1), (ended.Status, ended.Attempt, ended.Rescues));
        Assert.Equal((1, 2, 1), (planner.Starts["first"], planner.Starts["second"], planner.Starts["third"]));
        Assert.Equal(42, (await _bench.Engine.GetResultAsync(task.TaskId)).Report.GetInt32());
        AssertOneLog(await _bench.EventsAsync(task.TaskId));

        async Task<JsonElement> SecondAsync(StageContext context, CancellationToken stop)
        {
            inSecond.TrySetResult();
            if (context.Attempt == 1) await Task.Delay(Timeout.Infinite, stop);
            return JsonSerializer.SerializeToElement(context.Outputs["first"].GetInt32() + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_key_stands_for_its_task_after_a_restart(bool crash)
    {
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(key: "k");
        await _bench.EndAsync(task.TaskId);
        if (crash) await _bench.CrashAsync();
        else await _bench.RestartAsync();
        var again = await _bench.SubmitAsync(key: "k");
        Assert.Equal((task.TaskId, true), (again.TaskId, again.Deduplicated));
        var refused = await Assert.ThrowsAsync<EngineException>(() => _bench.SubmitAsync("OTHER", key: "k"));
        Assert.Equal(ErrorCodes.IdempotencyConflict, refused.Code);
    }

    [Fact]
    public async Task A_kept_request_that_this_release_cannot_read_fails_like_any_other_run()
    {
        _bench.Run = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", Parameters = JsonElement.Parse("""{"depth":2}""") });
        await _bench.BegunAsync(1);
        await _bench.Engine.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_bench.Options.DataDirectory, "journal.db")};Pooling=False"))
        {
            connection.Open();
            using var change = connection.CreateCommand();
            change.CommandText = """UPDATE tasks SET record = CAST(replace(CAST(record AS TEXT), '"depth":2', '"depth":99') AS BLOB) WHERE instr(CAST(record AS TEXT), '"depth":2') > 0""";
            Assert.Equal(1, change.ExecuteNonQuery());
        }

        await _bench.StartAsync();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Failed, ErrorCodes.InvalidRequest), (ended.Status, ended.Error?.Code));
    }

    [Fact]
    public async Task A_cancellation_asked_for_before_a_crash_ends_the_task_after_it()
    {
        _bench.Run = (_, _) => new TaskCompletionSource().Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        var cancelling = _bench.Engine.CancelAsync(task.TaskId);
        await _bench.Time.TimerAsync(TimeSpan.FromMilliseconds(500));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(AnalysisStatus.Running, (await cancelling).Status);
        await _bench.CrashAsync();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Cancelled, 1), (ended.Status, ended.Attempt));
    }

    [Fact]
    public async Task A_graceful_stop_is_no_death_however_often_it_happens()
    {
        _bench.Run = (context, stop) => context.Attempt <= 5 ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        for (var stops = 1; stops <= 5; stops++)
        {
            await _bench.BegunAsync(stops);
            await _bench.RestartAsync();
        }

        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 6, 5), (ended.Status, ended.Attempt, ended.Rescues));
    }

    [Fact]
    public async Task A_dependency_that_completed_counts_after_a_restart_even_where_ended_tasks_were_cleaned_up()
    {
        var depended = new TaskCompletionSource(); // What has completed by then is not needed any more.
        _bench.Run = (context, stop) => context.Request.StockCode == "SLOW" && context.Attempt == 1 ? Task.Delay(Timeout.Infinite, stop) : depended.Task;
        await _bench.StartAsync();
        var done = await _bench.SubmitAsync("DONE");
        var unneeded = await _bench.SubmitAsync("DONE");
        var slow = await _bench.SubmitAsync("SLOW");
        var after = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "AFTER", DependsOn = [done.TaskId, slow.TaskId] });
        var later = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "LATER", DependsOn = [done.TaskId, after.TaskId] });
        depended.SetResult();
        await _bench.EndAsync(done.TaskId);
        await _bench.EndAsync(unneeded.TaskId);
        Assert.Equal(1, await _bench.Engine.CleanupAsync(TimeSpan.Zero));
        await _bench.RestartAsync();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(later.TaskId)).Status);
        Assert.Equal(4, await _bench.Engine.CleanupAsync(TimeSpan.Zero));
    }

    // Ids increase and never repeat, and a terminal status comes once, last.
    private static void AssertOneLog(IReadOnlyList<TaskEvent> events)
    {
        Assert.Equal(events.Select(happened => happened.Id).Order().Distinct(), events.Select(happened => happened.Id));
        string[] terminal = ["completed", "failed", "cancelled", "timed_out"];
        Assert.Single(events, happened => happened.Kind == TaskEventKind.Status && terminal.Contains(happened.Data.GetProperty("status").GetString()));
    }
}
