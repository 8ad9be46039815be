using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Embedded.Journal;

/// <summary>Writes that become durable together or not at all.</summary>
/// <param name="Writes">In order; none makes the batch a mere barrier.</param>
/// <param name="Essential">
/// True for what must not be lost because it has happened already (a task ended): it is kept and retried until the disk takes it.
/// False for what can still be refused (an admission).
/// </param>
/// <param name="Settled">
/// Called once on the writer thread: with null when the batch is durable, in the order of appending; with a
/// <see cref="StorageUnavailableException"/> when it was refused, which may overtake an essential batch that is still kept;
/// with another exception when the batch itself is at fault. It must be quick and must not throw.
/// </param>
internal sealed record JournalBatch(IReadOnlyList<JournalWrite> Writes, bool Essential, Action<Exception?> Settled);

/// <summary>One change to the journal. All JSON is UTF-8.</summary>
internal abstract record JournalWrite
{
    private const int Overhead = 128;

    private protected JournalWrite() { }

    /// <summary>Roughly what it adds to a transaction, in bytes.</summary>
    public int Size => Overhead + PayloadSize;

    private protected virtual int PayloadSize => 0;
}

/// <summary>Adds a task, or replaces the status, finish time and record of one that exists; all else of a task never changes.</summary>
internal sealed record PutTask(TaskRow Row) : JournalWrite
{
    private protected override int PayloadSize => Row.Record.Length;
}

/// <summary>Keeps a stage's output, replacing an earlier one.</summary>
internal sealed record PutStage(TaskId TaskId, string Stage, byte[] Output) : JournalWrite
{
    private protected override int PayloadSize => Output.Length;
}

/// <summary>Forgets all stages of a task.</summary>
internal sealed record DeleteStages(TaskId TaskId) : JournalWrite;

/// <summary>Adds an event; its id must be new within the task.</summary>
internal sealed record AddEvent(TaskId TaskId, long EventId, TaskEventKind Kind, DateTimeOffset At, byte[] Data) : JournalWrite
{
    private protected override int PayloadSize => Data.Length;
}

/// <summary>Keeps a task's report, replacing an earlier one.</summary>
internal sealed record PutReport(TaskId TaskId, byte[] Report) : JournalWrite
{
    private protected override int PayloadSize => Report.Length;
}

/// <summary>Binds an idempotency key to a task, replacing an earlier binding.</summary>
internal sealed record PutKey(string Scope, string Key, string Digest, TaskId TaskId) : JournalWrite;

/// <summary>Keeps a batch, replacing an earlier one.</summary>
internal sealed record PutBatchRow(BatchRow Row) : JournalWrite
{
    private protected override int PayloadSize => Row.Json.Length;
}

/// <summary>Forgets tasks with their events, stages, reports and keys, and batches left without a task. Unknown ids are passed over.</summary>
internal sealed record DeleteTasks(IReadOnlyList<TaskId> TaskIds) : JournalWrite
{
    private protected override int PayloadSize => 1024 * TaskIds.Count;
}
