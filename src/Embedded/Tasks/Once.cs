namespace TradingAgents.Embedded.Tasks;

/// <summary>What happens once, or fails: the first of both counts. It holds nothing before somebody waits for it, and nothing after it has happened.</summary>
internal struct Once
{
    private static readonly TaskCompletionSource Done = NewDone();

    private TaskCompletionSource? _state;

    /// <summary>Completes when it happens.</summary>
    public Task Task => Waiter.Of(ref _state);

    public void Happen()
    {
        if (TryReplace(Done, out var awaited)) awaited?.TrySetResult();
    }

    public void Fail(Exception reason)
    {
        var failed = new TaskCompletionSource();
        failed.SetException(reason);
        if (TryReplace(failed, out var awaited)) awaited?.TrySetException(reason);
        _ = failed.Task.Exception; // Nobody need be waiting.
        _ = awaited?.Task.Exception;
    }

    private bool TryReplace(TaskCompletionSource settled, out TaskCompletionSource? awaited)
    {
        do
        {
            awaited = Volatile.Read(ref _state);
            if (awaited is { Task.IsCompleted: true }) return false;
        }
        while (Interlocked.CompareExchange(ref _state, settled, awaited) != awaited);
        return true;
    }

    private static TaskCompletionSource NewDone()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
