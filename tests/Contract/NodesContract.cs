using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Contract;

/// <summary>Nodes that come, drain and go.</summary>
public abstract class NodesContract(IEngineHost host) : AnalysisEngineContract(host)
{
    private static readonly NodeId First = new("node-1");
    private static readonly NodeId Second = new("node-2");

    [Fact]
    public async Task All_nodes_are_shown_by_name_active_and_healthy()
    {
        var engine = await StartEngineAsync();
        var nodes = await engine.GetNodesAsync();
        Assert.Equal(["node-1", "node-2", "node-3"], nodes.Select(node => node.NodeId.Value));
        Assert.All(nodes, node => Assert.Equal((NodeState.Active, true, 1, 0, 0), (node.State, node.Healthy, node.Weight, node.Running, node.Queued)));
    }

    [Fact]
    public async Task A_node_that_is_added_takes_waiting_work_at_once()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        await OccupyAsync(engine);
        var waiting = await engine.SubmitAsync(Hold());
        var added = await engine.AddNodeAsync(new NewNode("extra", "10.0.0.7", 8001, Weight: 3));
        Assert.Equal((new NodeId("extra"), NodeState.Active, 3), (added.NodeId, added.State, added.Weight));
        Assert.Equal(added.NodeId, (await UntilAsync(engine, waiting.TaskId, AnalysisStatus.Running)).Node);
        Assert.Equal(2, (await engine.GetStatsAsync()).LoadBalancer.TotalInstances);
    }

    [Fact]
    public async Task A_name_in_use_or_a_bad_one_is_refused()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.DuplicateInstance, () => engine.AddNodeAsync(new NewNode("node-1")));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.AddNodeAsync(new NewNode("")));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.AddNodeAsync(new NewNode("a/b")));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.AddNodeAsync(new NewNode("extra", Weight: 0)));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.AddNodeAsync(new NewNode("extra", Port: 65536)));
        Assert.Equal(3, (await engine.GetNodesAsync()).Count);
    }

    [Fact]
    public async Task A_weight_can_be_changed_and_counts()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, Limits = new Limits(10, 10) });
        Assert.Equal(4, (await engine.UpdateNodeAsync(First, new NodeUpdate(Weight: 4))).Weight);
        await engine.SetStrategyAsync(PlacementStrategy.WeightedRoundRobin);
        for (var number = 0; number < 10; number++) await engine.SubmitAsync(Hold());
        Assert.Equal([8, 2], (await engine.GetNodesAsync()).Select(node => node.Running));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.UpdateNodeAsync(First, new NodeUpdate(Weight: 0)));
        await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.UpdateNodeAsync(First, new NodeUpdate(State: NodeState.Down)));
    }

    [Fact]
    public async Task A_draining_node_finishes_what_runs_hands_its_queue_over_and_takes_nothing_until_it_is_active_again()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, Limits = new Limits(1, 10) });
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 6; number++) tasks.Add(await engine.SubmitAsync(Hold($"S{number}")));
        Assert.Equal(NodeState.Draining, (await engine.UpdateNodeAsync(First, new NodeUpdate(State: NodeState.Draining))).State);
        await Eventually(async () => (await NodeAsync(engine, First)).Queued == 0 && (await NodeAsync(engine, Second)).Queued == 4, "the other node has the whole queue");

        var running = (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Running })).Tasks.Single(task => task.Node == First);
        await engine.CancelAsync(running.TaskId);
        await EndAsync(engine, running.TaskId);
        Assert.Equal((0, 0), ((await NodeAsync(engine, First)).Running, (await NodeAsync(engine, First)).Queued));
        Assert.Equal(Second, (await engine.SubmitAsync(Hold())).Node);
        Assert.Equal(NodeState.Active, (await engine.UpdateNodeAsync(First, new NodeUpdate(State: NodeState.Active))).State);
        await Eventually(async () => (await NodeAsync(engine, First)).Running == 1, "the node runs work again");
        Assert.All(await Task.WhenAll(tasks.Select(task => engine.GetAsync(task.TaskId))), task => Assert.Equal(0, task.Rescues));
    }

    [Fact]
    public async Task A_removed_node_goes_when_its_last_run_has_ended_and_its_queue_waits_elsewhere()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, Limits = new Limits(1, 1) });
        for (var number = 0; number < 4; number++) await engine.SubmitAsync(Hold($"S{number}"));
        await engine.RemoveNodeAsync(First);
        var running = (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Running })).Tasks.Single(task => task.Node == First);
        await Eventually(async () => (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Queued })).Tasks.Count(task => task is { Node: null, QueuePosition: null }) == 1, "one task waits without a place");
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold("NEW"))); // Accepted work without a place goes first.

        await engine.CancelAsync(running.TaskId);
        await Eventually(async () => (await engine.GetNodesAsync()).Count == 1, "the node has gone");
        Assert.Equal(2, (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Queued })).Tasks.Count);
        await RefusedAsync(ErrorCodes.UnknownInstance, () => engine.RemoveNodeAsync(First));
        Assert.Equal(First, (await engine.AddNodeAsync(new NewNode("node-1"))).NodeId);
        await UntilAsync(engine, (await engine.ListAsync(new TaskQuery { StockCode = "S2" })).Tasks[0].TaskId, AnalysisStatus.Running);
    }

    [Fact]
    public async Task An_idle_node_that_is_removed_is_gone()
    {
        var engine = await StartEngineAsync();
        await engine.RemoveNodeAsync(Second);
        await Eventually(async () => (await engine.GetNodesAsync()).Count == 2, "the node has gone");
        Assert.Equal(AnalysisStatus.Completed, (await EndAsync(engine, (await engine.SubmitAsync(Work())).TaskId)).Status);
    }

    [Fact]
    public async Task Work_waits_without_a_place_when_the_last_node_has_drained()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        await OccupyAsync(engine);
        var waiting = await engine.SubmitAsync(Hold());
        await engine.UpdateNodeAsync(First, new NodeUpdate(State: NodeState.Draining));
        await Eventually(async () => await engine.GetAsync(waiting.TaskId) is { Status: AnalysisStatus.Queued, Node: null, QueuePosition: null }, "the task waits without a place");
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));
    }

    [Fact]
    public async Task An_unknown_node_is_told_to_be()
    {
        var engine = await StartEngineAsync();
        await RefusedAsync(ErrorCodes.UnknownInstance, () => engine.UpdateNodeAsync(new NodeId("nobody"), new NodeUpdate(Weight: 2)));
        await RefusedAsync(ErrorCodes.UnknownInstance, () => engine.RemoveNodeAsync(new NodeId("nobody")));
    }

    [Fact]
    public async Task Every_strategy_can_be_set_and_runs_work()
    {
        var engine = await StartEngineAsync();
        foreach (var strategy in Enum.GetValues<PlacementStrategy>())
        {
            await engine.SetStrategyAsync(strategy);
            Assert.Equal(strategy, (await engine.GetStatsAsync()).LoadBalancer.Strategy);
            var tasks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => engine.SubmitAsync(Work())));
            foreach (var task in tasks) Assert.Equal(AnalysisStatus.Completed, (await EndAsync(engine, task.TaskId)).Status);
        }
    }

    private static async Task<NodeSnapshot> NodeAsync(IAnalysisEngine engine, NodeId id) => (await engine.GetNodesAsync()).Single(node => node.NodeId == id);
}
