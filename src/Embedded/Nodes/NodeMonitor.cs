using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Placement;

namespace TradingAgents.Embedded.Nodes;

/// <summary>Checks the nodes, and has those that do not answer declared lost.</summary>
/// <remarks>
/// A crashed node refuses its next check and is lost at once; a hanging one is lost after so many checks without an answer. Until then
/// nothing of what it does is seen: its runs keep their results to themselves.
/// </remarks>
internal sealed partial class NodeMonitor : IDisposable
{
    private readonly ConcurrentDictionary<NodeId, Node> _nodes = new();
    private readonly SchedulerHost _host;
    private readonly int _checksToLose;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    public NodeMonitor(SchedulerHost host, EmbeddedOptions options, TimeProvider time, ILogger logger)
    {
        (_host, _checksToLose, _logger) = (host, options.ChecksToLose, logger);
        _timer = time.CreateTimer(_ => CheckAll(), null, options.CheckInterval, options.CheckInterval);
    }

    /// <summary>When a node was last checked, and how many checks it has failed since it last passed one.</summary>
    public (DateTimeOffset? LastCheckAt, int FailedChecks) ChecksOf(NodeId node) =>
        _nodes.TryGetValue(node, out var found) ? (found.LastCheckAt, found.FailedChecks) : (null, 0);

    /// <summary>Completes at once for a node that answers; for another when it answers again or is declared lost.</summary>
    public Task WhenAnswering(NodeId node) => _nodes.TryGetValue(node, out var found) ? found.Answering : Task.CompletedTask;

    /// <summary>Breaks a node.</summary>
    public void Break(NodeId node, FaultKind kind) => Of(node).Break(kind);

    /// <summary>A node is set active: whatever was wrong with it is over.</summary>
    public void Mend(NodeId node) => Of(node).Mend();

    /// <summary>A node is gone.</summary>
    public void Forget(NodeId node)
    {
        if (_nodes.TryRemove(node, out var found)) found.Mend();
    }

    public void Dispose() => _timer.Dispose();

    private void CheckAll()
    {
        foreach (var view in _host.Read(scheduler => scheduler.Nodes))
        {
            var node = Of(view.Node);
            node.LastCheckAt = _host.Now;
            if (view.State == NodeState.Down) continue;
            if (node.Fault is null)
            {
                if (node.FailedChecks == 0) continue;
                node.FailedChecks = 0;
            }
            else node.FailedChecks++;

            var lost = node.Fault == FaultKind.Crash || node.FailedChecks >= _checksToLose;
            if (lost) Lose(view.Node, node);
            else _host.Do(scheduler => scheduler.ReportChecks(view.Node, node.FailedChecks, _host.Now));
        }

        foreach (var gone in _nodes.Keys.Where(id => !_host.Read(scheduler => scheduler.HasNode(id)))) Forget(gone);
    }

    private void Lose(NodeId id, Node node)
    {
        LogLost(_logger, id, node.FailedChecks);
        _host.Do(scheduler => scheduler.HasNode(id) ? scheduler.LoseNode(id, _host.Now) : Core.Scheduling.Step.Nothing);
        node.Release(); // What its runs still bring is refused by its epoch.
    }

    private Node Of(NodeId id) => _nodes.GetOrAdd(id, _ => new Node());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} is lost after {FailedChecks} failed checks; its tasks move to other nodes")]
    private static partial void LogLost(ILogger logger, NodeId node, int failedChecks);

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
