namespace TradingAgents.Embedded.Tasks;

/// <summary>Wakes all who wait, each time it is raised. Take <see cref="Next"/> before looking, so that nothing is missed. It holds nothing while nobody waits.</summary>
internal struct Signal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes when it is raised next.</summary>
    public Task Next => Waiter.Of(ref _next);

    public void Raise() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
