using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Scheduling;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Governors;

/// <summary>One silo's slots, and what runs in them: Core's governor, which a silo has once for as long as its process lives.</summary>
/// <remarks>
/// The scheduler decides what starts where; this is the silo's own guard. It takes a start once, never above the limit, and from no scheduler older than the
/// latest that it has heard. A slot is free before the run's end is told, so the scheduler never counts fewer than run here.
/// </remarks>
internal sealed partial class SiloGovernor
{
    private readonly Lock _gate = new();
    private readonly Governor _governor;
    private readonly Dictionary<RunKey, SiloRun> _runs = [];
    private readonly RunExecutor _executor;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private FaultKind? _fault;
    private bool _handsBack;
    private TaskCompletionSource? _silence;
    private long _term;

    public SiloGovernor(ClusterNodeOptions options, RunExecutor executor, TimeProvider time, ILogger<SiloGovernor> logger)
    {
        (_executor, _time, _logger) = (executor, time, logger);
        var limits = new GovernorLimits(options.Limits.MaxConcurrentAnalyses, 0); // What waits, waits with the scheduler.
        _governor = new Governor(new NodeId(options.Name), limits, new OrderRules(options.Aging), new FairShare());
    }

    /// <summary>Runs whose ends are still to be told, those that must stop included.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _runs.Count;
        }
    }

    /// <summary>Completes at once while the node answers; else when it does again, or was declared lost.</summary>
    public Task Answering
    {
        get
        {
            lock (_gate) return _silence?.Task ?? Task.CompletedTask;
        }
    }

    public bool Launch(LaunchOrder order)
    {
        lock (_gate)
        {
            if (!IsCurrent(order.Term) || _fault is not null) return false;
            var run = new RunKey(order.Task.Id, order.Task.Epoch);
            if (_runs.ContainsKey(run)) return true;
            _governor.Reconfigure(new GovernorLimits(order.MaxRunning, 0), _time.GetUtcNow());
            if (_governor.FreeSlots == 0 || _runs.Keys.Any(other => other.Task == run.Task && _governor.RunningTasks.Any(held => held.Task == other.Task)))
            {
                LogFull(_logger, order.Task.Id, _governor.Running, order.MaxRunning);
                return false;
            }

            _governor.Start(order.Task.Id, _time.GetUtcNow());
            var started = new SiloRun(order);
            if (_handsBack) started.HandBack.SetResult(); // The scheduler had not heard yet that the silo leaves.
            _runs.Add(run, started);
            _ = Task.Run(() => _executor.SuperviseAsync(this, started));
            return true;
        }
    }

    public void Interrupt(long term, RunKey run)
    {
        lock (_gate)
        {
            if (IsCurrent(term) && _runs.TryGetValue(run, out var found)) found.Stop.TrySetResult();
        }
    }

    public void Retain(long term, RunKey[] runs)
    {
        lock (_gate)
        {
            if (!IsCurrent(term)) return;
            foreach (var (run, found) in _runs)
            {
                if (!runs.Contains(run)) Abandon(found);
            }
        }
    }

    public async Task<bool> CheckAsync()
    {
        await Answering;
        lock (_gate) return _fault is null;
    }

    public void Break(FaultKind kind)
    {
        lock (_gate)
        {
            _fault = kind;
            if (kind == FaultKind.Hang) _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            else foreach (var run in _runs.Values) Abandon(run);
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            _fault = null;
            foreach (var run in _runs.Values.Where(run => run.Abandoned.IsCancellationRequested)) Release(run);
            _silence?.TrySetResult();
            _silence = null;
        }
    }

    /// <summary>A run has ended or is given up: its slot is free, its end can be told.</summary>
    public void Free(SiloRun run)
    {
        lock (_gate) Release(run);
    }

    /// <summary>A run's end has been told, or counts no more.</summary>
    public void Forget(SiloRun run)
    {
        lock (_gate)
        {
            Release(run);
            _runs.Remove(run.Key);
        }
    }

    /// <summary>The silo stops: whatever runs is handed back, and whatever is still to start here.</summary>
    public void HandBackAll()
    {
        lock (_gate)
        {
            _handsBack = true;
            foreach (var run in _runs.Values) run.HandBack.TrySetResult();
        }
    }

    /// <summary>Nobody hears of these runs any more: the silo's death will tell that they are lost.</summary>
    public void AbandonAll()
    {
        lock (_gate)
        {
            foreach (var run in _runs.Values) Abandon(run);
        }
    }

    // Its end is nobody's business any more.
    private void Abandon(SiloRun run)
    {
        run.Abandoned.Cancel();
        Release(run);
    }

    private void Release(SiloRun run)
    {
        if (run.HoldsSlot) _governor.Finish(run.Task.Id);
        run.HoldsSlot = false;
    }

    private bool IsCurrent(long term)
    {
        _term = Math.Max(_term, term);
        return term == _term;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {Task} was to start here, but {Running} of {Slots} slots are taken or it runs already; the scheduler will ask again")]
    private static partial void LogFull(ILogger logger, TaskId task, int running, int slots);
}

/// <summary>A run on this silo.</summary>
internal sealed class SiloRun(LaunchOrder order)
{
    public LaunchOrder Order { get; } = order;
    public TaskRecord Task { get; } = order.Task;
    public RunKey Key { get; } = new(order.Task.Id, order.Task.Epoch);

    /// <summary>Under the governor's gate.</summary>
    public bool HoldsSlot { get; set; } = true;

    /// <summary>Tells the analysis to stop.</summary>
    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary>Nobody wants its end any more.</summary>
    public CancellationTokenSource Abandoned { get; } = new();

    /// <summary>It was asked to stop.</summary>
    public TaskCompletionSource Stop { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The silo stops.</summary>
    public TaskCompletionSource HandBack { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
