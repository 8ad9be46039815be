using System.Runtime.ExceptionServices;
using TradingAgents.Core;
using TradingAgents.Core.Admission;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Runs work under Core's governor, the one that bounds a server's node: so many at once, the rest wait in its line, first come, first served.</summary>
internal sealed class GovernedWork : IDisposable
{
    private static readonly NodeId Node = new("backtest");

    private readonly Lock _lock = new();
    private readonly Governor _governor;
    private readonly Dictionary<TaskId, Func<CancellationToken, Task>> _work;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private Exception? _failure;

    private GovernedWork(Dictionary<TaskId, Func<CancellationToken, Task>> work, int slots, TimeProvider time, CancellationToken cancellationToken)
    {
        (_work, _time) = (work, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _governor = new Governor(Node, new GovernorLimits(slots, work.Count), OrderRules.Default, new FairShare());
    }

    /// <summary>Runs all of it.</summary>
    /// <param name="work">In the order in which it starts.</param>
    /// <param name="slots">How many run at once, at most; 1 or more.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Starts nothing more, and cancels what runs.</param>
    /// <remarks>The first failure stops the rest and is thrown once what ran has ended.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task RunAsync(
        IReadOnlyList<(TaskId Id, Func<CancellationToken, Task> Run)> work, int slots, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (work.Count == 0) return;
        using var governed = new GovernedWork(work.ToDictionary(item => item.Id, item => item.Run), slots, time, cancellationToken);
        governed.Submit(work.Select(item => item.Id));
        await governed._idle.Task;
        cancellationToken.ThrowIfCancellationRequested();
        if (governed._failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose() => _stop.Dispose();

    private void Submit(IEnumerable<TaskId> tasks)
    {
        var sequence = 0;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            foreach (var task in tasks)
            {
                _governor.Offer(new WaitingTask(task, TaskPriority.Normal, "default", now, sequence++), mayStart: true);
                if (_governor.Commit(task, now) == Reservation.Slot) Launch(task);
            }
        }
    }

    private void Launch(TaskId task) => _ = Task.Run(() => RunAsync(task));

    private async Task RunAsync(TaskId task)
    {
        try
        {
            await _work[task](_stop.Token);
        }
        catch (Exception failure)
        {
            lock (_lock) _failure ??= failure;
            await _stop.CancelAsync();
        }

        lock (_lock)
        {
            _governor.Finish(task);
            if (_stop.IsCancellationRequested) _governor.Drain();
            var now = _time.GetUtcNow();
            while (_governor.FreeSlots > 0 && _governor.Next(now) is { } next)
            {
                _governor.Start(next.Id, now);
                Launch(next.Id);
            }

            if (_governor.Running == 0) _idle.TrySetResult();
        }
    }
}
