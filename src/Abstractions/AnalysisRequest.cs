using System.Text.Json;
using TradingAgents.Core;
using TradingAgents.Core.Admission;

namespace TradingAgents.Abstractions;

/// <summary>What someone asks for; the body of a submission.</summary>
/// <remarks>An engine validates it with <see cref="RequestRules"/> and refuses what breaks them with <c>invalid_request</c>.</remarks>
public sealed record AnalysisRequest
{
    /// <summary>1 to 32 of A-Z a-z 0-9 . - ^ = : _; upper-cased by <see cref="RequestRules.Normalize"/>.</summary>
    public required string StockCode { get; init; }

    /// <summary>Which analysts take part.</summary>
    public AnalysisType AnalysisType { get; init; } = AnalysisType.Comprehensive;

    /// <summary>How urgent it is.</summary>
    public TaskPriority Priority { get; init; } = TaskPriority.Normal;

    /// <summary>Execution timeout of one attempt in seconds, above 0, at most 7200; null: the engine's limit, scaled by depth.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Attempts in all, 1 to 10; null: 3.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>On whose account, 1 to 64 of the characters of a stock code; null: <c>default</c>.</summary>
    public string? Tenant { get; init; }

    /// <summary>Tasks that must complete first; it fails with <c>dependency_failed</c> if one does not.</summary>
    public IReadOnlyList<TaskId>? DependsOn { get; init; }

    /// <summary>Starts no earlier than this.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>A JSON object, per analysis type; null: all defaults. See <see cref="AnalysisParameters"/> and <see cref="SyntheticParameters"/>.</summary>
    public JsonElement? Parameters { get; init; }
}
