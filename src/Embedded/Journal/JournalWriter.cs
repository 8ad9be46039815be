using Microsoft.Extensions.Logging;

namespace TradingAgents.Embedded.Journal;

/// <summary>The one thread that writes. Whatever waits when a commit ends goes into the next one, so that many share one fsync and none waits for a timer.</summary>
internal sealed partial class JournalWriter : IDisposable
{
    // The size limit cuts the WAL back after a checkpoint when a long read let it grow.
    public const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 16777216;";

    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(30);

    private readonly string _file;
    private readonly ILogger _logger;
    private readonly JournalOptions _options;
    private readonly ITimer _retryTimer;
    private readonly Thread _thread;

    private readonly object _gate = new();
    private readonly Queue<Entry> _arrived = new(); // under the gate
    private readonly List<(long Last, TaskCompletionSource Done)> _flushes = []; // under the gate
    private long _lastNumber; // under the gate
    private bool _retryDue; // under the gate
    private bool _closing; // under the gate

    private readonly LinkedList<Entry> _kept = []; // of the writer thread: essential batches the disk did not take
    private WriterTransactions? _transactions; // of the writer thread

    private int _backlog;
    private long _commits;
    private volatile bool _healthy = true;

    public JournalWriter(string file, TimeProvider time, ILogger logger, JournalOptions options)
    {
        _file = file;
        _logger = logger;
        _options = options;
        _transactions = new WriterTransactions(file, options.BeforeTransaction);
        _retryTimer = time.CreateTimer(_ => RetryNow(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { Name = "journal writer", IsBackground = true };
        _thread.Start();
    }

    public event Action<bool>? HealthChanged;

    public bool Healthy => _healthy;

    public int BacklogCount => Volatile.Read(ref _backlog);

    public long CommitCount => Interlocked.Read(ref _commits);

    public void Append(JournalBatch batch)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            Interlocked.Increment(ref _backlog);
            _arrived.Enqueue(new Entry(batch, ++_lastNumber));
            Monitor.Pulse(_gate);
        }
    }

    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (BacklogCount == 0) return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _flushes.Add((_lastNumber, done));
            return done.Task;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        if (Thread.CurrentThread != _thread && !_thread.Join(CloseLimit)) LogCloseTimeout(_logger, _file, CloseLimit.TotalSeconds);
        _retryTimer.Dispose();
    }

    private void RetryNow()
    {
        lock (_gate)
        {
            _retryDue = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (true)
        {
            var (group, closing) = WaitForGroup();
            if (group.Count > 0) Write(group);
            else if (!closing && !_healthy) SetHealth(Try(transactions => transactions.Probe())); // nothing else would find out

            CompleteFlushes();
            if (closing && (group.Count == 0 || !_healthy)) break;
        }

        Abandon();
        _transactions?.Dispose();
    }

    /// <summary>The next batches to write; none when it is only time to try the disk, or to close.</summary>
    private (List<Entry> Group, bool Closing) WaitForGroup()
    {
        lock (_gate)
        {
            while (_arrived.Count == 0 && !_retryDue && !_closing && !(_kept.Count > 0 && _healthy)) Monitor.Wait(_gate);
            _retryDue = false;
            var group = new List<Entry>();
            var bytes = 0L;
            while (group.Count < _options.MaxGroupBatches && bytes < _options.MaxGroupBytes)
            {
                if (_kept.First is { } kept)
                {
                    group.Add(kept.Value);
                    _kept.RemoveFirst();
                }
                else if (_arrived.TryDequeue(out var arrived)) group.Add(arrived);
                else break;

                bytes += group[^1].Size;
            }

            return (group, _closing);
        }
    }

    private void Write(List<Entry> group)
    {
        var failure = TryCommit(group);
        SetHealth(failure); // before settling, so that a callback finds it right
        if (failure is null || CommitEssentials(group))
        {
            foreach (var entry in group) Settle(entry, failure is null || entry.Batch.Essential ? entry.Fault : failure);
        }
        else KeepOrRefuse(group, failure);
    }

    /// <summary>What can be refused must not stand in the way of what cannot.</summary>
    private bool CommitEssentials(List<Entry> group)
    {
        var essentials = group.FindAll(entry => entry.Batch.Essential);
        return essentials.Count > 0 && essentials.Count < group.Count && TryCommit(essentials) is null;
    }

    /// <summary>One transaction; null when it is durable. A batch at fault is left out of it and marked.</summary>
    private StorageUnavailableException? TryCommit(List<Entry> group)
    {
        var failure = Try(transactions => transactions.Commit(group));
        if (failure is null) Interlocked.Increment(ref _commits);
        return failure;
    }

    private StorageUnavailableException? Try(Action<WriterTransactions> work)
    {
        try
        {
            work(_transactions ??= new WriterTransactions(_file, _options.BeforeTransaction));
            return null;
        }
        catch (Exception failed)
        {
            if (_transactions?.IsUsableAfter(failed) == false)
            {
                _transactions.Dispose();
                _transactions = null;
            }

            return new StorageUnavailableException($"The journal cannot be written: {failed.Message}", failed);
        }
    }

    /// <summary>The disk failed: keeps what is essential, in order, and refuses the rest, also of what arrived meanwhile: one failed commit is answer enough for all.</summary>
    private void KeepOrRefuse(List<Entry> group, StorageUnavailableException failure)
    {
        Entry[] arrived;
        lock (_gate)
        {
            arrived = [.. _arrived];
            _arrived.Clear();
        }

        for (var i = group.Count - 1; i >= 0; i--)
        {
            if (group[i].Batch.Essential) _kept.AddFirst(group[i]);
        }

        foreach (var entry in arrived)
        {
            if (entry.Batch.Essential) _kept.AddLast(entry);
        }

        foreach (var entry in group.Concat(arrived))
        {
            if (!entry.Batch.Essential) Settle(entry, failure);
        }
    }

    private void SetHealth(StorageUnavailableException? failure)
    {
        var healthy = failure is null;
        if (healthy == _healthy) return;
        _healthy = healthy;
        if (healthy) LogRecovered(_logger, _file);
        else LogFailed(_logger, failure, _file);
        var period = healthy ? Timeout.InfiniteTimeSpan : _options.RetryInterval;
        _retryTimer.Change(period, period);
        try
        {
            HealthChanged?.Invoke(healthy);
        }
        catch (Exception failed)
        {
            LogCallbackFailed(_logger, failed);
        }
    }

    private void Settle(Entry entry, Exception? outcome)
    {
        Interlocked.Decrement(ref _backlog);
        try
        {
            entry.Batch.Settled(outcome);
        }
        catch (Exception failed)
        {
            LogCallbackFailed(_logger, failed);
        }
    }

    private void CompleteFlushes()
    {
        lock (_gate)
        {
            var oldest = OldestUnsettled();
            foreach (var (last, done) in _flushes)
            {
                if (last < oldest) done.SetResult();
            }

            _flushes.RemoveAll(flush => flush.Last < oldest);
        }
    }

    /// <summary>Under the gate, on the writer thread, between two groups.</summary>
    private long OldestUnsettled() => Math.Min(
        _kept.First?.Value.Number ?? long.MaxValue,
        _arrived.TryPeek(out var arrived) ? arrived.Number : long.MaxValue);

    private void Abandon()
    {
        lock (_gate)
        {
            while (_arrived.TryDequeue(out var entry)) _kept.AddLast(entry);
        }

        if (_kept.Count == 0) return;
        LogAbandoned(_logger, _kept.Count, _file);
        var closed = new StorageUnavailableException("The journal was closed while its disk did not take what was to be written.");
        foreach (var entry in _kept) Settle(entry, closed);
        _kept.Clear();
        CompleteFlushes();
    }

    [LoggerMessage(LogLevel.Error, "Journal {File} cannot be written: new work is refused, results are kept in memory, the disk is tried again")]
    private static partial void LogFailed(ILogger logger, Exception? failure, string file);

    [LoggerMessage(LogLevel.Information, "Journal {File} can be written again")]
    private static partial void LogRecovered(ILogger logger, string file);

    [LoggerMessage(LogLevel.Error, "{Count} changes could not be written to journal {File} before it was closed")]
    private static partial void LogAbandoned(ILogger logger, int count, string file);

    [LoggerMessage(LogLevel.Error, "Journal {File} did not close within {Seconds} seconds")]
    private static partial void LogCloseTimeout(ILogger logger, string file, double seconds);

    [LoggerMessage(LogLevel.Error, "A callback of the journal failed")]
    private static partial void LogCallbackFailed(ILogger logger, Exception failure);

    /// <summary>A batch on its way.</summary>
    internal sealed class Entry(JournalBatch batch, long number)
    {
        public JournalBatch Batch => batch;
        public long Number => number;
        public long Size { get; } = batch.Writes.Sum(write => (long)write.Size);

        /// <summary>Why the batch itself cannot be written, of the latest try.</summary>
        public Exception? Fault { get; set; }
    }
}
