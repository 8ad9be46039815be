namespace TradingAgents.Simulation.Faults;

/// <summary>What can go wrong in a simulated cluster, or be done to it.</summary>
internal enum FaultKind
{
    /// <summary>The process dies; of what it had not synced, any first part is on the disk.</summary>
    ProcessDeath,

    /// <summary>The process is stopped in an orderly way: what runs is handed back.</summary>
    ProcessStop,

    /// <summary>A node's process is gone: it refuses its next check.</summary>
    NodeCrash,

    /// <summary>A node does not answer for a while; it is back before it is lost, or after.</summary>
    NodeSilence,

    /// <summary>A node runs everything several times slower for a while.</summary>
    NodeSlowness,

    /// <summary>A node is drained, or removed.</summary>
    NodeDrain,

    /// <summary>A node is added.</summary>
    NodeAddition,

    /// <summary>The limits of all nodes are changed.</summary>
    LimitsChange,

    /// <summary>Another placement strategy is set.</summary>
    StrategyChange,

    /// <summary>The disk takes nothing for a while.</summary>
    DiskFailure,

    /// <summary>The wall clock is set, forward or back.</summary>
    ClockChange,

    /// <summary>Single admissions cannot be made durable.</summary>
    AbortedCommits,

    /// <summary>Reports of ended runs get lost.</summary>
    LostReports,

    /// <summary>Reports of ended runs come late, and some twice.</summary>
    LateReports,

    /// <summary>Runs ignore that they are told to stop.</summary>
    HungRuns,

    /// <summary>Runs fail.</summary>
    FailedRuns,

    /// <summary>Callers cancel.</summary>
    Cancellations,

    /// <summary>Some tasks kill the process that runs them.</summary>
    KillerTasks,
}
