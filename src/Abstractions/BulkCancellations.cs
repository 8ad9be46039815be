using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Abstractions;

/// <summary>Which unfinished tasks to cancel; every given filter must match.</summary>
public sealed record BulkCancelRequest
{
    /// <summary>A status that is not terminal; null: any of those.</summary>
    public AnalysisStatus? Status { get; init; }

    public TaskPriority? Priority { get; init; }

    /// <summary>Compared upper-cased.</summary>
    public string? StockCode { get; init; }

    public string? Tenant { get; init; }
    public string? BatchId { get; init; }

    /// <summary>As <see cref="TaskQuery.Search"/>.</summary>
    public string? Search { get; init; }

    /// <summary>Only counts what matches. Default true: nothing is cancelled by a call that left something out.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>Cancels nothing where more match than this, as when a filter was lost since the preview; null: no bound.</summary>
    public int? AtMost { get; init; }

    /// <summary>Whether it names any filter.</summary>
    public bool IsFiltered => (Status ?? (object?)Priority ?? StockCode ?? Tenant ?? BatchId ?? Search) is not null;
}

/// <summary>What a bulk cancellation did, or would do.</summary>
/// <param name="DryRun">It only counted.</param>
/// <param name="Matched">Unfinished tasks that match.</param>
/// <param name="Cancelled">Of these, those that were asked to stop; 0 in a dry run. What ended by itself meanwhile is not among them.</param>
/// <param name="ByStatus">What matched, by status; statuses nobody is in are left out.</param>
public sealed record BulkCancellation(bool DryRun, int Matched, int Cancelled, IReadOnlyDictionary<AnalysisStatus, int> ByStatus);
