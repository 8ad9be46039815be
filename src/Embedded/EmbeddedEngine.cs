using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Reuse;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Nodes;
using TradingAgents.Embedded.Outputs;
using TradingAgents.Embedded.Runs;

namespace TradingAgents.Embedded;

/// <summary>The default engine: many governors in one process over a SQLite journal; it needs nothing installed.</summary>
/// <remarks>
/// It interprets: events go to the scheduler, changes to the journal, effects to the runner. It holds no scheduling rule.
/// A submission is acknowledged once it is durable; kill -9 at any instant loses nothing acknowledged and repeats no finished stage.
/// </remarks>
public sealed partial class EmbeddedEngine : IAnalysisEngine, IAsyncDisposable
{
    private readonly EmbeddedOptions _options;
    private readonly DataDirectory _directory;
    private readonly SqliteJournal _journal;
    private readonly SqliteOutputStore? _outputs;
    private readonly SchedulerHost _host;
    private readonly NodeMonitor _monitor;
    private readonly AttemptRunner _runner;
    private readonly Submissions _submissions;
    private readonly TaskReader _reader;
    private readonly TimeProvider _time;
    private volatile bool _draining;
    private bool _disposed;

    private EmbeddedEngine(
        EmbeddedOptions options, IAnalysisPlanner planner, TimeProvider time, ILogger logger, DataDirectory directory, SqliteJournal journal)
    {
        (_options, _directory, _journal, _time, _startedAt) = (options, directory, journal, time, time.GetUtcNow());
        _limits = options.Limits;
        var cluster = new ClusterOptions
        {
            Limits = new GovernorLimits(options.Limits.MaxConcurrentAnalyses, options.Limits.MaxQueueSize),
            Strategy = options.Strategy,
            Order = new OrderRules(options.Aging),
            Seed = (ulong)Random.Shared.NextInt64(),
        };
        _host = new SchedulerHost(cluster, journal, time, logger);
        if (options.Reuse is { } reuse)
        {
            _outputs = new SqliteOutputStore(directory.Path, time, logger, options.Outputs);
            planner = new ReusingPlanner(planner, new StageReuse(reuse, time, _outputs));
        }

        _monitor = new NodeMonitor(_host, options.CheckInterval, time, logger);
        _runner = new AttemptRunner(planner, _host, _monitor, journal.Reader, options.StopGrace, time, logger) { TimeoutSeconds = options.Limits.AnalysisTimeout };
        _alerts = new AlertWatch(options.Alerts, _host, _runner, options.CheckInterval, time, logger);
        _host.Launch = _runner.Launch;
        _host.Interrupt = _runner.Interrupt;
        _reader = new TaskReader(_host, journal.Reader, time);
        _submissions = new Submissions(_host, journal.Reader, _reader, time);
    }

    /// <summary>Completes when the scheduler has broken an invariant: nothing is admitted or started any more. End the process; the next one recovers from the journal.</summary>
    public Task Failed => _host.Failed;

    /// <summary>What drives the scheduler, for tests that plant a fault in it.</summary>
    internal SchedulerHost Host => _host;

