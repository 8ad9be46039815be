using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Client.Http;

/// <summary>The paths of the HTTP contract, relative to the server.</summary>
public static class ApiRoutes
{
    public const string Submit = "api/v1/analysis/submit";
    public const string SubmitBatch = "api/v1/analysis/batch";
    public const string CancelMany = "api/v1/analysis/cancel";
    public const string Stats = "api/v1/system/stats";
    public const string Nodes = "api/v1/system/nodes";
    public const string Alerts = "api/v1/system/alerts";
    public const string Report = "api/v1/system/report";
    public const string Ready = "ready";
    public const string Cleanup = "api/v1/admin/cleanup";
    public const string AddInstance = "api/v1/admin/load_balancer/add_instance";
    public const string Strategy = "api/v1/admin/load_balancer/strategy";
    public const string Limits = "api/v1/admin/limits";
    public const string Faults = "api/v1/admin/faults";
    public const string MemoryAdd = "api/v1/memory/add";
    public const string MemorySearch = "api/v1/memory/search";

    /// <summary>What happened in the last hours.</summary>
    public static string History(int hours) => string.Create(CultureInfo.InvariantCulture, $"api/v1/system/history?hours={hours}");

    public static string Status(TaskId id) => $"api/v1/analysis/status/{Task(id)}";

    public static string Result(TaskId id) => $"api/v1/analysis/result/{Task(id)}";

    public static string Events(TaskId id) => $"api/v1/analysis/events/{Task(id)}";

    public static string Cancel(TaskId id) => $"api/v1/analysis/cancel/{Task(id)}";

    public static string Request(TaskId id) => $"api/v1/analysis/request/{Task(id)}";

    public static string Waiting(TaskId id) => $"api/v1/analysis/waiting/{Task(id)}";

    public static string Batch(string id) => $"api/v1/analysis/batch/{Segment(id, ErrorCodes.UnknownBatch, "batch")}";

    public static string Instance(NodeId id) =>
        $"api/v1/admin/load_balancer/instances/{Segment(id.Value, ErrorCodes.UnknownInstance, "instance")}";

    public static string Stock(string symbol, string period) =>
        $"api/v1/data/stock?symbol={Uri.EscapeDataString(symbol)}&period={Uri.EscapeDataString(period)}";

    /// <summary>The list of tasks; only the filters given are sent.</summary>
    public static string List(TaskQuery query) => Query("api/v1/analysis",
        ("status", query.Status is { } status ? ContractJson.NameOf(status) : null),
        ("priority", query.Priority is { } priority ? ContractJson.NameOf(priority) : null),
        ("stock_code", query.StockCode),
        ("tenant", query.Tenant),
        ("q", query.Search),
        ("limit", query.Limit == TaskQuery.DefaultLimit ? null : query.Limit.ToString(CultureInfo.InvariantCulture)),
        ("cursor", query.Cursor));

    /// <summary>The list of batches; only the filters given are sent.</summary>
    public static string Batches(BatchQuery query) => Query("api/v1/analysis/batches",
        ("tenant", query.Tenant),
        ("limit", query.Limit == BatchQuery.DefaultLimit ? null : query.Limit.ToString(CultureInfo.InvariantCulture)),
        ("cursor", query.Cursor));

    private static string Query(string path, params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        var text = string.Join("&", given);
        return text.Length == 0 ? path : path + "?" + text;
    }

    private static string Task(TaskId id) => Segment(id.Value, ErrorCodes.UnknownTask, "task");

    /// <summary>A name that would vanish from the path, or climb it, can be no one's.</summary>
    private static string Segment(string? name, string code, string what) =>
        string.IsNullOrWhiteSpace(name) || name is "." or ".."
            ? throw new EngineException(code, $"There is no {what} '{name}'.")
            : Uri.EscapeDataString(name);
}
