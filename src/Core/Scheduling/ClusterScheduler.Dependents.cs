using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <content>What becomes of those that depend on a task when it ends.</content>
public sealed partial class ClusterScheduler
{
    private void NotifyDependents(TaskId id, bool completed)
    {
        foreach (var dependent in _dependencies.Ended(id, completed)) _settled.Enqueue(dependent);
    }

    // A queue, not a recursion: a chain of ten thousand dependents must not end in a stack overflow.
    private void SettleDependents()
    {
        while (_settled.TryDequeue(out var dependent))
        {
            if (_tasks.TryGetValue(dependent, out var task) && !_offered.Contains(dependent)) ResolveIfSettled(task);
        }
    }

    private void ResolveIfSettled(TaskRecord task)
    {
        switch (_dependencies.StandingOf(task.Id))
        {
            case Dependencies.Standing.Failed:
                var cause = _dependencies.FailedDependency(task.Id);
                LeaveWaiting(task);
                End(task, TaskTrigger.DependencyFailed, Dependencies.Error(cause));
                break;
            case Dependencies.Standing.Met:
                LeaveWaiting(task);
                if (task.NotBefore > _clock) HoldUntilDue(task);
                else Requeue(task, TaskTrigger.DependenciesMet);
                break;
        }
    }

    private void HoldUntilDue(TaskRecord task)
    {
        var scheduled = task with { Status = TaskLifecycle.Next(task.Status, TaskTrigger.DependenciesMetEarly), DueAt = task.NotBefore };
        _held++;
        Change(scheduled);
        AddDue(scheduled);
    }
}
