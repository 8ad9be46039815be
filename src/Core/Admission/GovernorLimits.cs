namespace TradingAgents.Core.Admission;

/// <summary>What one node may hold.</summary>
public sealed record GovernorLimits
{
    /// <summary>The seeds' limits: 5 running, 50 queued.</summary>
    public static GovernorLimits Default { get; } = new(maxRunning: 5, maxQueued: 50);

    /// <summary>Limits.</summary>
    /// <param name="maxRunning">Slots, 1 or more.</param>
    /// <param name="maxQueued">Places in the queue, 0 or more.</param>
    public GovernorLimits(int maxRunning, int maxQueued)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRunning, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxQueued, 0);
        (MaxRunning, MaxQueued) = (maxRunning, maxQueued);
    }

    public int MaxRunning { get; }
    public int MaxQueued { get; }
}
