using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling.Model;

/// <content>What befalls nodes and the process.</content>
internal sealed partial class ClusterWorld
{
    private void AddNode(int detail)
    {
        var node = new NodeId($"node-{1 + (detail % 5)}");
        _oracle.Advance(_clock);
        if (!_scheduler.HasNode(node)) Take(_scheduler.AddNode(node, weight: 1 + (detail / 8 % 3), _clock));
    }

    private void OnNode(int detail, Func<NodeId, Step> act)
    {
        var nodes = _scheduler.Nodes;
        if (nodes.Count == 0) return;
        _oracle.Advance(_clock);
        Take(act(nodes[detail % nodes.Count].Node));
    }

    private void EndStuckRun(int detail)
    {
        if (_stuck.Count == 0) return;
        var run = _stuck[detail % _stuck.Count];
        _stuck.Remove(run);
        _oracle.Advance(_clock);
        Take(_scheduler.StuckRunEnded(run.Node, run.Task, run.Epoch, _clock));
    }

    private void SetLimits(GovernorLimits limits)
    {
        _oracle.Advance(_clock);
        _oracle.Limits = limits;
        Take(_scheduler.SetLimits(limits, _clock));
    }

    private void StopAndRestart()
    {
        _scheduler.Stop();
        _oracle.Stopping = true;
        while (_unwritten.Count + _answers.Count + _executing.Count > 0)
        {
            WriteSome(int.MaxValue);
            if (_answers.Count > 0) AnswerOne(0);
            foreach (var run in _executing) Deliver(run, new RunOutcome.HandedBack());
            _executing.Clear();
        }

        Assert.DoesNotContain(_journal.Values, task => task.Status == AnalysisStatus.Running);
        Die(written: 0, nodes: 2);
    }

    private void Die(int written, int nodes)
    {
        for (; written > 0; written--) Persist(_unwritten.Dequeue());
        _unwritten.Clear();
        _answers.Clear();
        _executing.Clear();
        _stuck.Clear();
        _known.RemoveAll(task => !_journal.ContainsKey(task));
        StartProcess(nodes);
        Recover();
    }

    private void StartProcess(int nodes)
    {
        _scheduler = new ClusterScheduler(_options);
        _oracle.Restart(_clock, _journal.Values);
        for (var i = 1; i <= nodes; i++) Take(_scheduler.AddNode(new NodeId($"node-{i}"), weight: 1, _clock));
    }

    private void Recover() => Take(_scheduler.Recover(_oracle.Recovering(), _oracle.Ends, _clock));
}
