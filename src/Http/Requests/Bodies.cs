using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;

namespace TradingAgents.Http.Requests;

/// <summary>The options of a submission, the same for one task and for a batch. The engine checks them again, with the same rules.</summary>
internal abstract record SubmissionOptions
{
    [Description("Which analysts take part; default comprehensive.")]
    public AnalysisType? AnalysisType { get; init; }

    [Description("How urgent it is; default normal.")]
    public TaskPriority? Priority { get; init; }

    [Description("Execution timeout of one attempt in seconds, above 0, at most 7200; default: the limits, scaled by depth.")]
    [Range(0d, RequestRules.MaxTimeoutSeconds, MinimumIsExclusive = true, ErrorMessage = "Must be above 0 and at most 7200.")]
    public double? TimeoutSeconds { get; init; }

    [Description("1 to 10; default 3.")]
    [Range(1, 10, ErrorMessage = "Must be 1 to 10.")]
    public int? MaxAttempts { get; init; }

    [Description("On whose account, 1 to 64 of A-Z a-z 0-9 . - ^ = : _; default \"default\"; with API keys the key's name, not settable.")]
    [RegularExpression("[A-Za-z0-9.^=:_-]{1,64}", ErrorMessage = BodyRules.TenantMessage)]
    [StringLength(64, MinimumLength = 1, ErrorMessage = BodyRules.TenantMessage)]
    public string? Tenant { get; init; }

    [Description("Ids of tasks that must complete first, at most 100.")]
    public IReadOnlyList<TaskId>? DependsOn { get; init; }

    [Description("Starts no earlier than this.")]
    public DateTimeOffset? NotBefore { get; init; }

    [Description("An object. Synthetic: duration_ms 0..600000, fail_attempts, steps. All others: depth 1..5 (default 1), trade_date, analysts, language en or zh.")]
    public JsonElement? Parameters { get; init; }

    protected AnalysisRequest ToRequest(string stockCode, string? tenant) => new()
    {
        StockCode = stockCode,
        AnalysisType = AnalysisType ?? default,
        Priority = Priority ?? TaskPriority.Normal,
        TimeoutSeconds = TimeoutSeconds,
        MaxAttempts = MaxAttempts,
        Tenant = tenant,
        DependsOn = DependsOn,
        NotBefore = NotBefore,
        Parameters = Parameters,
    };
}

internal sealed record SubmitBody : SubmissionOptions
{
    [Description("1 to 32 of A-Z a-z 0-9 . - ^ = : _; upper-cased.")]
    [RegularExpression("[A-Za-z0-9.^=:_-]{1,32}", ErrorMessage = BodyRules.StockCodeMessage)]
    [StringLength(32, MinimumLength = 1, ErrorMessage = BodyRules.StockCodeMessage)]
    public required string StockCode { get; init; }

    public AnalysisRequest ToRequest(string? tenant) => ToRequest(StockCode, tenant);
}

internal sealed record BatchBody : SubmissionOptions
{
    [Description("1 to 100 stock codes; each becomes a task with an outcome of its own.")]
    [Length(1, RequestRules.MaxBatchSize, ErrorMessage = "Give 1 to 100 stock codes.")]
    public required IReadOnlyList<string> StockCodes { get; init; }

    public BatchRequest ToRequest(string? tenant) => new(StockCodes, ToRequest("", tenant));
}

internal sealed record CleanupBody
{
    [Description("Forgets terminal tasks that ended at least this many seconds ago; default 86400.")]
    [Range(0d, 3e9, ErrorMessage = "Must be 0 to 3000000000.")]
    public double? OlderThanSeconds { get; init; }
}

internal sealed record AddInstanceBody
{
    [RegularExpression(BodyRules.NamePattern, ErrorMessage = BodyRules.NameMessage)]
    [StringLength(64, MinimumLength = 1, ErrorMessage = BodyRules.NameMessage)]
    public required string InstanceId { get; init; }

    [StringLength(255, MinimumLength = 1, ErrorMessage = "Must have 1 to 255 characters.")]
    public string? Host { get; init; }

    [Range(1, 65535, ErrorMessage = "Must be 1 to 65535.")]
    public int? Port { get; init; }

    [Description("How much work it gets beside the others, 1 to 1000; default 1.")]
    [Range(1, 1000, ErrorMessage = "Must be 1 to 1000.")]
    public int? Weight { get; init; }
}

internal sealed record UpdateInstanceBody
{
    [Range(1, 1000, ErrorMessage = "Must be 1 to 1000.")]
    public int? Weight { get; init; }

    [AllowedValues(null, NodeState.Active, NodeState.Draining, ErrorMessage = "Must be active or draining.")]
    public NodeState? State { get; init; }
}

internal sealed record StrategyBody
{
    public required PlacementStrategy Strategy { get; init; }
}

internal sealed record LimitsBody
{
    [Range(1, 10_000, ErrorMessage = "Must be 1 to 10000.")]
    public int? MaxConcurrentAnalyses { get; init; }

    [Range(0, 10_000_000, ErrorMessage = "Must be 0 to 10000000.")]
    public int? MaxQueueSize { get; init; }

    [Description("Default execution timeout of one attempt in seconds at depth 1.")]
    [Range(0d, 7200d, MinimumIsExclusive = true, ErrorMessage = "Must be above 0 and at most 7200.")]
    public double? AnalysisTimeout { get; init; }
}

internal sealed record FaultBody
{
    public required NodeId NodeId { get; init; }
    public required FaultKind Kind { get; init; }
}

internal sealed record MemoryAddBody
{
    [RegularExpression(BodyRules.NamePattern, ErrorMessage = BodyRules.NameMessage)]
    [StringLength(64, MinimumLength = 1, ErrorMessage = BodyRules.NameMessage)]
    public required string CollectionName { get; init; }

    [Length(1, 1000, ErrorMessage = "Give 1 to 1000 documents.")]
    public required IReadOnlyList<MemoryDocumentBody> Documents { get; init; }
}

internal sealed record MemoryDocumentBody
{
    [Description("Unique in its collection, 1 to 128 characters; made up where it is left out. A document of the same id is replaced.")]
    public string? Id { get; init; }

    [Description("Not empty.")]
    public required string Text { get; init; }

    [Description("An object, returned as it came.")]
    public JsonElement? Metadata { get; init; }
}

internal sealed record MemorySearchBody
{
    [RegularExpression(BodyRules.NamePattern, ErrorMessage = BodyRules.NameMessage)]
    [StringLength(64, MinimumLength = 1, ErrorMessage = BodyRules.NameMessage)]
    public required string CollectionName { get; init; }

    [Description("Free text in any language; never an expression.")]
    public required string Query { get; init; }

    [Description("1 to 100; default 3.")]
    [Range(1, 100, ErrorMessage = "Must be 1 to 100.")]
    public int? NResults { get; init; }
}

/// <summary>What several bodies ask of a name.</summary>
internal static class BodyRules
{
    public const string NamePattern = @"(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}";
    public const string StockCodeMessage = "Must be 1 to 32 of A-Z a-z 0-9 . - ^ = : _";
    public const string TenantMessage = "Must be 1 to 64 of A-Z a-z 0-9 . - ^ = : _";
    public const string NameMessage = "Must be 1 to 64 of A-Z a-z 0-9 . - _";
}
