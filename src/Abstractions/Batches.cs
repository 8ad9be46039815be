using System.Text.Json.Serialization;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Abstractions;

/// <summary>Many stock codes with one set of options.</summary>
/// <param name="StockCodes">1 to 100 codes; each becomes a task of its own.</param>
/// <param name="Template">The options of every task; its stock code is ignored.</param>
public sealed record BatchRequest(IReadOnlyList<string> StockCodes, AnalysisRequest Template);

/// <summary>What became of each item of a batch at submission.</summary>
public sealed record BatchReceipt(string BatchId, IReadOnlyList<BatchItem> Items);

/// <summary>One item: a task that was taken, or why it was not.</summary>
public sealed record BatchItem(
    string StockCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TaskSnapshot? Task = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BatchItemError? Error = null);

/// <summary>Why an item was refused.</summary>
public sealed record BatchItemError(
    string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfterSeconds = null);

/// <summary>A batch as it stands.</summary>
/// <param name="BatchId">Its name.</param>
/// <param name="Counts">Tasks by status; statuses nobody is in are left out.</param>
/// <param name="Progress">0 to 1: the mean of its tasks', a terminal one counting as 1.</param>
/// <param name="Tasks">The tasks taken, in the order of their codes.</param>
public sealed record BatchSnapshot(
    string BatchId, IReadOnlyDictionary<AnalysisStatus, int> Counts, double Progress, IReadOnlyList<TaskSnapshot> Tasks);
