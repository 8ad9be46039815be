namespace TradingAgents.Core.Scheduling;

/// <summary>Which blocked tasks wait for which live ones.</summary>
internal sealed class Dependencies
{
    private readonly Dictionary<TaskId, Blocked> _blocked = [];
    private readonly Dictionary<TaskId, HashSet<TaskId>> _dependents = [];

    /// <summary>How a blocked task stands.</summary>
    public enum Standing
    {
        /// <summary>It waits for at least one more.</summary>
        Waiting,

        /// <summary>All have completed.</summary>
        Met,

        /// <summary>One has ended otherwise.</summary>
        Failed,
    }

    public static TaskError Error(TaskId dependency) => new("dependency_failed", $"Task {dependency}, on which it depends, did not complete.");

    public void Add(TaskId task, IReadOnlyCollection<TaskId> unmet)
    {
        if (unmet.Count == 0) return;
        _blocked.Add(task, new Blocked([.. unmet]));
        foreach (var dependency in unmet)
        {
            if (!_dependents.TryGetValue(dependency, out var dependents)) _dependents[dependency] = dependents = [];
            dependents.Add(task);
        }
    }

    /// <summary>A task has ended; returns those that waited for it and are settled by that, in no particular order.</summary>
    public IReadOnlyList<TaskId> Ended(TaskId dependency, bool completed)
    {
        if (!_dependents.Remove(dependency, out var dependents)) return [];
        var settled = new List<TaskId>();
        foreach (var task in dependents)
        {
            var blocked = _blocked[task];
            blocked.Unmet.Remove(dependency);
            if (!completed) blocked.Failed ??= dependency;
            if (StandingOf(task) != Standing.Waiting) settled.Add(task);
        }

        return settled;
    }

    public Standing StandingOf(TaskId task)
    {
        if (!_blocked.TryGetValue(task, out var blocked)) return Standing.Met;
        return blocked.Failed is not null ? Standing.Failed : blocked.Unmet.Count == 0 ? Standing.Met : Standing.Waiting;
    }

    public TaskId FailedDependency(TaskId task) => _blocked[task].Failed!.Value;

    /// <summary>Those it still waits for, by id; none where it is not blocked.</summary>
    public IReadOnlyList<TaskId> UnmetOf(TaskId task) =>
        _blocked.TryGetValue(task, out var blocked) ? [.. blocked.Unmet.OrderBy(id => id.Value, StringComparer.Ordinal)] : [];

    public void Forget(TaskRecord task)
    {
        if (!_blocked.Remove(task.Id, out var blocked)) return;
        foreach (var dependency in blocked.Unmet)
        {
            if (!_dependents.TryGetValue(dependency, out var dependents)) continue;
            dependents.Remove(task.Id);
            if (dependents.Count == 0) _dependents.Remove(dependency);
        }
    }

    private sealed class Blocked(HashSet<TaskId> unmet)
    {
        public HashSet<TaskId> Unmet { get; } = unmet;
        public TaskId? Failed { get; set; }
    }
}
