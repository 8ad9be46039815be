using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded.Tests.Journal;

/// <summary>A journal in a folder of its own, with a disk and a clock that the test controls.</summary>
internal sealed class JournalBench : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private DataDirectory _directory;

    public JournalBench()
    {
        Folder = Directory.CreateTempSubdirectory("journal-").FullName;
        _directory = DataDirectory.Open(Folder);
        Journal = OpenJournal();
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "journal.db");

    public SqliteJournal Journal { get; private set; }

    public JournalReader Reader => Journal.Reader;

    public ManualTimers Time { get; } = new();

    public TestDisk Disk { get; } = new();

    /// <summary>What was settled, in order: the name given to the batch, and the outcome.</summary>
    public ConcurrentQueue<(string Name, Exception? Outcome)> Settled { get; } = new();

    public IEnumerable<string> SettledNames => Settled.Select(settled => settled.Name);

    public static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    public static TaskRow Row(long seq, AnalysisStatus status = AnalysisStatus.Queued, string stockCode = "AAPL", string tenant = "default",
        TaskPriority priority = TaskPriority.Normal, string? batchId = null, int batchIndex = 0, DateTimeOffset? finishedAt = null) =>
        new(new TaskId($"task-{seq}"), seq, status, priority, stockCode, tenant, batchId, batchIndex, Noon.AddSeconds(seq), finishedAt, Json($$"""{"n":{{seq}}}"""));

    public void Reopen()
    {
        Close();
        _directory = DataDirectory.Open(Folder);
        Journal = OpenJournal();
    }

    public void Append(string name, bool essential, params JournalWrite[] writes) =>
        Journal.Append(new JournalBatch(writes, essential, outcome => Settled.Enqueue((name, outcome))));

    /// <summary>Appends and waits until it is settled.</summary>
    public async Task<Exception?> WriteAsync(params JournalWrite[] writes)
    {
        var done = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Journal.Append(new JournalBatch(writes, Essential: false, done.SetResult));
        return await done.Task.WaitAsync(Patience);
    }

    public Task FlushAsync() => Journal.FlushAsync().WaitAsync(Patience);

    public async Task HealthBecomesAsync(bool healthy)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(bool now)
        {
            if (now == healthy) seen.TrySetResult();
        }

        Journal.HealthChanged += Look;
        if (Journal.Healthy == healthy) seen.TrySetResult();
        await seen.Task.WaitAsync(Patience);
        Journal.HealthChanged -= Look;
    }

    public void Close()
    {
        Journal.Dispose();
        _directory.Dispose();
    }

    public void Dispose()
    {
        Disk.Mend();
        Close();
        Disk.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private SqliteJournal OpenJournal() => SqliteJournal.Open(_directory, Time, NullLogger.Instance, new JournalOptions { BeforeTransaction = Disk.BeforeTransaction });
}
