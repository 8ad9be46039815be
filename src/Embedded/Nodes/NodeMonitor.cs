using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Embedded.Nodes;

/// <summary>Checks the nodes and reports to the scheduler, which judges whether one is lost.</summary>
/// <remarks>
/// A crashed node refuses its next check, a hanging one leaves it without an answer. Until it is lost nothing of what it does is seen: its runs
/// keep their results to themselves.
/// </remarks>
internal sealed partial class NodeMonitor : IAsyncDisposable
{
    private readonly ConcurrentDictionary<NodeId, Node> _nodes = new();
    private readonly SchedulerHost _host;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    public NodeMonitor(SchedulerHost host, TimeSpan checkInterval, TimeProvider time, ILogger logger)
    {
        (_host, _logger) = (host, logger);
        _timer = time.CreateTimer(_ => Wake(), null, checkInterval, checkInterval);
    }

    /// <summary>When a node was last checked, and how many checks it has failed since it last passed one.</summary>
    public (DateTimeOffset? LastCheckAt, int FailedChecks) ChecksOf(NodeId node) =>
        _nodes.TryGetValue(node, out var found) ? (found.LastCheckAt, found.FailedChecks) : (null, 0);

    /// <summary>Completes at once for a node that answers; for another when it answers again or is declared lost.</summary>
    public Task WhenAnswering(NodeId node) => _nodes.TryGetValue(node, out var found) ? found.Answering : Task.CompletedTask;

    /// <summary>Breaks a node that is not lost already.</summary>
    public void Break(NodeId node, FaultKind kind) => Of(node).Break(kind);

    /// <summary>A node is set active: whatever was wrong with it is over.</summary>
    public void Mend(NodeId node) => Of(node).Mend();

    /// <summary>A node is gone.</summary>
    public void Forget(NodeId node)
    {
        if (_nodes.TryRemove(node, out var found)) found.Mend();
    }

    /// <summary>Nothing is checked any more once this completes.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    // Nobody above it would catch what it throws, and the process would end.
    private void Wake()
    {
        try
        {
            if (!_host.HasFailed) CheckAll();
        }
        catch (EngineFailedException)
        {
            // The host has told of it.
        }
        catch (Exception failure)
        {
            LogChecksFailed(_logger, failure);
        }
    }

    private void CheckAll()
    {
        foreach (var view in _host.Read(scheduler => scheduler.Nodes))
        {
            var node = Of(view.Node);
            node.LastCheckAt = _host.Now;
            if (view.State == NodeState.Down || (node.Fault is null && node.FailedChecks == 0)) continue;
            var lost = false;
            _host.Do(scheduler => Check(scheduler, view.Node, node, out lost));
            if (!lost) continue;
            LogLost(_logger, view.Node, node.FailedChecks);
            node.Release(); // What its runs still bring is refused by its epoch.
        }

        foreach (var gone in _nodes.Keys.Where(id => !_host.Read(scheduler => scheduler.HasNode(id)))) Forget(gone);
    }

    // Within the event, as mending is: the verdict is of the node as it is now.
    private Step Check(ClusterScheduler scheduler, NodeId id, Node node, out bool lost)
    {
        node.FailedChecks = node.Fault is null ? 0 : node.FailedChecks + 1;
        var known = scheduler.HasNode(id);
        var step = scheduler.ReportChecks(id, node.FailedChecks, crashed: node.Fault == FaultKind.Crash, _host.Now);
        lost = known && scheduler.Nodes.All(view => view.Node != id || view.State == NodeState.Down); // One that was leaving is gone.
        return step;
    }

    private Node Of(NodeId id) => _nodes.GetOrAdd(id, _ => new Node());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} is lost after {FailedChecks} failed checks; its tasks move to other nodes")]
    private static partial void LogLost(ILogger logger, NodeId node, int failedChecks);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The nodes could not be checked")]
    private static partial void LogChecksFailed(ILogger logger, Exception failure);

    private sealed class Node
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource? _silence;

        public FaultKind? Fault { get; private set; }
        public int FailedChecks { get; set; }
        public DateTimeOffset? LastCheckAt { get; set; }

        public Task Answering
        {
            get
            {
                lock (_gate) return _silence?.Task ?? Task.CompletedTask;
            }
        }

        public void Break(FaultKind kind)
        {
            lock (_gate)
            {
                Fault = kind;
                _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public void Mend()
        {
            lock (_gate) (Fault, FailedChecks) = (null, 0);
            Release();
        }

        public void Release()
        {
            lock (_gate)
            {
                _silence?.TrySetResult();
                _silence = null;
            }
        }
    }
}