    /// <summary>Opens the data directory, takes over what an earlier process left, and starts.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="planner">What analyses consist of.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where it logs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DataDirectoryUnusableException">The directory cannot be made, read or written.</exception>
    /// <exception cref="DataDirectoryInUseException">Another process has the directory open.</exception>
    /// <exception cref="SchemaTooNewException">A newer release wrote the journal.</exception>
    /// <exception cref="JournalDamagedException">The journal cannot be read.</exception>
    public static async Task<EmbeddedEngine> StartAsync(
        EmbeddedOptions options, IAnalysisPlanner planner, TimeProvider time, ILoggerFactory logs, CancellationToken cancellationToken = default)
    {
        options.Check();
        var logger = logs.CreateLogger("TradingAgents.Embedded");
        var engine = Open(options, planner, time, logger);
        try
        {
            for (var number = 1; number <= options.Nodes; number++)
            {
                var node = new NodeId($"node-{number}");
                engine._host.Do(scheduler => scheduler.AddNode(node, weight: 1, time.GetUtcNow()));
            }

            engine.ReserveThreads();

            await engine.WhileDiskWorks(engine._host.RecoverAsync()).WaitAsync(cancellationToken).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Refuses new work, gives what runs so long to end, and hands the rest to the next process. Reads go on.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        _draining = true;
        if (!TryStopStarting()) patience = TimeSpan.Zero;
        using var deadline = new CancellationTokenSource(patience, _time);
        try
        {
            await _runner.WhenIdleAsync().WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What has not ended by now is resumed by the next process.
        }

        _runner.StopAll();
        await WhileDiskWorks(FlushAsync()).ConfigureAwait(false);
    }

    /// <summary>Hands back what runs, makes everything durable and releases the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            await DrainAsync(TimeSpan.Zero).ConfigureAwait(false);
            await _alerts.DisposeAsync().ConfigureAwait(false);
            await _monitor.DisposeAsync().ConfigureAwait(false);
            await _host.DisposeAsync().ConfigureAwait(false);
            _reader.Close();
            if (_outputs is not null) await _outputs.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _journal.Dispose();
            _directory.Dispose();
        }
    }

    /// <inheritdoc />
    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckIdempotencyKey(idempotencyKey);
        var normal = RequestRules.Normalize(request, _options.AllowSynthetic);
        CheckAdmitting();
        return _submissions.SubmitAsync(normal, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckIdempotencyKey(idempotencyKey);
        RequestRules.CheckBatch(request, _options.AllowSynthetic);
        CheckAdmitting();
        return _submissions.SubmitBatchAsync(request, idempotencyKey, _options.AllowSynthetic, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var live = _host.Find(taskId);
        var asked = live?.Published is null ? null : _host.TryCancel(taskId);
        if (asked is not null)
        {
            await Durable(asked, cancellationToken).ConfigureAwait(false);
            // Most runs stop at once; then the answer can say so.
            await Task.WhenAny(live!.Ended, Task.Delay(CancelPatience, _time, cancellationToken)).ConfigureAwait(false);
            return _reader.Get(taskId);
        }

        if (live?.Published is not null) await Durable(live.Ended, cancellationToken).ConfigureAwait(false);
        var ended = _reader.Get(taskId);
        return ended.Status == Core.Lifecycle.AnalysisStatus.Cancelled
            ? ended
            : throw new EngineException(ErrorCodes.AlreadyFinished, $"Task {taskId} is {ContractJson.NameOf(ended.Status)} already.");
    }

    private static readonly TimeSpan CancelPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DurablePatience = TimeSpan.FromSeconds(5);

    /// <summary>Completes when everything so far is settled on the disk.</summary>
    internal Task FlushAsync() => _journal.FlushAsync();

    private static EmbeddedEngine Open(EmbeddedOptions options, IAnalysisPlanner planner, TimeProvider time, ILogger logger)
    {
        var directory = DataDirectory.Open(options.DataDirectory);
        SqliteJournal? journal = null;
        try
        {
            journal = SqliteJournal.Open(directory, time, logger, options.Journal);
            return new EmbeddedEngine(options, planner, time, logger, directory, journal);
        }
        catch
        {
            journal?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    // A disk that fails may do so for hours: neither a start nor an end of the process waits for it.
    private async Task WhileDiskWorks(Task settled)
    {
        var failing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(bool healthy)
        {
            if (!healthy) failing.TrySetResult();
        }

        _journal.HealthChanged += Look;
        Look(_journal.Healthy);
        await Task.WhenAny(settled, failing.Task).ConfigureAwait(false);
        _journal.HealthChanged -= Look;
    }

    private bool TryStopStarting()
    {
        try
        {
            _host.Do(scheduler =>
            {
                scheduler.Stop();
                return Step.Nothing;
            });
            return true;
        }
        catch (EngineFailedException)
        {
            return false; // Nothing starts any more as it is.
        }
    }

    private void CheckAdmitting()
    {
        if (_host.HasFailed) throw new EngineFailedException();
        if (_draining) throw new EngineException(ErrorCodes.Draining, "The server is stopping and takes no new work; try another one, or this one in a minute.") { RetryAfterSeconds = 30 };
    }

    // While the disk fails, what has been decided stands but cannot be promised.
    private async Task Durable(Task durable, CancellationToken cancellationToken)
    {
        try
        {
            await durable.WaitAsync(DurablePatience, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new EngineException(ErrorCodes.StorageUnavailable, "It is in effect, but cannot be made durable now: the disk fails. Ask again later.") { RetryAfterSeconds = 5 };
        }
    }
}
