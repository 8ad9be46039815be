using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Runs;

public sealed class StuckRunTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly EngineBench _bench = new();
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        _letGo.TrySetResult();
        await _bench.DisposeAsync();
    }

    public static TheoryData<string> Hangs => ["ignores its token", "blocks its thread", "hangs in a callback of its token"];

    [Theory]
    [MemberData(nameof(Hangs))]
    [Trait("Promise", "P11")]
    public async Task A_run_that_does_not_stop_at_its_timeout_is_given_up_within_five_seconds(string how)
    {
        _bench.Run = (_, stop) => HangAsync(how, stop);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        await _bench.BegunAsync(1);
        await _bench.Time.TimerAsync(Timeout);
        _bench.Time.Advance(Timeout);
        await _bench.Time.TimerAsync(Grace);
        Assert.Equal(1, (await NodeAsync()).Running);
        _bench.Time.Advance(Grace);
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.TimedOut, TaskErrorCodes.Timeout), (ended.Status, ended.Error?.Code));
        Assert.Equal(304, ended.ExecutionSeconds);
        var node = await NodeAsync();
        Assert.Equal((0, 1), (node.Running, node.Stuck));
    }

    [Fact]
    public async Task A_run_that_stops_at_its_timeout_is_not_stuck()
    {
        _bench.Run = (_, stop) => Task.Delay(System.Threading.Timeout.Infinite, stop);
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1, timeout: 10);
        await _bench.BegunAsync(1);
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(10));
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.TimedOut, 10.0), (ended.Status, ended.ExecutionSeconds));
        Assert.Equal(0, (await NodeAsync()).Stuck);
    }

    [Fact]
    public async Task A_cancelled_run_that_ignores_it_is_given_up_and_its_task_is_cancelled()
    {
        _bench.Run = (_, _) => _letGo.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        await _bench.Time.TimerAsync(Timeout);
        var cancelling = _bench.Engine.CancelAsync(task.TaskId);
        await _bench.Time.TimerAsync(Grace);
        await _bench.Time.TimerAsync(TimeSpan.FromMilliseconds(500));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(AnalysisStatus.Running, (await cancelling).Status);
        _bench.Time.Advance(Grace);
        Assert.Equal(AnalysisStatus.Cancelled, (await _bench.EndAsync(task.TaskId)).Status);
        var again = await _bench.Engine.CancelAsync(task.TaskId);
        Assert.Equal(AnalysisStatus.Cancelled, again.Status);
    }

    [Fact]
    public async Task What_a_run_brings_after_it_was_given_up_changes_nothing()
    {
        var reported = new TaskCompletionSource();
        _bench.Run = async (context, _) =>
        {
            if (context.Attempt > 1) return;
            await _letGo.Task;
            context.ReportProgress(0.9);
            reported.SetResult();
        };
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        await GiveUpAsync(1);
        var ended = await _bench.EndAsync(task.TaskId);
        _letGo.SetResult();
        await reported.Task.WaitAsync(EngineBench.Patience);
        await EngineBench.UntilAsync(async () => (await NodeAsync()).Stuck == 0);
        Assert.Equal(ended, await _bench.Engine.GetAsync(task.TaskId));
        Assert.Equal(AnalysisStatus.TimedOut, ended.Status);
        await Assert.ThrowsAsync<EngineException>(() => _bench.Engine.GetResultAsync(task.TaskId));
    }

    [Fact]
    [Trait("Promise", "P4")]
    public async Task A_late_result_does_not_overtake_the_attempt_that_replaced_it()
    {
        var second = new TaskCompletionSource();
        _bench.Run = (context, _) => context.Attempt == 1 ? _letGo.Task : second.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 2);
        await GiveUpAsync(1);
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Retrying);
        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Running);
        _letGo.SetResult();
        await EngineBench.UntilAsync(async () => (await NodeAsync()).Stuck == 0);
        Assert.Equal(AnalysisStatus.Running, await _bench.StatusAsync(task.TaskId));
        second.SetResult();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 2), (ended.Status, ended.Attempt));
    }

    [Fact]
    public async Task A_run_that_ends_after_it_was_given_up_but_before_that_counts_leaves_no_stuck_run()
    {
        var ended = new TaskCompletionSource();
        _bench.Options = _bench.Options with { CheckInterval = TimeSpan.FromDays(1) };
        _bench.Run = async (_, _) =>
        {
            await _letGo.Task;
            ended.SetResult();
        };
        await _bench.StartAsync();
        var node = (await NodeAsync()).NodeId;
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        await _bench.BegunAsync(1);
        await _bench.Engine.InjectFaultAsync(node, FaultKind.Hang); // It holds back the end as stuck.
        await GiveUpAsync(1);
        _letGo.SetResult();
        await ended.Task.WaitAsync(EngineBench.Patience);
        await _bench.Engine.UpdateNodeAsync(node, new NodeUpdate(State: Core.Placement.NodeState.Active));
        Assert.Equal(AnalysisStatus.TimedOut, (await _bench.EndAsync(task.TaskId)).Status);
        await EngineBench.UntilAsync(async () => (await NodeAsync()).Stuck == 0);
    }

    [Fact]
    public async Task Three_stuck_runs_make_the_node_unhealthy_until_they_end_and_work_goes_on_meanwhile()
    {
        _bench.Options = _bench.Options with { Nodes = 2, Limits = new Limits(MaxConcurrentAnalyses: 3) };
        _bench.Run = (context, _) => context.Request.StockCode == "HANG" ? _letGo.Task : Task.CompletedTask;
        await _bench.StartAsync();
        await _bench.Engine.UpdateNodeAsync(new Core.NodeId("node-2"), new NodeUpdate(State: Core.Placement.NodeState.Draining));
        for (var i = 0; i < 3; i++) await _bench.SubmitAsync("HANG", maxAttempts: 1);
        await GiveUpAsync(3);
        await EngineBench.UntilAsync(async () => (await NodeAsync()) is { Stuck: 3, Running: 0, Healthy: false });
        await _bench.Engine.UpdateNodeAsync(new Core.NodeId("node-2"), new NodeUpdate(State: Core.Placement.NodeState.Active));
        for (var i = 0; i < 5; i++)
        {
            var other = await _bench.SubmitAsync("OTHER");
            Assert.Equal("node-2", (await _bench.EndAsync(other.TaskId)).Node?.Value);
        }

        _letGo.SetResult();
        await EngineBench.UntilAsync(async () => (await NodeAsync()) is { Stuck: 0, Healthy: true });
    }

    [Fact]
    public async Task Many_analyses_that_block_their_threads_do_not_keep_the_engine_from_giving_them_up()
    {
        // In real time, with as many blocked threads as slots: timers and supervisors need threads too.
        using var letGo = new ManualResetEventSlim();
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        await using (var engine = await EmbeddedEngine.StartAsync(
            new EmbeddedOptions { DataDirectory = folder, StopGrace = TimeSpan.FromSeconds(1) },
            new ScriptedPlanner((_, _) =>
            {
                letGo.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
                return Task.CompletedTask;
            }), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
        {
            var request = new AnalysisRequest { StockCode = "HANG", TimeoutSeconds = 1, MaxAttempts = 1 };
            var tasks = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => engine.SubmitAsync(request)));
            foreach (var task in tasks)
            {
                await EngineBench.UntilAsync(async () => (await engine.GetAsync(task.TaskId)).Status == AnalysisStatus.TimedOut);
                var ended = await engine.GetAsync(task.TaskId);
                Assert.InRange(ended.ExecutionSeconds!.Value, 0, 6);
            }

            letGo.Set();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<NodeSnapshot> NodeAsync() => (await _bench.Engine.GetNodesAsync())[0];

    private async Task GiveUpAsync(int runs)
    {
        await _bench.BegunAsync(runs);
        await _bench.Time.TimerAsync(Timeout, runs);
        _bench.Time.Advance(Timeout);
        await _bench.Time.TimerAsync(Grace, runs);
        _bench.Time.Advance(Grace);
    }

    private Task HangAsync(string how, CancellationToken stop)
    {
        if (how == "blocks its thread") _letGo.Task.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
        if (how == "hangs in a callback of its token") stop.Register(() => _letGo.Task.Wait(TimeSpan.FromMinutes(1)));
        return _letGo.Task;
    }
}
