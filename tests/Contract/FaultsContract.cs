using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Contract;

/// <summary>Nodes that break.</summary>
public abstract class FaultsContract(IEngineHost host) : AnalysisEngineContract(host)
{
    private static readonly NodeId First = new("node-1");
    private static readonly NodeId Second = new("node-2");
    private static readonly ContractSetup TwoNodes = new() { Nodes = 2, Limits = new Limits(4, 10), AllowFaults = true };

    [Theory]
    [InlineData(FaultKind.Crash, 5)]
    [InlineData(FaultKind.Hang, 30)]
    public async Task The_tasks_of_a_broken_node_move_and_it_stays_down_until_it_is_set_active(FaultKind kind, int seenWithinSeconds)
    {
        var engine = await StartEngineAsync(TwoNodes);
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 4; number++) tasks.Add(await engine.SubmitAsync(Hold($"S{number}")));
        Assert.Equal([2, 2], (await engine.GetNodesAsync()).Select(node => node.Running));
        var start = DateTimeOffset.UtcNow;
        await engine.InjectFaultAsync(First, kind);
        await Eventually(async () => (await NodeAsync(engine, First)).State == NodeState.Down, "the broken node is down");
        Assert.InRange((DateTimeOffset.UtcNow - start).TotalSeconds, 0, seenWithinSeconds + 1);

        await Eventually(async () => (await NodeAsync(engine, Second)).Running == 4, "all its tasks run on the other node");
        TaskSnapshot[] moved = [];
        await Eventually(async () => (moved = await MovedAsync()).Length == 2, "both of its tasks run there for the second time");
        Assert.All(moved, task => Assert.Equal((2, 1), (task.Attempt, task.Rescues)));
        var down = await NodeAsync(engine, First);
        Assert.Equal((false, 0, 0), (down.Healthy, down.Running, down.Queued));
        Assert.Equal(1, (await engine.GetStatsAsync()).LoadBalancer.HealthyInstances);
        Assert.Equal(Second, (await engine.SubmitAsync(Work())).Node);

        Assert.Equal(NodeState.Active, (await engine.UpdateNodeAsync(First, new NodeUpdate(State: NodeState.Active))).State);
        Assert.Equal(First, (await UntilAsync(engine, (await engine.SubmitAsync(Hold())).TaskId, AnalysisStatus.Running)).Node);

        async Task<TaskSnapshot[]> MovedAsync() =>
            [.. (await Task.WhenAll(tasks.Select(task => engine.GetAsync(task.TaskId)))).Where(task => task is { Rescues: > 0, Status: AnalysisStatus.Running } && task.Node == Second)];
    }

    [Fact]
    public async Task A_start_lost_to_a_crash_uses_up_no_attempt_and_the_task_ends_once()
    {
        var engine = await StartEngineAsync(TwoNodes);
        await engine.UpdateNodeAsync(Second, new NodeUpdate(State: NodeState.Draining));
        var task = await engine.SubmitAsync(Work(durationMs: 4000, steps: 8) with { MaxAttempts = 1 });
        await Eventually(async () => (await engine.GetAsync(task.TaskId)).Progress > 0, "a stage has finished");
        await engine.InjectFaultAsync(First, FaultKind.Crash);
        await engine.UpdateNodeAsync(Second, new NodeUpdate(State: NodeState.Active));
        var events = await EventsAsync(engine, task.TaskId);
        var ended = await engine.GetAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 2, 1, 1, Second), (ended.Status, ended.Attempt, ended.Rescues, ended.MaxAttempts, ended.Node!.Value));
        Assert.Single(events, happened => StatusOf(happened) is { } status && TaskLifecycle.IsTerminal(status));
        var finished = events.Where(happened => happened.Kind == TaskEventKind.Stage && happened.Data.GetProperty("state").GetString() == "finished");
        Assert.Equal(8, finished.DistinctBy(happened => happened.Data.GetProperty("stage").GetString()).Count());
        Assert.Equal(8, finished.Count()); // What had finished before the crash was not repeated.
    }

    [Fact]
    public async Task The_queue_of_a_crashed_node_waits_on_ahead_of_new_work()
    {
        var engine = await StartEngineAsync(TwoNodes with { Limits = new Limits(1, 1) });
        for (var number = 0; number < 4; number++) await engine.SubmitAsync(Hold($"S{number}"));
        await engine.InjectFaultAsync(First, FaultKind.Crash);
        await Eventually(async () => (await NodeAsync(engine, First)).State == NodeState.Down, "the broken node is down");
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold("NEW")));
        var stats = (await engine.GetStatsAsync()).Concurrency;
        Assert.Equal((1, 3), (stats.CurrentRunning, stats.CurrentQueued));
        Assert.Equal((1, 1), ((await NodeAsync(engine, Second)).Running, (await NodeAsync(engine, Second)).Queued));
    }

    [Fact]
    public async Task An_unknown_node_cannot_be_broken()
    {
        var engine = await StartEngineAsync(TwoNodes);
        await RefusedAsync(ErrorCodes.UnknownInstance, () => engine.InjectFaultAsync(new NodeId("nobody"), FaultKind.Crash));
    }

    [Fact]
    public async Task Faults_do_not_exist_unless_they_are_allowed()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.NotFound, () => engine.InjectFaultAsync(First, FaultKind.Crash));
        Assert.All(await engine.GetNodesAsync(), node => Assert.Equal(NodeState.Active, node.State));
    }

    private static async Task<NodeSnapshot> NodeAsync(IAnalysisEngine engine, NodeId id) => (await engine.GetNodesAsync()).Single(node => node.NodeId == id);
}
