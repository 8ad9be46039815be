using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;

namespace TradingAgents.Simulation.Faults;

/// <content>What breaks, and how all is well again.</content>
internal sealed partial class SimulatedCluster
{
    private void ScheduleFaults()
    {
        foreach (var kind in Plan.Faults.Order())
        {
            if (kind < FaultKind.AbortedCommits) Repeat(kind);
        }
    }

    private void Repeat(FaultKind kind) => Queue.After(Random.Exponential(Plan.SecondsBetweenFaults), () =>
    {
        if (_calm) return;
        if (_process is { Stopping: false } process)
        {
            FaultsSeen++;
            Strike(kind, process);
        }

        Repeat(kind);
    });

    private void Strike(FaultKind kind, SimulatedProcess process)
    {
        switch (kind)
        {
            case FaultKind.ProcessDeath: ProcessDies("kill -9"); break;
            case FaultKind.ProcessStop: StopProcess(process); break;
            case FaultKind.NodeCrash: Crash(process); break;
            case FaultKind.NodeSilence: Silence(process); break;
            case FaultKind.NodeSlowness: SlowDown(process); break;
            case FaultKind.NodeDrain: Drain(process); break;
            case FaultKind.NodeAddition: AddNode(process); break;
            case FaultKind.LimitsChange: SetLimits(process, new GovernorLimits(Random.Between(1, 5), Random.Between(0, 8))); break;
            case FaultKind.StrategyChange: process.Scheduler.Strategy = Random.Pick(Enum.GetValues<PlacementStrategy>()); break;
            case FaultKind.DiskFailure: FailDisk(); break;
            case FaultKind.ClockChange: SetClock(Random.Between(-3600.0, 3600.0)); break;
        }
    }

    private void StopProcess(SimulatedProcess process)
    {
        Trace($"the process is told to stop");
        process.Stop(Random.Between(0, 2 * Plan.RunSeconds), () =>
        {
            if (process.Dead) return;
            Trace($"the process has stopped");
            process.Die(written: 0);
            _process = null;
            Queue.After(Random.Between(0.1, 10), StartProcess);
        });
        Queue.After(60, () =>
        {
            if (!process.Dead && _process == process) ProcessDies("it does not stop in time");
        });
    }

    private void Crash(SimulatedProcess process)
    {
        if (AnyNode(process) is not { } node) return;
        Trace($"{node} crashes");
        process.Node(node).CrashedSince ??= Queue.Now;
        Later(process, Random.Exponential(60), () => process.Activate(node));
    }

    private void Silence(SimulatedProcess process)
    {
        if (AnyNode(process) is not { } node) return;
        var seconds = Random.Exponential(FaultPlan.CheckSeconds * Plan.Cluster.ChecksToLose);
        Trace($"{node} is silent for {seconds:0.0} s");
        process.Node(node).SilentSince ??= Queue.Now;
        Later(process, seconds, () => process.Answer(node));
        Later(process, seconds + Random.Exponential(30), () => process.Activate(node));
    }

    private void SlowDown(SimulatedProcess process)
    {
        if (AnyNode(process) is not { } node) return;
        process.Node(node).Slowness = Random.Between(1.0, 8.0);
        Trace($"{node} becomes slow");
        Later(process, Random.Exponential(60), () => process.Node(node).Slowness = 1);
    }

    private void Drain(SimulatedProcess process)
    {
        if (AnyNode(process) is not { } node) return;
        var leave = Random.Of(0.3);
        Trace($"{node} is drained{(leave ? " to leave" : "")}");
        process.Do(scheduler => scheduler.DrainNode(node, leave, Clock));
        if (!leave) Later(process, Random.Exponential(60), () => process.Activate(node));
    }

    private void AddNode(SimulatedProcess process)
    {
        var node = new NodeId($"node-{Random.Between(1, 8)}");
        if (process.Scheduler.HasNode(node)) return;
        Trace($"{node} is added");
        process.AddNode(node, Random.Between(1, 3));
    }

    private void SetLimits(SimulatedProcess process, GovernorLimits limits)
    {
        Trace($"limits become {limits.MaxRunning} and {limits.MaxQueued}");
        process.SetLimits(limits);
    }

    private void FailDisk()
    {
        if (Journal.Fails) return;
        Trace($"the disk fails");
        Journal.Fails = true;
        Queue.After(Random.Exponential(20), () => Journal.Fails = false);
    }

    private void SetClock(double seconds)
    {
        Trace($"the clock is set by {seconds:0} s");
        _clockSet += TimeSpan.FromSeconds(seconds);
    }

    // Nothing breaks any more: the disk works, every node is active, and there is room.
    private void CalmDown()
    {
        Trace($"the faults stop");
        _calm = true;
        Journal.Fails = false;
        if (_process is not { Stopping: false } process) return; // The next process finds all well.
        for (var i = 1; process.Scheduler.Nodes.Count == 0; i++) process.AddNode(new NodeId($"node-{i}"), weight: 1);
        foreach (var node in process.Scheduler.Nodes)
        {
            process.Node(node.Node).Slowness = 1;
            process.Activate(node.Node);
        }
    }

    private NodeId? AnyNode(SimulatedProcess process)
    {
        var nodes = process.Scheduler.Nodes;
        return nodes.Count == 0 ? null : Random.Pick(nodes).Node;
    }

    private void Later(SimulatedProcess process, double seconds, Action happen) => Queue.After(seconds, () =>
    {
        if (!process.Dead) happen();
    });
}
