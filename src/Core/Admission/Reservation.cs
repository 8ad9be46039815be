namespace TradingAgents.Core.Admission;

/// <summary>What an offer to a governor reserved.</summary>
public enum Reservation
{
    /// <summary>Nothing: it is full, or takes no work.</summary>
    None,

    /// <summary>A slot: the task starts with its commit.</summary>
    Slot,

    /// <summary>A place in the queue: the task waits from its commit on.</summary>
    Place,
}
