using System.Text.Json;

namespace TradingAgents.Abstractions;

/// <summary>A completed task and its report.</summary>
/// <param name="Task">The task.</param>
/// <param name="Report">A JSON object: an <see cref="Reports.AnalysisReport"/>, or <c>{"synthetic": true}</c>.</param>
public sealed record AnalysisResult(TaskSnapshot Task, JsonElement Report);
