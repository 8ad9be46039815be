using System.Collections.Concurrent;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Runs;

namespace TradingAgents.Embedded;

/// <content>Nodes, limits, housekeeping. Changes last as long as the process; the next one starts from its options.</content>
public sealed partial class EmbeddedEngine
{
    private const int CleanupPage = 500;

    private readonly Lock _limitsGate = new();
    private readonly ConcurrentDictionary<NodeId, NewNode> _added = new();
    private Limits _limits;

    /// <inheritdoc />
    public Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<NodeSnapshot>>([.. _host.Read(scheduler => scheduler.Nodes).Select(Snapshot)]);

    /// <inheritdoc />
    public async Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default)
    {
        var before = AdministrationRules.ForgetBefore(olderThan, _host.Now);
        var removed = 0;
        while (true)
        {
            var page = _journal.Reader.FindFinishedBefore(before, CleanupPage + _host.Read(scheduler => scheduler.DependedOn.Count));
            var deleted = await _host.DeleteAsync(page).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (deleted == 0) return removed;
            removed += deleted;
        }
    }

    /// <inheritdoc />
    public Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default)
    {
        AdministrationRules.Check(node);
        var id = new NodeId(node.InstanceId);
        _host.Do(scheduler =>
        {
            if (scheduler.HasNode(id)) throw new EngineException(ErrorCodes.DuplicateInstance, $"There is an instance '{id}' already.");
            _monitor.Forget(id);
            return scheduler.AddNode(id, node.Weight, _host.Now);
        });
        _added[id] = node;
        ReserveThreads();
        foreach (var gone in _added.Keys.Where(name => !_host.Read(scheduler => scheduler.HasNode(name)))) _added.TryRemove(gone, out _);
        return Task.FromResult(Find(id));
    }

    /// <inheritdoc />
    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default)
    {
        AdministrationRules.Check(update);
        _host.Do(scheduler =>
        {
            CheckNode(scheduler, nodeId);
            if (update.Weight is { } changed) scheduler.SetWeight(nodeId, changed);
            if (update.State == NodeState.Draining) return scheduler.DrainNode(nodeId, leave: false, _host.Now);
            if (update.State != NodeState.Active) return Step.Nothing;
            _monitor.Mend(nodeId);
            return scheduler.ActivateNode(nodeId, _host.Now);
        });
        return Task.FromResult(Find(nodeId));
    }

    /// <inheritdoc />
    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default)
    {
        NodeSnapshot? last = null;
        _host.Do(scheduler =>
        {
            CheckNode(scheduler, nodeId);
            var node = scheduler.Nodes.Single(node => node.Node == nodeId);
            last = Snapshot(node) with { State = node.State == NodeState.Down ? NodeState.Down : NodeState.Draining, Healthy = false, Queued = 0 };
            return scheduler.DrainNode(nodeId, leave: true, _host.Now);
        });
        return Task.FromResult(last!);
    }

    /// <inheritdoc />
    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default)
    {
        AdministrationRules.Check(strategy);
        _host.Do(scheduler =>
        {
            scheduler.Strategy = strategy;
            return Step.Nothing;
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default)
    {
        lock (_limitsGate)
        {
            var limits = new Limits(
                update.MaxConcurrentAnalyses ?? _limits.MaxConcurrentAnalyses,
                update.MaxQueueSize ?? _limits.MaxQueueSize,
                update.AnalysisTimeout ?? _limits.AnalysisTimeout);
            AdministrationRules.Check(limits);
            _limits = limits;
            _runner.TimeoutSeconds = limits.AnalysisTimeout;
            _host.Do(scheduler => scheduler.SetLimits(new GovernorLimits(limits.MaxConcurrentAnalyses, limits.MaxQueueSize), _host.Now));
            ReserveThreads();
            return Task.FromResult(limits);
        }
    }

    /// <inheritdoc />
    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default)
    {
        if (!_options.AllowFaults) throw new EngineException(ErrorCodes.NotFound, "Faults are off: start the server with --allow-faults.");
        if (!Enum.IsDefined(kind)) throw RequestRules.Invalid("kind", "Must be crash or hang.");
        _host.Do(scheduler =>
        {
            CheckNode(scheduler, nodeId);
            if (scheduler.Nodes.Single(node => node.Node == nodeId).State != NodeState.Down) _monitor.Break(nodeId, kind);
            return Step.Nothing;
        });
        return Task.CompletedTask;
    }

    private void ReserveThreads() => ThreadRoom.Reserve(_host.Read(scheduler => scheduler.Nodes.Sum(node => (long)node.Limits.MaxRunning)));

    private static void CheckNode(ClusterScheduler scheduler, NodeId node)
    {
        if (!scheduler.HasNode(node)) throw new EngineException(ErrorCodes.UnknownInstance, $"There is no instance '{node}'.");
    }

    private NodeSnapshot Find(NodeId node)
    {
        var view = _host.Read(scheduler => scheduler.Nodes).FirstOrDefault(view => view.Node == node);
        return view is null ? throw new EngineException(ErrorCodes.UnknownInstance, $"There is no instance '{node}'.") : Snapshot(view);
    }

    private NodeSnapshot Snapshot(NodeView view)
    {
        var (lastCheckAt, failedChecks) = _monitor.ChecksOf(view.Node);
        var added = _added.GetValueOrDefault(view.Node);
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
            ConsecutiveFailures = failedChecks + view.Stuck,
            LastCheckAt = lastCheckAt,
            Stuck = view.Stuck,
            QueuedByPriority = view.QueuedByPriority,
            Host = added?.Host,
            Port = added?.Port,
        };
    }
}
