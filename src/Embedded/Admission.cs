using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <summary>A task to offer.</summary>
/// <param name="Id">New.</param>
/// <param name="Request">Normalised.</param>
/// <param name="BatchId">Its batch, if any.</param>
/// <param name="BatchIndex">Its place in the batch.</param>
/// <param name="Ended">The ends of its dependencies that are not live.</param>
/// <param name="Writes">Written with it.</param>
internal sealed record Candidate(
    TaskId Id, AnalysisRequest Request, string? BatchId, int BatchIndex, IReadOnlyDictionary<TaskId, AnalysisStatus> Ended, IReadOnlyList<JournalWrite> Writes)
{
    /// <summary>How long it may run; read here, outside the engine's gate.</summary>
    public RunKind Kind { get; } = RunKind.Of(Request);
}

/// <summary>What became of an offered task.</summary>
internal abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>It has room and is on its way to the disk.</summary>
    public sealed record Taken(LiveTask Task, TaskRecord Record) : Admission;

    /// <summary>There is no room for so many seconds.</summary>
    public sealed record Refused(RefusalReason Reason, int RetryAfterSeconds) : Admission;

    /// <summary>A dependency ended meanwhile: look its end up and offer again.</summary>
    public sealed record LookAgain : Admission;
}
