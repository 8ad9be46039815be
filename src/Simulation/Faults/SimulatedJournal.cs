using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>What is on the disk, and outlives the processes.</summary>
internal sealed class SimulatedJournal
{
    private readonly Dictionary<TaskId, TaskRecord> _tasks = [];

    /// <summary>The disk takes nothing.</summary>
    public bool Fails { get; set; }

    /// <summary>Tasks on it that have not ended.</summary>
    public int Open { get; private set; }

    public IEnumerable<TaskRecord> Tasks => _tasks.Values;

    public TaskRecord? Find(TaskId task) => _tasks.GetValueOrDefault(task);

    /// <exception cref="FindingException">An end is overwritten.</exception>
    public void Write(IReadOnlyList<TaskRecord> records)
    {
        foreach (var record in records)
        {
            var before = _tasks.GetValueOrDefault(record.Id);
            if (before is not null && TaskLifecycle.IsTerminal(before.Status))
                throw new FindingException($"One terminal state: {record.Id} had ended as {before.Status} and becomes {record.Status}.");
            Open += (TaskLifecycle.IsTerminal(record.Status) ? 0 : 1) - (before is null ? 0 : 1);
            _tasks[record.Id] = record;
        }
    }
}

/// <summary>Records that go to the disk together.</summary>
/// <param name="Records">In the order of their changes.</param>
/// <param name="Essential">They tell what has happened already, and wait for the disk; others are refused while it fails.</param>
/// <param name="Settled">Told whether they are durable.</param>
internal sealed record Batch(IReadOnlyList<TaskRecord> Records, bool Essential, Action<bool> Settled);
