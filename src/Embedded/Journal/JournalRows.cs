using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Journal;

/// <summary>A task as the journal keeps it: what it is looked up by, and the engine's own record, which the journal does not read.</summary>
/// <param name="TaskId">Unique.</param>
/// <param name="Seq">Unique, above 0, in the order of submission. Never used again, not even after the task is deleted.</param>
/// <param name="BatchIndex">Its place within the batch; of no meaning without one.</param>
/// <param name="FinishedAt">When it became terminal; null before.</param>
/// <param name="Record">UTF-8 JSON.</param>
internal sealed record TaskRow(
    TaskId TaskId,
    long Seq,
    AnalysisStatus Status,
    TaskPriority Priority,
    string StockCode,
    string Tenant,
    string? BatchId,
    int BatchIndex,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? FinishedAt,
    byte[] Record);

/// <summary>One entry of a task's event log.</summary>
/// <param name="Data">UTF-8 JSON.</param>
internal sealed record EventRow(long Id, TaskEventKind Kind, DateTimeOffset At, byte[] Data);

/// <summary>The output of a finished stage.</summary>
/// <param name="Output">UTF-8 JSON.</param>
internal sealed record StageRow(string Stage, byte[] Output);

/// <summary>What an idempotency key stands for.</summary>
/// <param name="Digest">Of the request it came with first.</param>
/// <param name="TaskId">The task it made.</param>
internal sealed record KeyRow(string Digest, TaskId TaskId);

/// <summary>A batch as submitted; its tasks are rows of their own.</summary>
/// <param name="Json">UTF-8 JSON.</param>
internal sealed record BatchRow(string BatchId, string Tenant, string Digest, byte[] Json);

/// <summary>Which tasks to list; every given filter must match.</summary>
/// <param name="StockCode">As stored, upper-cased.</param>
/// <param name="BeforeSeq">Only tasks submitted before this one; null: from the newest.</param>
/// <param name="Search">The beginning of a stock code (in any case), of a tenant or of a task's id, or a whole batch id.</param>
internal sealed record TaskFilter(
    AnalysisStatus? Status = null, TaskPriority? Priority = null, string? StockCode = null, string? Tenant = null, long? BeforeSeq = null,
    string? Search = null);
