using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <content>Why a task waits, told by the rules that make it wait.</content>
public sealed partial class ClusterScheduler
{
    /// <summary>Why a live task does not run now; null where it is not live here, or not durable yet. O(n) in the number of waiting tasks.</summary>
    public WaitView? Explain(TaskId id, DateTimeOffset now)
    {
        Advance(now);
        if (Find(id) is not { } task) return null;
        return task.Status switch
        {
            AnalysisStatus.Scheduled => Because(new WaitReason(WaitCause.NotDue, Until: task.DueAt)),
            AnalysisStatus.Blocked => Because(new WaitReason(WaitCause.Dependencies, Tasks: _dependencies.UnmetOf(id))),
            AnalysisStatus.Retrying => Because(new WaitReason(WaitCause.BackingOff, task.UsedAttempts, task.MaxAttempts, task.DueAt)),
            AnalysisStatus.Queued => ExplainQueued(task),
            _ => new WaitView { Reasons = [] },
        };

        static WaitView Because(WaitReason reason) => new() { Reasons = [reason] };
    }

    private WaitView ExplainQueued(TaskRecord task)
    {
        var waiting = task.Waiting;
        var ahead = CountAhead(task);
        return new WaitView
        {
            Reasons = [.. QueuedReasons(task, ahead)],
            Ahead = ahead,
            EffectivePriority = _options.Order.EffectivePriority(waiting, _now),
            RaisedAt = _options.Order.NextPromotion(waiting, _now),
            OverdueAt = waiting.Since + OrderRules.OverdueFactor * _options.Order.Aging,
        };
    }

    private IEnumerable<WaitReason> QueuedReasons(TaskRecord task, TasksAhead ahead)
    {
        if (_stopping) yield return new WaitReason(WaitCause.Stopping);
        if (!HasActiveNode) yield return new WaitReason(WaitCause.NoActiveNode);
        if (_alone is { } alone) yield return new WaitReason(WaitCause.AnotherRunsAlone, Tasks: [alone]);
        else if (task.IsSuspect && Running > 0) yield return new WaitReason(WaitCause.MustRunAlone, Running, task.ProcessDeaths);
        else if (!task.IsSuspect && _suspects.Peek(_now) is { } suspect) yield return new WaitReason(WaitCause.AnotherRunsAlone, Tasks: [suspect.Id]);

        var serving = _nodes.InOrder.Where(Serves).ToArray();
        if (serving.Length > 0 && serving.All(node => node.Governor.FreeSlots == 0))
            yield return new WaitReason(WaitCause.SlotsBusy, serving.Sum(node => node.Governor.Running), Slots);
        if (ahead.Total > 0) yield return new WaitReason(WaitCause.TasksAhead, ahead.Total);
        if (task.Node is null && !task.IsSuspect && HasActiveNode) yield return new WaitReason(WaitCause.WithoutPlace);
    }

    private TasksAhead CountAhead(TaskRecord task)
    {
        var mine = task.Waiting;
        var (overdue, higher, lessServed, earlier) = (0, 0, 0, 0);
        var others = task.IsSuspect ? _suspects.Tasks : _nodes.InOrder.SelectMany(node => node.Governor.WaitingTasks).Concat(_lobby.Tasks);
        foreach (var other in others)
        {
            if (other.Id == mine.Id || _options.Order.Compare(other, mine, _now, _shares.UseOf) >= 0) continue;
            if (_options.Order.IsOverdue(other, _now) && !_options.Order.IsOverdue(mine, _now)) overdue++;
            else if (_options.Order.IsOverdue(mine, _now)) earlier++;
            else if (_options.Order.EffectivePriority(other, _now) > _options.Order.EffectivePriority(mine, _now)) higher++;
            else if (_shares.UseOf(other.Tenant) < _shares.UseOf(mine.Tenant)) lessServed++;
            else earlier++;
        }

        return new TasksAhead(overdue, higher, lessServed, earlier, task.IsSuspect ? 0 : _suspects.Count);
    }
}
