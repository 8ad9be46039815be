using Orleans.Concurrency;
using TradingAgents.Abstractions;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains;

/// <summary>One task: its durable state, its event log, its stages and its report. The key is the task's id.</summary>
/// <remarks>
/// It is created on the silo that was chosen for the task, so that its placement is the load balancer's work. It writes, then shows; every write of the scheduler
/// carries the scheduler's term, every write of a run the run's epoch, and the store refuses what is out of date.
/// </remarks>
[Alias("TradingAgents.IAnalysisTaskGrain")]
public interface IAnalysisTaskGrain : IGrainWithStringKey
{
    /// <summary>Makes the task durable; repeating it changes nothing. The answer says whose the idempotency key is, where it is somebody else's.</summary>
    [Alias("Admit")]
    Task<KeyHolder?> AdmitAsync(TaskAdmission admission);

    /// <summary>Makes a change of the task durable, then visible.</summary>
    [Alias("Apply")]
    Task ApplyAsync(TaskChange change);

    /// <summary>The task as it stands, without its outlook; null where there is none.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<TaskSnapshot?> GetAsync();

    /// <summary>The report of a completed task; null where there is none.</summary>
    [Alias("GetReport"), AlwaysInterleave]
    Task<byte[]?> GetReportAsync();

    /// <summary>Events after one; waits up to <paramref name="patience"/> for the next where there is none yet.</summary>
    [Alias("ReadEvents"), AlwaysInterleave]
    Task<EventPage> ReadEventsAsync(long after, TimeSpan patience);

    /// <summary>The outputs of finished stages, as JSON by stage.</summary>
    [Alias("GetStages")]
    Task<Dictionary<string, byte[]>> GetStagesAsync();

    /// <summary>A run tells of its progress. False where the run no longer counts.</summary>
    [Alias("Note")]
    Task<bool> NoteAsync(RunNote note);

    /// <summary>Keeps the output of a stage. False where the run no longer counts.</summary>
    [Alias("FinishStage")]
    Task<bool> FinishStageAsync(FinishedStage stage);

    /// <summary>Keeps the report of a run; it counts once the scheduler says that the run completed. False where the run no longer counts.</summary>
    [Alias("KeepReport")]
    Task<bool> KeepReportAsync(long epoch, byte[] report);

    /// <summary>The task has been forgotten.</summary>
    [Alias("Forget")]
    Task ForgetAsync();
}
