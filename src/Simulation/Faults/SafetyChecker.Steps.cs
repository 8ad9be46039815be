using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <content>What one event may change, and what must hold between two.</content>
internal sealed partial class SafetyChecker
{
    /// <summary>Follows what an event changed, record by record, and checks each change.</summary>
    public void Changed(Step step, ClusterScheduler scheduler)
    {
        var alone = _recovering && _live.Values.Count(task => task.Status == AnalysisStatus.Running) == 1;
        IReadOnlyList<NodeView>? nodes = null;
        foreach (var record in step.Changed)
        {
            if (!_live.TryGetValue(record.Id, out var before)) throw new FindingException($"{record.Id} changes to {record.Status} though it is not live.");
            CheckChange(before, record, alone);
            if (record.Status == AnalysisStatus.Running && before.Status != AnalysisStatus.Running) CheckStart(record, nodes ??= scheduler.Nodes);
            if (HoldsShare(record.Status) && !HoldsShare(before.Status)) _shares.Join(record.Tenant);
            if (!HoldsShare(record.Status) && HoldsShare(before.Status)) _shares.Leave(record.Tenant);
            if (TaskLifecycle.IsTerminal(record.Status))
            {
                _live.Remove(record.Id);
                _ends.Add(record.Id, record.Status);
            }
            else _live[record.Id] = record;
        }

        _recovering &= step.Changed.Count == 0;
    }

    /// <summary>Checks all that must hold between two events.</summary>
    public void CheckState(ClusterScheduler scheduler)
    {
        _recovering = false;
        var count = 0;
        foreach (var task in scheduler.Tasks)
        {
            count++;
            if (!_live.TryGetValue(task.Id, out var expected) || !(ReferenceEquals(task, expected) || task == expected))
                throw new FindingException($"The scheduler holds {task.Id} as {task.Status}, its record says {expected?.Status.ToString() ?? "nothing"}.");
        }

        if (count < _live.Count)
        {
            var lost = _live.Values.First(task => scheduler.Find(task.Id) is null);
            throw new FindingException($"Nothing acknowledged is lost: {lost.Id} is {lost.Status} on the disk and the scheduler does not know it.");
        }

        var nodes = scheduler.Nodes;
        CheckCounts(nodes);
        CheckNothingIdles(nodes);
    }

    private void CheckChange(TaskRecord before, TaskRecord after, bool alone)
    {
        if (before.Status != after.Status && !TaskLifecycle.Table.Any(row => row.From == before.Status && row.To == after.Status))
            throw new FindingException($"{before.Id} goes from {before.Status} to {after.Status}.");
        if (after.Attempt != after.Epoch || after.UsedAttempts > after.MaxAttempts) throw new FindingException($"The attempts of {after} do not add up.");
        if (after.Status == AnalysisStatus.Completed && after.CancelRequested) throw new FindingException($"Cancel is final: {after.Id} completes after its cancellation.");
        if (before.Status == AnalysisStatus.Running && after.Status == AnalysisStatus.Queued && after.QueuedSince != (before.QueuedSince > _now ? _now : before.QueuedSince))
            throw new FindingException($"{after.Id} loses its place in the order with its run.");
        if (after.Status == AnalysisStatus.Queued && before.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked && after.NotBefore > _now)
            throw new FindingException($"{after.Id} is startable before its time.");
        if (after.Status == AnalysisStatus.Queued && before.Status == AnalysisStatus.Blocked && after.DependsOn.Any(dependency => _ends.GetValueOrDefault(dependency) != AnalysisStatus.Completed))
            throw new FindingException($"{after.Id} is startable before its dependencies have completed.");
        if (after.Error?.Code == "poison" && !(alone && after.DeathsAlone >= PoisonRules.DeathsAloneToConvict)) throw new FindingException($"{after.Id} is convicted without proof.");
    }

