using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;

namespace TradingAgents.Embedded;

/// <content>The one way in for events, which a broken invariant closes for good.</content>
internal sealed partial class SchedulerHost
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasFailed;

    /// <summary>Whether the scheduler broke an invariant. What it holds in memory cannot be trusted any more; what is durable can.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Completes when <see cref="HasFailed"/> becomes true.</summary>
    public Task Failed => _failed.Task;

    private void Enter(Action happen) => Enter(() =>
    {
        happen();
        return true;
    });

    private T Enter<T>(Func<T> happen)
    {
        lock (_gate)
        {
            if (_hasFailed) throw new EngineFailedException();
            try
            {
                return happen();
            }
            catch (Exception refusal) when (refusal is EngineException or OperationCanceledException)
            {
                throw; // Said before anything was changed.
            }
            catch (Exception failure)
            {
                Fail(failure);
                throw new EngineFailedException(failure);
            }
        }
    }

    // Under the gate.
    private void Fail(Exception failure)
    {
        _hasFailed = true;
        LogFailed(_logger, failure);
        foreach (var task in _live.Values) task.Refuse(new EngineFailedException(failure)); // Those admitted already are answered.
        _failed.TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The scheduler broke an invariant; nothing is scheduled any more, and the next process takes over from the journal")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
