using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Grains.Scheduling;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <content>Nodes, limits, housekeeping. Changes are kept: they outlive the scheduler.</content>
internal sealed partial class ClusterSchedulerGrain
{
    private const int CleanupPage = 500;

    public Task<NodeSnapshot[]> GetNodesAsync()
    {
        var views = _scheduler.Nodes;
        var dead = _nodes.Values.Where(node => !node.Settings.Removed && !node.Leaving && views.All(view => view.Node != node.Id)).Select(DeadSnapshot);
        return Task.FromResult(views.Select(Snapshot).Concat(dead).OrderBy(node => node.NodeId.Value, StringComparer.Ordinal).ToArray());
    }

    public async Task<NodeSnapshot> AddNodeAsync(NewNode node)
    {
        CheckTerm();
        AdministrationRules.Check(node);
        var id = new NodeId(node.InstanceId);
        if (!_nodes.TryGetValue(id, out var entry)) throw Unknown(id);
        if (!entry.Settings.Removed) throw new EngineException(ErrorCodes.DuplicateInstance, $"There is an instance '{id}' already.");
        if (StatusOf(entry.Settings.Silo) is not (SiloStatus.Active or SiloStatus.None)) throw Unknown(id);
        entry.Settings = entry.Settings with { Removed = false, Draining = false, Weight = node.Weight, Host = node.Host, Port = node.Port };
        await SaveSettingsAsync();
        entry.Joined = null;
        Join(entry);
        return Find(id);
    }

    public async Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update)
    {
        CheckTerm();
        AdministrationRules.Check(update);
        var node = Entry(nodeId);
        node.Settings = node.Settings with
        {
            Weight = update.Weight ?? node.Settings.Weight,
            Draining = update.State is { } state ? state == NodeState.Draining : node.Settings.Draining,
            Removed = update.State != NodeState.Active && node.Settings.Removed,
        };
        await SaveSettingsAsync();
        if (update.Weight is { } weight) _scheduler.SetWeight(nodeId, weight);
        if (update.State == NodeState.Draining) await Apply(_scheduler.DrainNode(nodeId, leave: false, Now));
        if (update.State == NodeState.Active && node.Joined is not null)
        {
            if (GovernorOf(node) is { } governor) await governor.MendAsync();
            node.FailedChecks = 0;
            await Apply(_scheduler.ActivateNode(nodeId, Now));
        }

        return Find(nodeId);
    }

    public async Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId)
    {
        CheckTerm();
        var node = Entry(nodeId);
        var last = Snapshot(_scheduler.Nodes.Single(view => view.Node == nodeId));
        node.Settings = node.Settings with { Removed = true };
        await SaveSettingsAsync();
        await Apply(_scheduler.DrainNode(nodeId, leave: true, Now));
        return last with { State = last.State == NodeState.Down ? NodeState.Down : NodeState.Draining, Healthy = false, Queued = 0 };
    }

    public Task SetStrategyAsync(PlacementStrategy strategy)
    {
        CheckTerm();
        AdministrationRules.Check(strategy);
        _scheduler.Strategy = strategy;
        return SaveSettingsAsync();
    }

    public async Task<Limits> SetLimitsAsync(LimitsUpdate update)
    {
        CheckTerm();
        var limits = new Limits(
            update.MaxConcurrentAnalyses ?? _limits.MaxConcurrentAnalyses, update.MaxQueueSize ?? _limits.MaxQueueSize, update.AnalysisTimeout ?? _limits.AnalysisTimeout);
        AdministrationRules.Check(limits);
        _limits = limits;
        await SaveSettingsAsync();
        _ = Apply(_scheduler.SetLimits(new GovernorLimits(limits.MaxConcurrentAnalyses, limits.MaxQueueSize), Now));
        return limits;
    }

    public async Task InjectFaultAsync(NodeId nodeId, FaultKind kind)
    {
        CheckTerm();
        if (!options.AllowFaults) throw new EngineException(ErrorCodes.NotFound, "Faults are off: start the silos with --allow-faults.");
        if (!Enum.IsDefined(kind)) throw RequestRules.Invalid("kind", "Must be crash or hang.");
        var node = Entry(nodeId);
        if (StateOf(node) != NodeState.Down && GovernorOf(node) is { } governor) await governor.BreakAsync(kind);
    }

    public async Task<int> CleanupAsync(TimeSpan olderThan)
    {
        CheckTerm();
        var before = AdministrationRules.ForgetBefore(olderThan, Now);
        var removed = 0;
        while (true)
        {
            // The next scheduler must still learn how those ended on which a task depends.
            var needed = _scheduler.DependedOn;
            var page = await store.FindEndedBeforeAsync(before, CleanupPage + needed.Count);
            TaskId[] ended = [.. page.Where(id => !needed.Contains(id) && !_live.ContainsKey(id))];
            if (ended.Length == 0) return removed;
            var deleted = await store.DeleteAsync(_term, ended);
            await Task.WhenAll(ended.Select(id => TaskGrain(id).ForgetAsync()));
            if (deleted == 0) return removed;
            removed += deleted;
        }
    }

    private NodeEntry Entry(NodeId id) => _nodes.TryGetValue(id, out var node) && _scheduler.HasNode(id) ? node : throw Unknown(id);

    private NodeSnapshot Find(NodeId id) => _scheduler.Nodes.FirstOrDefault(view => view.Node == id) is { } view ? Snapshot(view) : throw Unknown(id);

    private static EngineException Unknown(NodeId id) =>
        new(ErrorCodes.UnknownInstance, $"There is no instance '{id}': a silo of that name must have joined the cluster.");

    private NodeSnapshot Snapshot(NodeView view)
    {
        var node = _nodes.GetValueOrDefault(view.Node);
        return new NodeSnapshot
        {
            NodeId = view.Node,
            State = view.State,
            Healthy = view.Healthy,
            Weight = view.Weight,
            Running = view.Running,
            Queued = view.Queued,
            MaxConcurrentAnalyses = view.Limits.MaxRunning,
            MaxQueueSize = view.Limits.MaxQueued,
            AverageExecutionSeconds = Math.Round(view.AverageExecutionSeconds, 3),
            ConsecutiveFailures = (node?.FailedChecks ?? 0) + view.Stuck,
            LastCheckAt = node?.LastCheckAt,
            Stuck = view.Stuck,
            QueuedByPriority = view.QueuedByPriority,
            Host = node?.Settings.Host,
            Port = node?.Settings.Port,
        };
    }

    // A silo that was a node when the scheduler before this one ended, and is dead.
    private NodeSnapshot DeadSnapshot(NodeEntry node) => new()
    {
        NodeId = node.Id,
        State = NodeState.Down,
        Healthy = false,
        Weight = node.Settings.Weight,
        MaxConcurrentAnalyses = _limits.MaxConcurrentAnalyses,
        MaxQueueSize = _limits.MaxQueueSize,
        LastCheckAt = node.LastCheckAt,
        Host = node.Settings.Host,
        Port = node.Settings.Port,
    };
}
