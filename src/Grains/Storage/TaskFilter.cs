using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Storage;

/// <summary>Which tasks a listing shows, or a bulk cancellation means.</summary>
internal static class TaskFilter
{
    public static bool Matches(TaskQuery query, TaskDocument document) =>
        (query.Status is null || document.Record.Status == query.Status)
        && (query.Priority is null || document.Record.Priority == query.Priority)
        && (query.Tenant is null || document.Record.Tenant == query.Tenant)
        && (query.StockCode is null || string.Equals(document.Request.StockCode, query.StockCode, StringComparison.OrdinalIgnoreCase))
        && (query.Search is null || IsFound(query.Search, document.Record, document.Request, document.BatchId));

    /// <summary>Which of a cluster's unfinished tasks a bulk cancellation means. One that was asked to stop before is not among them: there is nothing left to ask.</summary>
    public static bool Matches(BulkCancelRequest wanted, TaskRecord record, AnalysisRequest request, string? batchId) =>
        !record.CancelRequested && !TaskLifecycle.IsTerminal(record.Status)
        && (wanted.Status is null || wanted.Status == record.Status)
        && (wanted.Priority is null || wanted.Priority == record.Priority)
        && (wanted.Tenant is null || wanted.Tenant == record.Tenant)
        && (wanted.StockCode is null || wanted.StockCode.Equals(request.StockCode, StringComparison.OrdinalIgnoreCase))
        && (wanted.BatchId is null || wanted.BatchId == batchId)
        && (wanted.Search is null || IsFound(wanted.Search, record, request, batchId));

    private static bool IsFound(string search, TaskRecord record, AnalysisRequest request, string? batchId) =>
        request.StockCode.StartsWith(search, StringComparison.OrdinalIgnoreCase)
        || record.Tenant.StartsWith(search, StringComparison.Ordinal)
        || record.Id.Value.StartsWith(search, StringComparison.Ordinal)
        || batchId == search;
}
