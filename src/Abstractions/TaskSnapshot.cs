using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Abstractions;

/// <summary>A task as it stood at one instant; everything in it is durable or derived from what is.</summary>
public sealed record TaskSnapshot
{
    public required TaskId TaskId { get; init; }
    public required string StockCode { get; init; }
    public required AnalysisType AnalysisType { get; init; }
    public required TaskPriority Priority { get; init; }
    public required string Tenant { get; init; }
    public required AnalysisStatus Status { get; init; }

    /// <summary>Where it waits, runs or last ran; null while it has no place.</summary>
    public NodeId? Node { get; init; }

    /// <summary>1 for the next to start on its node; null unless it has a place in a node's queue.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>Seconds until it is expected to start, from the observed rate at which work drains; null unless it is queued.</summary>
    public double? EstimatedStartSeconds { get; init; }

    /// <summary>Starts so far, those lost to a crash included.</summary>
    public int Attempt { get; init; }

    /// <summary>Attempts it may use up; a start lost to a crash uses up none.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>0 to 1, of the present attempt; a resumed attempt starts where its finished stages end.</summary>
    public double Progress { get; init; }

    /// <summary>The stage that runs; where several do, the first of them.</summary>
    public string? Stage { get; init; }

    /// <summary>True only in the answer to a repeated submission.</summary>
    public bool Deduplicated { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Starts lost to a crash of the node or process.</summary>
    public int Rescues { get; init; }

    /// <summary>
    /// Seconds from when it became startable (submitted, due, or its dependencies met) to its first start, so far or in all.
    /// While it waits again, for a later attempt: seconds since its last one ended (since it started, where it was lost).
    /// </summary>
    public double WaitSeconds { get; init; }

    /// <summary>Seconds the last attempt ran or has run; null before the first.</summary>
    public double? ExecutionSeconds { get; init; }

    /// <summary>Why it ended, or why its last attempt did.</summary>
    public TaskError? Error { get; init; }
}
