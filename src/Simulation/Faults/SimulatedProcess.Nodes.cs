using TradingAgents.Core;
using TradingAgents.Core.Placement;

namespace TradingAgents.Simulation.Faults;

/// <content>Nodes: their checks, and what is wrong with them.</content>
internal sealed partial class SimulatedProcess
{
    private readonly Dictionary<NodeId, SimulatedNode> _nodes = [];

    public SimulatedNode Node(NodeId id)
    {
        if (!_nodes.TryGetValue(id, out var node)) _nodes[id] = node = new SimulatedNode();
        return node;
    }

    public void AddNode(NodeId id, int weight)
    {
        _nodes.Remove(id);
        Do(scheduler => scheduler.AddNode(id, weight, Now));
    }

    /// <summary>A node answers again, with all that it kept to itself.</summary>
    public void Answer(NodeId id)
    {
        var node = Node(id);
        node.SilentSince = null;
        if (!node.IsFaulty) Release(node);
    }

    /// <summary>An operator sets a node active: whatever was wrong with it is over.</summary>
    public void Activate(NodeId id)
    {
        if (!_scheduler.HasNode(id)) return;
        var node = Node(id);
        node.Mend();
        Do(scheduler => scheduler.ActivateNode(id, Now));
        Release(node);
    }

    private void CheckNodes()
    {
        if (Dead) return;
        foreach (var view in _scheduler.Nodes)
        {
            var node = Node(view.Node);
            if (view.State == NodeState.Down || (!node.IsFaulty && node.FailedChecks == 0)) continue;
            node.FailedChecks = node.IsFaulty ? node.FailedChecks + 1 : 0;
            if (_cluster.Rules.ReportsLostNodes) Do(scheduler => scheduler.ReportChecks(view.Node, node.FailedChecks, crashed: node.CrashedSince is not null, Now));
            if (_scheduler.Nodes.Any(now => now.Node == view.Node && now.State != NodeState.Down))
            {
                Checker.StillCounted(view.Node, node, _cluster.Queue.Now);
                continue;
            }

            _cluster.Trace($"{view.Node} is lost");
            Release(node);
        }

        _cluster.Queue.After(FaultPlan.CheckSeconds, CheckNodes);
    }

    private void Release(SimulatedNode node)
    {
        var held = node.Held.ToArray();
        node.Held.Clear();
        foreach (var run in held) EndRun(run, run.Outcome!);
    }
}
