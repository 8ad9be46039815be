using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Scheduling;

/// <content>Silos join, leave, die and hang; membership tells of it, checks find what membership does not see yet.</content>
internal sealed partial class ClusterSchedulerGrain
{
    private static readonly TimeSpan UnseenSiloPatience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<NodeId, NodeEntry> _nodes = [];

    public async Task HelloAsync(NodeHello hello)
    {
        CheckTerm();
        if (!_nodes.TryGetValue(hello.Node, out var node))
            _nodes[hello.Node] = node = new NodeEntry(new NodeSettings(hello.Node, hello.Silo, Removed: hello.Standby));
        else if (node.Settings.Silo != hello.Silo)
        {
            if (StatusOf(node.Settings.Silo) == SiloStatus.Active && node.LastHelloAt > Now - UnseenSiloPatience)
                throw new EngineException(ErrorCodes.DuplicateInstance, $"Another living silo is named '{hello.Node}': give each its own --name.");
            DeclareDead(node);
            node.Leaving = false;
            node.Settings = node.Settings with { Silo = hello.Silo, Removed = node.Settings.Removed || hello.Standby };
        }

        node.LastHelloAt = Now;
        if (node.Settings.Removed || node.Leaving || node.Joined == hello.Silo) return;
        await SaveSettingsAsync(); // First: the next scheduler must know whose the runs are that start there.
        if (!_over && node.Settings.Silo == hello.Silo) Join(node);
    }

    public Task LeaveAsync(NodeId nodeId, string silo)
    {
        CheckTerm();
        if (!_nodes.TryGetValue(nodeId, out var node) || node.Settings.Silo != silo || node.Leaving) return Task.CompletedTask;
        node.Leaving = true;
        return _scheduler.HasNode(nodeId) && node.Joined == silo ? Apply(_scheduler.DrainNode(nodeId, leave: true, Now)) : Task.CompletedTask;
    }

    private void Join(NodeEntry node)
    {
        if (node.Joined == node.Settings.Silo) return;
        node.Joined = node.Settings.Silo;
        (node.FailedChecks, node.LastCheckAt) = (0, Now);
        LogJoined(logger, node.Id, node.Settings.Silo);
        if (_scheduler.HasNode(node.Id)) _scheduler.SetWeight(node.Id, node.Settings.Weight);
        _ = Apply(_scheduler.HasNode(node.Id) ? _scheduler.ActivateNode(node.Id, Now) : _scheduler.AddNode(node.Id, node.Settings.Weight, Now));
        if (node.Settings.Draining) _ = Apply(_scheduler.DrainNode(node.Id, leave: false, Now));
    }

    private void AddLivingNodes(IEnumerable<NodeSettings> kept)
    {
        foreach (var settings in kept)
        {
            var node = new NodeEntry(settings) { LastHelloAt = Now };
            _nodes.Add(node.Id, node);
            var status = StatusOf(settings.Silo);
            if (status is SiloStatus.Dead or SiloStatus.None) continue;
            node.Leaving = status.IsTerminating();
            node.Joined = settings.Silo;
            _ = Apply(_scheduler.AddNode(node.Id, settings.Weight, Now));
            if (settings.Draining || settings.Removed || node.Leaving) _ = Apply(_scheduler.DrainNode(node.Id, leave: false, Now));
        }
    }

    // Only now: without its runs, which have been taken over, it would have been gone at once.
    private void LeaveRemovedNodes()
    {
        foreach (var node in _nodes.Values.Where(node => node.Joined is not null && (node.Settings.Removed || node.Leaving)))
            _ = Apply(_scheduler.DrainNode(node.Id, leave: true, Now));
    }

    private Task LookAtMembersAsync()
    {
        foreach (var node in _nodes.Values.ToArray())
        {
            if (_over) break;
            var status = StatusOf(node.Settings.Silo);
            if (status != SiloStatus.Dead && (status != SiloStatus.None || node.LastHelloAt > Now - UnseenSiloPatience)) continue;
            DeclareDead(node);
            if (!_scheduler.HasNode(node.Id) && (node.Leaving || node.Settings.Removed)) _nodes.Remove(node.Id);
        }

        return Task.CompletedTask;
    }

    private void DeclareDead(NodeEntry node)
    {
        if (node.Joined is null) return;
        LogDied(logger, node.Id, node.Joined);
        node.Joined = null;
        if (_scheduler.HasNode(node.Id)) _ = Apply(_scheduler.NodeDied(node.Id, Now));
    }

    private Task CheckNodesAsync()
    {
        foreach (var node in _nodes.Values.Where(node => node is { Joined: not null, IsBeingChecked: false } && _scheduler.HasNode(node.Id))) _ = CheckAsync(node);
        return Task.CompletedTask;
    }

    private async Task CheckAsync(NodeEntry node)
    {
        node.IsBeingChecked = true;
        var silo = node.Joined;
        bool? well = null;
        try
        {
            well = await GovernorOf(node)!.CheckAsync().WaitAsync(options.CheckInterval, time);
        }
        catch (Exception)
        {
            // No answer.
        }

        node.IsBeingChecked = false;
        if (_over || node.Joined != silo || !_scheduler.HasNode(node.Id)) return;
        (node.LastCheckAt, node.FailedChecks) = (Now, well == true ? 0 : node.FailedChecks + 1);
        var before = StateOf(node);
        _ = Apply(_scheduler.ReportChecks(node.Id, node.FailedChecks, crashed: well == false, Now));
        if (before != NodeState.Down && StateOf(node) == NodeState.Down) LogLost(logger, node.Id, node.FailedChecks);
        if (before == NodeState.Down && well == true) await ReviveAsync(node); // It was frozen, and is back.
    }

    private async Task ReviveAsync(NodeEntry node)
    {
        await RetainAsync(node);
        if (_over || node.Joined is null || StateOf(node) != NodeState.Down) return;
        LogBack(logger, node.Id);
        _ = Apply(_scheduler.ActivateNode(node.Id, Now));
        if (node.Settings.Draining) _ = Apply(_scheduler.DrainNode(node.Id, leave: false, Now));
    }

    // What runs there although it should not is stopped.
    private async Task RetainAsync(NodeEntry node)
    {
        try
        {
            RunKey[] runs = [.. _scheduler.Tasks.Where(task => task.Status == AnalysisStatus.Running && task.Node == node.Id).Select(task => new RunKey(task.Id, task.Epoch))];
            await GovernorOf(node)!.RetainAsync(_term, runs).WaitAsync(GovernorPatience, time);
        }
        catch (Exception)
        {
            // Its results are refused anyway.
        }
    }

    private NodeState? StateOf(NodeEntry node) => _scheduler.Nodes.FirstOrDefault(view => view.Node == node.Id)?.State;

    private SiloStatus StatusOf(string silo) => membership.CurrentSnapshot.GetSiloStatus(SiloAddress.FromParsableString(silo));

    private Task SaveSettingsAsync() => store.PutSettingsAsync(
        _term, new ClusterSettings(options.Limits, _limits, _scheduler.Strategy, [.. _nodes.Values.Select(node => node.Settings)]));

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} joins: {Silo}")]
    private static partial void LogJoined(ILogger logger, NodeId node, string silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} is dead: {Silo}; its tasks move to other nodes")]
    private static partial void LogDied(ILogger logger, NodeId node, string silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} is lost after {FailedChecks} failed checks; its tasks move to other nodes")]
    private static partial void LogLost(ILogger logger, NodeId node, int failedChecks);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} answers again and takes work")]
    private static partial void LogBack(ILogger logger, NodeId node);
}
