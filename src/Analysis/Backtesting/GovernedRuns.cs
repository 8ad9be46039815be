using System.Globalization;
using System.Runtime.ExceptionServices;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Runs numbered pieces of work as a node runs tasks: Core's scheduler decides what starts when, and its steps tell how far it has come.</summary>
/// <remarks>One node whose governor has as many slots as may run at once; the rest waits in its queue, first come, first served.</remarks>
internal sealed class GovernedRuns
{
    private const string Tenant = "backtest";
    private static readonly NodeId Node = new("backtest");

    private readonly Lock _lock = new();
    private readonly ClusterScheduler _scheduler;
    private readonly Func<int, CancellationToken, Task> _run;
    private readonly Action<int>? _completed;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SortedDictionary<long, Exception> _failures = [];
    private readonly int _count;
    private int _running;
    private int _done;
    private bool _stopped;

    private GovernedRuns(int count, int slots, Func<int, CancellationToken, Task> run, Action<int>? completed, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        (_count, _run, _completed, _timeProvider) = (count, run, completed, timeProvider);
        _scheduler = new ClusterScheduler(new ClusterOptions { Limits = new GovernorLimits(slots, count) });
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Runs them all, or until one fails; returns once none runs any more.</summary>
    /// <param name="count">How many pieces there are, 0 or more; they are numbered from 0.</param>
    /// <param name="slots">How many run at once, 1 or more.</param>
    /// <param name="run">Runs one.</param>
    /// <param name="completed">Told how many have completed, after each, one call at a time.</param>
    /// <param name="timeProvider">The scheduler's clock.</param>
    /// <param name="cancellationToken">Stops those that run; the others do not start.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="Exception">What one of them threw; of several the first by number.</exception>
    public static async Task RunAsync(
        int count, int slots, Func<int, CancellationToken, Task> run, Action<int>? completed, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 0) return;
        var runs = new GovernedRuns(count, slots, run, completed, timeProvider, cancellationToken);
        using (runs._stop)
        {
            runs.Submit();
            await runs._ended.Task;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (runs._failures.Count > 0) ExceptionDispatchInfo.Throw(runs._failures.First().Value);
    }

    private void Submit()
    {
        lock (_lock)
        {
            var now = _timeProvider.GetUtcNow();
            Follow(_scheduler.AddNode(Node, weight: 1, now));
            for (var number = 0; number < _count; number++)
            {
                var task = new TaskRecord
                {
                    Id = new TaskId(number.ToString(CultureInfo.InvariantCulture)),
                    Sequence = number,
                    Priority = TaskPriority.Normal,
                    Tenant = Tenant,
                    MaxAttempts = 1,
                    SubmittedAt = now,
                };
                if (_scheduler.Offer(task, new Dictionary<TaskId, AnalysisStatus>(), now) is not Offer.Reserved)
                    throw new InvalidOperationException($"The governor refused piece {number} of {_count}, though it has a place for each.");
                Follow(_scheduler.Commit(task.Id, now));
            }
        }
    }

    private void Follow(Step? step)
    {
        foreach (var changed in step?.Changed ?? [])
        {
            if (changed.Status != AnalysisStatus.Completed) continue;
            _done++;
            _completed?.Invoke(_done);
        }

        foreach (var effect in step?.Effects ?? [])
        {
            if (effect is not Effect.Launch launch) continue;
            _running++;
            _ = Task.Run(() => RunAsync(launch.Task), CancellationToken.None);
        }
    }

    private async Task RunAsync(TaskRecord task)
    {
        Exception? failure = null;
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            await _run((int)task.Sequence, _stop.Token);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }

        End(task, failure);
    }

    private void End(TaskRecord task, Exception? failure)
    {
        if (failure is not null) Stop(task, failure);
        lock (_lock)
        {
            _running--;
            RunOutcome outcome = failure is null ? new RunOutcome.Completed() : new RunOutcome.Failed(new TaskError(TaskErrorCodes.AnalysisFailed, failure.Message), Retryable: false);
            try
            {
                Follow(_scheduler.RunEnded(task.Id, task.Epoch, outcome, _timeProvider.GetUtcNow()));
            }
            catch (Exception thrown)
            {
                // Whoever is told of the progress must not keep the rest waiting for ever.
                _failures.TryAdd(task.Sequence, thrown);
                StartNoMore();
            }

            if (_running == 0 && (_done == _count || _stopped)) _ended.TrySetResult();
        }
    }

    /// <summary>Called while the piece still counts as running, so that nothing is disposed of meanwhile.</summary>
    private void Stop(TaskRecord task, Exception failure)
    {
        lock (_lock)
        {
            // What stops because another has failed, or as asked, is no failure of its own.
            if (failure is not OperationCanceledException || !_stop.IsCancellationRequested) _failures.TryAdd(task.Sequence, failure);
            StartNoMore();
        }

        _stop.Cancel();
    }

    private void StartNoMore()
    {
        _stopped = true;
        _scheduler.Stop();
    }
}
