using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Outputs;

/// <summary>Equal tasks that run at once, in the engine: each remains a task of its own.</summary>
public sealed class SharingTests : IAsyncDisposable
{
    /// <summary>Told as soon as the work has begun, and to each who joins: so it shows who has.</summary>
    private const double Begun = 0.1;

    private readonly EngineBench _bench = new();
    private readonly SharedPlanner _planner = new();
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SharingTests()
    {
        _bench.Planner = _planner;
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 10) };
        _planner.Run = async (context, stop) =>
        {
            context.ReportProgress(Begun);
            try
            {
                await _answer.Task.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                _stopped.TrySetResult();
                throw;
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        _answer.TrySetResult();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Ten_equal_submissions_are_ten_tasks_with_ten_results_and_each_stage_is_computed_once()
    {
        await _bench.StartAsync();
        var tasks = await SubmitRunningAsync(10);
        Assert.Equal(10, (await _bench.Engine.GetStatsAsync()).Concurrency.CurrentRunning);
        _answer.SetResult();
        foreach (var task in tasks)
        {
            Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task)).Status);
            var report = (await _bench.Engine.GetResultAsync(task)).Report;
            Assert.Equal((task.Value, 101), (report.GetProperty("task").GetString(), report.GetProperty("value").GetInt32()));
        }

        Assert.Equal(10, tasks.Distinct().Count());
        Assert.Equal(1, _planner.Runs["first AAPL"]);
        Assert.Equal(1, _planner.Runs["second AAPL"]);
        Assert.Equal(10L, (await _bench.Engine.GetStatsAsync()).Concurrency.TotalCompleted);
    }

    [Fact]
    public async Task Cancelling_the_one_who_began_frees_its_slot_and_the_others_get_their_results()
    {
        await _bench.StartAsync();
        var tasks = await SubmitRunningAsync(3);
        Assert.Equal(AnalysisStatus.Cancelled, (await _bench.Engine.CancelAsync(tasks[0])).Status);
        Assert.Equal(2, (await _bench.Engine.GetStatsAsync()).Concurrency.CurrentRunning);
        Assert.False(_stopped.Task.IsCompleted);
        _answer.SetResult();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(tasks[1])).Status);
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(tasks[2])).Status);
        Assert.Equal(1, _planner.Runs["first AAPL"]);
    }

    [Fact]
    public async Task Cancelling_all_stops_the_work()
    {
        await _bench.StartAsync();
        var tasks = await SubmitRunningAsync(3);
        foreach (var task in tasks) Assert.Equal(AnalysisStatus.Cancelled, (await _bench.Engine.CancelAsync(task)).Status);
        await _stopped.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, (await _bench.Engine.GetNodesAsync()).Sum(node => node.Stuck));
    }

    [Fact]
    public async Task A_task_that_times_out_leaves_the_others_their_work_and_their_time()
    {
        await _bench.StartAsync();
        var hasty = await _bench.SubmitAsync(maxAttempts: 1, timeout: 10);
        await BegunAsync(hasty.TaskId);
        var patient = (await SubmitRunningAsync(1))[0];
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(10));
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(300));
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(AnalysisStatus.TimedOut, (await _bench.EndAsync(hasty.TaskId)).Status);
        Assert.False(_stopped.Task.IsCompleted);
        _answer.SetResult();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(patient)).Status);
        Assert.Equal(1, _planner.Runs["first AAPL"]);
    }

    [Fact]
    public async Task A_retry_after_a_timeout_does_not_join_the_work_that_it_has_given_up()
    {
        await _bench.StartAsync();
        var hasty = await _bench.SubmitAsync(maxAttempts: 2, timeout: 10);
        await BegunAsync(hasty.TaskId);
        await SubmitRunningAsync(1);
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(10));
        _planner.Run = (_, _) => Task.CompletedTask;
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.StatusAsync(hasty.TaskId, AnalysisStatus.Retrying);
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(hasty.TaskId)).Status);
        Assert.Equal(2, _planner.Runs["first AAPL"]);
    }

    [Fact]
    public async Task Shared_work_that_will_not_stop_is_noticed_as_stuck_once_the_last_one_has_left()
    {
        _planner.Run = (context, _) =>
        {
            context.ReportProgress(Begun);
            return _answer.Task;
        };
        await _bench.StartAsync();
        var tasks = await SubmitRunningAsync(2);
        Assert.Equal(AnalysisStatus.Cancelled, (await _bench.Engine.CancelAsync(tasks[0])).Status);
        Assert.Equal(0, (await _bench.Engine.GetNodesAsync()).Sum(node => node.Stuck));
        var cancelling = _bench.Engine.CancelAsync(tasks[1]);
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(4));
        _bench.Time.Advance(TimeSpan.FromSeconds(4));
        await cancelling;
        Assert.Equal(AnalysisStatus.Cancelled, (await _bench.EndAsync(tasks[1])).Status);
        Assert.Equal(1, (await _bench.Engine.GetNodesAsync()).Sum(node => node.Stuck));
        _answer.SetResult();
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetNodesAsync()).Sum(node => node.Stuck) == 0);
    }

    [Fact]
    public async Task A_failure_reaches_all_and_the_retries_share_one_further_run()
    {
        await _bench.StartAsync();
        var tasks = await SubmitRunningAsync(3);
        _planner.Run = (_, _) => Task.CompletedTask;
        _answer.SetException(new InvalidOperationException("broken"));
        foreach (var task in tasks) await _bench.StatusAsync(task, AnalysisStatus.Retrying);
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        foreach (var task in tasks)
        {
            var ended = await _bench.EndAsync(task);
            Assert.Equal((AnalysisStatus.Completed, 2), (ended.Status, ended.Attempt));
        }

        Assert.Equal(2, _planner.Runs["first AAPL"]);
    }

    [Fact]
    public async Task One_who_joins_sees_the_progress_of_the_work()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _planner.Run = async (context, _) =>
        {
            context.ReportProgress(0.3);
            await told.Task;
            context.ReportProgress(0.6);
            await _answer.Task;
        };
        await _bench.StartAsync();
        var tasks = await SubmitRunningAsync(2);
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetAsync(tasks[1])).Progress >= 0.3 / 3 - 1e-9);
        told.SetResult();
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetAsync(tasks[1])).Progress >= 0.6 / 3 - 1e-9);
    }

    [Fact]
    public async Task An_urgent_equal_task_passes_the_line_and_begins_the_work_for_those_before_it()
    {
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1) };
        await _bench.StartAsync();
        var blocker = await _bench.SubmitAsync("BLOCK");
        await EngineBench.UntilAsync(() => _planner.Runs.ContainsKey("first BLOCK"));
        var normal = await _bench.SubmitAsync();
        var urgent = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "AAPL", Priority = Core.Admission.TaskPriority.Urgent });
        _answer.SetResult();
        foreach (var task in new[] { blocker, normal, urgent }) Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
        Assert.True((await _bench.Engine.GetAsync(urgent.TaskId)).StartedAt <= (await _bench.Engine.GetAsync(normal.TaskId)).StartedAt);
        Assert.Equal(1, _planner.Runs["first AAPL"]);
    }

    [Fact]
    public async Task After_a_restart_an_equal_task_finds_what_was_computed_and_another_does_not()
    {
        _answer.SetResult();
        await _bench.StartAsync();
        await _bench.EndAsync((await _bench.SubmitAsync()).TaskId);
        var hits = CacheMetrics.TotalOf(CacheTier.Durable, CacheOutcome.Hit);
        await _bench.RestartAsync();
        var again = await _bench.SubmitAsync();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(again.TaskId)).Status);
        await _bench.EndAsync((await _bench.SubmitAsync("GOOG")).TaskId);
        Assert.Equal((1, 1, 1), (_planner.Runs["first AAPL"], _planner.Runs["second AAPL"], _planner.Runs["first GOOG"]));
        Assert.True(CacheMetrics.TotalOf(CacheTier.Durable, CacheOutcome.Hit) >= hits + 2);
    }

    [Fact]
    public async Task A_damaged_file_of_outputs_costs_computing_again_and_nothing_else()
    {
        _answer.SetResult();
        await _bench.StartAsync();
        await _bench.EndAsync((await _bench.SubmitAsync()).TaskId);
        await _bench.Engine.DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(_bench.Options.DataDirectory, "outputs.db"), new string('x', 20_000));
        await _bench.StartAsync();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync((await _bench.SubmitAsync()).TaskId)).Status);
        Assert.Equal(2, _planner.Runs["first AAPL"]);
    }

    [Fact]
    public async Task An_engine_told_not_to_share_computes_for_every_task_and_makes_no_file()
    {
        _answer.SetResult();
        _bench.Options = _bench.Options with { Reuse = null };
        await _bench.StartAsync();
        for (var i = 0; i < 2; i++) await _bench.EndAsync((await _bench.SubmitAsync()).TaskId);
        Assert.Equal(2, _planner.Runs["first AAPL"]);
        Assert.False(File.Exists(Path.Combine(_bench.Options.DataDirectory, "outputs.db")));
    }

    /// <summary>Submits equal tasks; returns when each has begun the work or joined it. The first one has begun it.</summary>
    private async Task<TaskId[]> SubmitRunningAsync(int count)
    {
        var tasks = new TaskId[count];
        for (var i = 0; i < count; i++)
        {
            tasks[i] = (await _bench.SubmitAsync()).TaskId;
            await BegunAsync(tasks[i]);
        }

        return tasks;
    }

    private Task BegunAsync(TaskId task) => EngineBench.UntilAsync(async () => (await _bench.Engine.GetAsync(task)).Progress > 0);
}
