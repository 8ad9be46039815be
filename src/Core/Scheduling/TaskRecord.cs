using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Scheduling;

/// <summary>All that scheduling knows of one task; the durable truth about it. A change makes a new record.</summary>
public sealed record TaskRecord
{
    private readonly CompactTime _notBefore;
    private readonly CompactTime _queuedSince;
    private readonly CompactTime _dueAt;
    private readonly CompactTime _startedAt;
    private readonly CompactTime _finishedAt;
    private readonly CompactTime _submittedAt;
    private readonly CompactSeconds _expectedSeconds;
    private readonly CompactSeconds _waitSeconds;
    private readonly CompactSeconds _executionSeconds;

    public required TaskId Id { get; init; }

    /// <summary>Unique, increasing with submission.</summary>
    public required long Sequence { get; init; }

    public required TaskPriority Priority { get; init; }
    public required string Tenant { get; init; }

    /// <summary>Attempts it may use up, 1 or more.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Tasks that must complete before it may start; once it is accepted, without those that had completed by then.</summary>
    public IReadOnlyList<TaskId> DependsOn { get; init; } = [];

    /// <summary>It starts no earlier.</summary>
    public DateTimeOffset? NotBefore { get => _notBefore.Value; init => _notBefore = CompactTime.Of(value); }

    /// <summary>Runs of one kind are expected to take about as long; the empty kind is one like any other.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Seconds that a run of it will take, where that is known beforehand; what was observed of its kind counts for more.</summary>
    public double? ExpectedSeconds { get => _expectedSeconds.Value; init => _expectedSeconds = CompactSeconds.Of(value); }

    public required DateTimeOffset SubmittedAt { get => _submittedAt.Value!.Value; init => _submittedAt = CompactTime.Of(value); }
    public AnalysisStatus Status { get; init; }

    /// <summary>Where it waits, runs or last ran; null while it has no place.</summary>
    public NodeId? Node { get; init; }

    /// <summary>Raised by each start; a result that carries an older one is refused.</summary>
    public long Epoch { get; init; }

    /// <summary>Starts so far, lost ones included.</summary>
    public int Attempt { get; init; }

    /// <summary>Starts lost to a crash of the node or process, or handed back by one that stopped.</summary>
    public int Rescues { get; init; }

    /// <summary>Attempts used up: starts that were not lost.</summary>
    public int UsedAttempts => Attempt - Rescues;

    /// <summary>When it became startable; its place in the order hangs on it.</summary>
    public DateTimeOffset? QueuedSince { get => _queuedSince.Value; init => _queuedSince = CompactTime.Of(value); }

    /// <summary>When it comes due, while it is scheduled or backs off.</summary>
    public DateTimeOffset? DueAt { get => _dueAt.Value; init => _dueAt = CompactTime.Of(value); }

    /// <summary>Seconds from when it first became startable to its first start; null before.</summary>
    public double? WaitSeconds { get => _waitSeconds.Value; init => _waitSeconds = CompactSeconds.Of(value); }

    /// <summary>When its last attempt started.</summary>
    public DateTimeOffset? StartedAt { get => _startedAt.Value; init => _startedAt = CompactTime.Of(value); }

    /// <summary>When it reached its terminal status.</summary>
    public DateTimeOffset? FinishedAt { get => _finishedAt.Value; init => _finishedAt = CompactTime.Of(value); }

    /// <summary>Seconds its last attempt ran; null before it has ended, and where it was lost.</summary>
    public double? ExecutionSeconds { get => _executionSeconds.Value; init => _executionSeconds = CompactSeconds.Of(value); }

    /// <summary>Why it ended, or why its last attempt did.</summary>
    public TaskError? Error { get; init; }

    /// <summary>Someone asked it to stop; whatever its run brings, it ends as cancelled.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>How often the process died while it ran.</summary>
    public int ProcessDeaths { get; init; }

    /// <summary>How often the process died while it ran alone.</summary>
    public int DeathsAlone { get; init; }

    /// <summary>It has had a place on some node.</summary>
    public bool WasPlaced { get; init; }

    /// <summary>It may be what kills the process; it runs alone.</summary>
    public bool IsSuspect => ProcessDeaths >= PoisonRules.DeathsToSuspect;

    internal WaitingTask Waiting => new(Id, Priority, Tenant, QueuedSince!.Value, Sequence);
}

/// <summary>When a task is held to be what kills the process.</summary>
public static class PoisonRules
{
    /// <summary>After so many deaths of the process under it, a task runs alone.</summary>
    public const int DeathsToSuspect = 2;

    /// <summary>So many deaths while it ran alone convict it; those in company prove nothing.</summary>
    public const int DeathsAloneToConvict = 3;
}
