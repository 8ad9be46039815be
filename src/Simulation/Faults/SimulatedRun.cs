using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>One attempt at work on a node. It may go on though nobody waits for it any more.</summary>
internal sealed class SimulatedRun(TaskRecord record)
{
    public TaskRecord Record { get; } = record;

    /// <summary>Told to stop, because of its timeout or otherwise.</summary>
    public bool Stopping { get; set; }

    /// <summary>It was its timeout.</summary>
    public bool TimedOut { get; set; }

    /// <summary>It does not react to that.</summary>
    public bool Hangs { get; set; }

    /// <summary>Decided once by whoever supervises it.</summary>
    public RunOutcome? Outcome { get; set; }

    /// <summary>Given up, and counted as stuck.</summary>
    public bool Stuck => Outcome is RunOutcome.TimedOut { Stuck: true } or RunOutcome.Stopped { Stuck: true };

    public override string ToString() => $"{Record.Id} epoch {Record.Epoch} on {Record.Node}";
}

/// <summary>What a task is like, whoever runs it.</summary>
/// <param name="Seconds">Mean length of its runs.</param>
/// <param name="FailureRate">Share of its runs that fail.</param>
/// <param name="HangRate">Share of its runs that do not stop when told to.</param>
/// <param name="Kills">It kills the process that runs it.</param>
internal sealed record TaskNature(double Seconds, double FailureRate, double HangRate, bool Kills);
