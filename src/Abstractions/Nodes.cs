using TradingAgents.Core;
using TradingAgents.Core.Placement;

namespace TradingAgents.Abstractions;

/// <summary>A node as it stands.</summary>
public sealed record NodeSnapshot
{
    public required NodeId NodeId { get; init; }
    public required NodeState State { get; init; }

    /// <summary>It is active, answers its checks, and fewer than three of its runs are stuck.</summary>
    public required bool Healthy { get; init; }

    public int Weight { get; init; } = 1;
    public int Running { get; init; }
    public int Queued { get; init; }
    public int MaxConcurrentAnalyses { get; init; }
    public int MaxQueueSize { get; init; }
    public double AverageExecutionSeconds { get; init; }

    /// <summary>Health checks failed since the last that passed, and runs that are stuck.</summary>
    public int ConsecutiveFailures { get; init; }

    public DateTimeOffset? LastCheckAt { get; init; }

    /// <summary>Runs abandoned because they ignored their timeout or cancellation, and that still go on.</summary>
    public int Stuck { get; init; }

    /// <summary>Its waiting tasks by priority, for metrics.</summary>
    public IReadOnlyDictionary<Core.Admission.TaskPriority, int> QueuedByPriority { get; init; } =
        new Dictionary<Core.Admission.TaskPriority, int>();

    /// <summary>Recorded from <c>add_instance</c>; of no effect in an embedded engine.</summary>
    public string? Host { get; init; }

    /// <summary>Recorded from <c>add_instance</c>; of no effect in an embedded engine.</summary>
    public int? Port { get; init; }
}

/// <summary>A node to add.</summary>
/// <param name="InstanceId">1 to 64 of A-Z a-z 0-9 . - _.</param>
/// <param name="Host">Recorded.</param>
/// <param name="Port">Recorded, 1 to 65535.</param>
/// <param name="Weight">1 to 1000; how much work it gets beside the others.</param>
public sealed record NewNode(string InstanceId, string? Host = null, int? Port = null, int Weight = 1);

/// <summary>What to change of a node; null leaves a thing as it is.</summary>
/// <param name="Weight">1 to 1000.</param>
/// <param name="State"><see cref="NodeState.Active"/> or <see cref="NodeState.Draining"/>.</param>
public sealed record NodeUpdate(int? Weight = null, NodeState? State = null);

/// <summary>The limits of every node.</summary>
/// <param name="MaxConcurrentAnalyses">Slots, 1 to 10000.</param>
/// <param name="MaxQueueSize">Places in the queue, 0 to 10000000.</param>
/// <param name="AnalysisTimeout">Default execution timeout of one attempt in seconds at depth 1, above 0, at most 7200.</param>
public sealed record Limits(int MaxConcurrentAnalyses = 5, int MaxQueueSize = 50, double AnalysisTimeout = 300);

/// <summary>What to change of the limits; null leaves a thing as it is.</summary>
public sealed record LimitsUpdate(int? MaxConcurrentAnalyses = null, int? MaxQueueSize = null, double? AnalysisTimeout = null);

/// <summary>What breaks.</summary>
public enum FaultKind
{
    /// <summary>The node loses its memory at once, as kill -9 would do.</summary>
    Crash,

    /// <summary>The node stops answering; nothing of what it does is seen any more.</summary>
    Hang,
}

/// <summary>Whether new work can be admitted.</summary>
/// <param name="Ready">It can.</param>
/// <param name="Reason">A code such as <c>starting</c>, <c>draining</c> or <c>storage_unavailable</c>; null when ready.</param>
public sealed record Readiness(bool Ready, string? Reason = null);
