using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Embedded.Tests.Nodes;

public sealed class NodeLossTests : IAsyncDisposable
{
    private static readonly NodeId First = new("node-1");
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.Crash, 5)]
    [InlineData(FaultKind.Hang, 30)]
    public async Task The_tasks_of_a_lost_node_run_elsewhere_and_use_up_no_attempt(FaultKind kind, int withinSeconds)
    {
        _bench.Options = _bench.Options with { Nodes = 2, Limits = new Limits(MaxConcurrentAnalyses: 2) };
        _bench.Run = (context, stop) => context.Attempt == 1 ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await _bench.StartAsync();
        await SetStateAsync("node-2", NodeState.Draining);
        var tasks = new List<TaskSnapshot>();
        for (var i = 0; i < 2; i++) tasks.Add(await _bench.SubmitAsync(maxAttempts: 1));
        await _bench.BegunAsync(2);
        await SetStateAsync("node-2", NodeState.Active);
        await _bench.Engine.InjectFaultAsync(First, kind);
        _bench.Time.Advance(TimeSpan.FromSeconds(withinSeconds));
        foreach (var task in tasks)
        {
            var ended = await _bench.EndAsync(task.TaskId);
            Assert.Equal((AnalysisStatus.Completed, 2, 1, "node-2"), (ended.Status, ended.Attempt, ended.Rescues, ended.Node?.Value));
        }

        Assert.Equal(NodeState.Down, (await NodeAsync(First)).State);
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(NodeState.Down, (await NodeAsync(First)).State);
        await SetStateAsync("node-1", NodeState.Active);
        _bench.Time.Advance(TimeSpan.FromSeconds(6));
        var node = await NodeAsync(First);
        Assert.Equal((NodeState.Active, true, 0), (node.State, node.Healthy, node.ConsecutiveFailures));
    }

    [Fact]
    public async Task What_a_hanging_node_brings_is_seen_only_when_it_answers_again()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (_, _) => end.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        await _bench.Engine.InjectFaultAsync(First, FaultKind.Hang);
        end.SetResult();
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((AnalysisStatus.Running, 1), (await _bench.StatusAsync(task.TaskId), (await NodeAsync(First)).ConsecutiveFailures));
        await SetStateAsync("node-1", NodeState.Active);
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 0), (ended.Status, ended.Rescues));
    }

    [Fact]
    [Trait("Promise", "P4")]
    public async Task The_late_result_of_a_lost_node_is_refused_though_it_comes_first()
    {
        var late = new TaskCompletionSource();
        var early = new TaskCompletionSource();
        _bench.Run = (context, _) => context.Attempt == 1 ? late.Task : early.Task;
        _bench.Options = _bench.Options with { Nodes = 2 };
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        await _bench.BegunAsync(1);
        await _bench.Engine.InjectFaultAsync((await _bench.Engine.GetAsync(task.TaskId)).Node!.Value, FaultKind.Crash);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        await _bench.BegunAsync(2);
        late.SetException(new InvalidOperationException());
        Assert.Equal((AnalysisStatus.Running, 2), ((await _bench.Engine.GetAsync(task.TaskId)).Status, (await _bench.Engine.GetAsync(task.TaskId)).Attempt));
        early.SetResult();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    [Fact]
    public async Task A_stage_that_a_lost_node_finishes_too_late_is_no_error()
    {
        var late = new TaskCompletionSource();
        _bench.Run = (context, _) => context.Attempt == 1 ? late.Task : Task.CompletedTask;
        _bench.Options = _bench.Options with { Nodes = 2 };
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1);
        await _bench.BegunAsync(1);
        await _bench.Engine.InjectFaultAsync((await _bench.Engine.GetAsync(task.TaskId)).Node!.Value, FaultKind.Crash);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
        late.SetResult();
        await _bench.Engine.DrainAsync(TimeSpan.FromDays(1)).WaitAsync(TimeSpan.FromSeconds(30)); // until no run is left
        Assert.Empty(_bench.Log.Errors);
    }

    [Fact]
    public async Task A_lost_node_that_is_broken_again_keeps_no_run_waiting()
    {
        _bench.Run = (_, _) => new TaskCompletionSource().Task;
        await _bench.StartAsync();
        await _bench.SubmitAsync();
        await _bench.BegunAsync(1);
        await _bench.Engine.InjectFaultAsync(First, FaultKind.Crash);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        await _bench.Engine.InjectFaultAsync(First, FaultKind.Crash);
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(4));
        _bench.Time.Advance(TimeSpan.FromSeconds(4));
        await _bench.Engine.DrainAsync(TimeSpan.FromDays(1)).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_removed_node_hands_its_queue_over_ends_what_it_runs_and_goes()
    {
        var end = new TaskCompletionSource();
        _bench.Options = _bench.Options with { Nodes = 1, Limits = new Limits(MaxConcurrentAnalyses: 1) };
        _bench.Run = (context, _) => context.Request.StockCode == "LONG" ? end.Task : Task.CompletedTask;
        await _bench.StartAsync();
        var running = await _bench.SubmitAsync("LONG");
        var queued = await _bench.SubmitAsync("NEXT");
        await _bench.Engine.AddNodeAsync(new NewNode("other"));
        Assert.Equal("other", (await _bench.EndAsync(queued.TaskId)).Node?.Value);
        await _bench.Engine.RemoveNodeAsync(First);
        Assert.Equal(NodeState.Draining, (await NodeAsync(First)).State);
        end.SetResult();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(running.TaskId)).Status);
        Assert.Equal(["other"], (await _bench.Engine.GetNodesAsync()).Select(node => node.NodeId.Value));
        await _bench.Engine.AddNodeAsync(new NewNode("node-1", "host", 1));
        Assert.Equal("host", (await NodeAsync(First)).Host);
    }

    [Fact]
    public async Task A_lost_node_that_is_removed_is_told_to_be_down()
    {
        await _bench.StartAsync();
        await _bench.Engine.InjectFaultAsync(First, FaultKind.Crash);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(NodeState.Down, (await _bench.Engine.RemoveNodeAsync(First)).State);
        Assert.Empty(await _bench.Engine.GetNodesAsync());
    }

    private Task<NodeSnapshot> SetStateAsync(string node, NodeState state) => _bench.Engine.UpdateNodeAsync(new NodeId(node), new NodeUpdate(State: state));

    private async Task<NodeSnapshot> NodeAsync(NodeId id) => (await _bench.Engine.GetNodesAsync()).Single(node => node.NodeId == id);
}