    private void CheckStart(TaskRecord started, IReadOnlyList<NodeView> nodes)
    {
        if (Stopping) throw new FindingException($"{started.Id} starts while the process stops.");
        var node = nodes.FirstOrDefault(node => node.Node == started.Node);
        if (node is null || !Eligible(nodes).Contains(node)) throw new FindingException($"{started.Id} starts on {started.Node}, which takes no work.");
        var running = 0;
        var runningHere = 0;
        WaitingTask? best = null;
        bool suspectRuns = false, suspectWaits = false;
        foreach (var task in _live.Values)
        {
            if (task.Status == AnalysisStatus.Running)
            {
                running++;
                if (task.Node == started.Node) runningHere++;
                suspectRuns |= task.IsSuspect;
            }
            else if (task.Status == AnalysisStatus.Queued)
            {
                if (suspectWaits && !task.IsSuspect) continue;
                if (task.IsSuspect && !suspectWaits) (suspectWaits, best) = (true, null);
                var waiting = new WaitingTask(task.Id, task.Priority, task.Tenant, task.QueuedSince!.Value, task.Sequence);
                if (best is null || promised.Order.Compare(waiting, best, _now, _shares.UseOf) < 0) best = waiting;
            }
        }

        if (runningHere >= Limits.MaxRunning) throw new FindingException($"Limits: {started.Id} starts on {started.Node} beside {runningHere} others, {Limits.MaxRunning} are allowed.");
        if (suspectRuns || (suspectWaits && running > 0)) throw new FindingException($"{started.Id} starts though a suspect must run alone.");
        if (best!.Id != started.Id) throw new FindingException($"Order: {started.Id} ({started.Priority}, since {started.QueuedSince:HH:mm:ss}) starts before {best.Id} ({best.Priority}, since {best.Since:HH:mm:ss}).");
    }

    private void CheckCounts(IReadOnlyList<NodeView> nodes)
    {
        var names = new Dictionary<NodeId, int>(nodes.Count);
        foreach (var node in nodes) names.Add(node.Node, names.Count);
        var running = new int[nodes.Count];
        var queued = new int[nodes.Count];
        var held = 0;
        foreach (var task in _live.Values)
        {
            if (task.Status is AnalysisStatus.Scheduled or AnalysisStatus.Blocked) held++;
            if (task.Node is not { } home || !HoldsShare(task.Status)) continue;
            if (!names.TryGetValue(home, out var at)) throw new FindingException($"{task.Id} is {task.Status} on {home}, which is gone.");
            (task.Status == AnalysisStatus.Running ? running : queued)[at]++;
        }

        if (held > promised.MaxHeld) throw new FindingException($"Limits: {held} tasks are held, {promised.MaxHeld} are allowed.");
        for (var i = 0; i < nodes.Count; i++)
        {
            if (queued[i] > Limits.MaxQueued) throw new FindingException($"Limits: {queued[i]} wait on {nodes[i].Node}, {Limits.MaxQueued} are allowed.");
            if (queued[i] > 0 && nodes[i].State != NodeState.Active) throw new FindingException($"{queued[i]} wait on {nodes[i].Node}, which is {nodes[i].State}.");
            if (running[i] > nodes[i].Running || queued[i] > nodes[i].Queued) throw new FindingException($"{nodes[i].Node} does not count what it holds.");
        }
    }

    private void CheckNothingIdles(IReadOnlyList<NodeView> nodes)
    {
        if (Stopping) return;
        TaskRecord? waiting = null;
        bool suspectWaits = false, suspectRuns = false, withoutPlace = false;
        var running = 0;
        foreach (var task in _live.Values)
        {
            if (task.Status == AnalysisStatus.Running)
            {
                running++;
                suspectRuns |= task.IsSuspect;
            }
            else if (task.Status == AnalysisStatus.Queued)
            {
                waiting = task;
                suspectWaits |= task.IsSuspect;
                withoutPlace |= task.Node is null && !task.IsSuspect;
            }
        }

        if (waiting is null) return;
        if (suspectRuns && running > 1) throw new FindingException("A suspect has company.");
        var eligible = Eligible(nodes);
        var onHold = suspectRuns || (suspectWaits && nodes.Sum(node => node.Running) > 0);
        if (!onHold && eligible.Any(node => node.Running < Limits.MaxRunning)) throw new FindingException($"{waiting.Id} waits beside a free slot.");
        if (withoutPlace && eligible.Any(node => node.Queued < Limits.MaxQueued)) throw new FindingException("Work waits without a place beside a free one.");
    }

    private static List<NodeView> Eligible(IReadOnlyList<NodeView> nodes)
    {
        var anyHealthy = nodes.Any(node => node.Healthy);
        return [.. nodes.Where(node => node.State == NodeState.Active && (node.Healthy || !anyHealthy))];
    }
}
