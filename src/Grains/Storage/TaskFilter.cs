using TradingAgents.Abstractions;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Storage;

/// <summary>Which tasks a listing shows.</summary>
internal static class TaskFilter
{
    public static bool Matches(TaskQuery query, TaskDocument document) =>
        (query.Status is null || document.Record.Status == query.Status)
        && (query.Priority is null || document.Record.Priority == query.Priority)
        && (query.Tenant is null || document.Record.Tenant == query.Tenant)
        && (query.StockCode is null || string.Equals(document.Request.StockCode, query.StockCode, StringComparison.OrdinalIgnoreCase));
}
