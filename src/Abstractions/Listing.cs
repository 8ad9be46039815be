using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Abstractions;

/// <summary>Which tasks to list; every given filter must match.</summary>
public sealed record TaskQuery
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public AnalysisStatus? Status { get; init; }
    public TaskPriority? Priority { get; init; }

    /// <summary>Compared upper-cased.</summary>
    public string? StockCode { get; init; }

    public string? Tenant { get; init; }

    /// <summary>The beginning of a stock code (in any case), of a tenant or of a task's id, or a whole batch id; 1 to 64 characters of a stock code.</summary>
    public string? Search { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Opaque: the <see cref="TaskPage.NextCursor"/> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>One page of tasks, newest first.</summary>
/// <param name="Tasks">At most the limit.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record TaskPage(IReadOnlyList<TaskSnapshot> Tasks, string? NextCursor);
