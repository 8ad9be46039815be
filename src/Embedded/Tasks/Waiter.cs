namespace TradingAgents.Embedded.Tasks;

/// <summary>What somebody waits for, made only when somebody does.</summary>
internal static class Waiter
{
    /// <summary>The one in the field, which all who come before it is settled share.</summary>
    public static Task Of(ref TaskCompletionSource? field)
    {
        if (Volatile.Read(ref field) is { } known) return known.Task;
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref field, fresh, null) ?? fresh).Task;
    }
}
