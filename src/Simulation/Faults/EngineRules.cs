using TradingAgents.Core.Admission;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>What a simulated engine does where a mistake would break a promise. Tests plant one mistake at a time and see that it is found.</summary>
internal class EngineRules
{
    /// <summary>How the scheduler is set up; ageing is part of it.</summary>
    public virtual ClusterOptions Setup(ClusterOptions told) => told;

    /// <summary>The epoch with which a run's end is reported: the one it was started with.</summary>
    public virtual long EpochOf(TaskRecord run, ClusterScheduler scheduler) => run.Epoch;

    /// <summary>Which unfinished tasks a new process takes over: all.</summary>
    public virtual IReadOnlyCollection<TaskRecord> ToRecover(IReadOnlyCollection<TaskRecord> unfinished) => unfinished;

    /// <summary>Whether a lost node is reported to the scheduler.</summary>
    public virtual bool ReportsLostNodes => true;

    /// <summary>Whether a caller gets the answer before its task is durable.</summary>
    public virtual bool AnswersBeforeCommit => false;

    /// <summary>What to do with a launch once it is durable.</summary>
    public virtual LaunchVerdict Judge(Effect.Launch launch, ClusterScheduler scheduler) => scheduler.Judge(launch);

    /// <summary>The limits that are passed on.</summary>
    public virtual GovernorLimits Limits(GovernorLimits told) => told;
}
