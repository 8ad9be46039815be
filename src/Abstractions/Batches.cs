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

/// <summary>Which batches to list.</summary>
public sealed record BatchQuery
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    public string? Tenant { get; init; }

    /// <summary>1 to 100.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Opaque: the <see cref="BatchPage.NextCursor"/> of the page before.</summary>
    public string? Cursor { get; init; }
}

/// <summary>One page of batches, newest first.</summary>
/// <param name="Batches">At most the limit.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record BatchPage(IReadOnlyList<BatchSummary> Batches, string? NextCursor);

/// <summary>A batch without its tasks.</summary>
/// <param name="BatchId">Its name.</param>
/// <param name="Tenant">On whose account.</param>
/// <param name="SubmittedAt">When the first of its tasks was taken.</param>
/// <param name="Total">Tasks taken.</param>
/// <param name="StockCodes">The first few of their stock codes, in the order given.</param>
/// <param name="Counts">Tasks by status; statuses nobody is in are left out.</param>
/// <param name="Progress">0 to 1, as <see cref="BatchSnapshot.Progress"/>.</param>
public sealed record BatchSummary(
    string BatchId, string Tenant, DateTimeOffset SubmittedAt, int Total, IReadOnlyList<string> StockCodes,
    IReadOnlyDictionary<AnalysisStatus, int> Counts, double Progress)
{
    /// <summary>How many stock codes are named.</summary>
    public const int CodesNamed = 8;

    /// <summary>What a batch with at least one task comes to.</summary>
    public static BatchSummary Of(BatchSnapshot batch) => new(
        batch.BatchId, batch.Tasks[0].Tenant, batch.Tasks.Min(task => task.SubmittedAt), batch.Tasks.Count,
        [.. batch.Tasks.Take(CodesNamed).Select(task => task.StockCode)], batch.Counts, batch.Progress);
}
