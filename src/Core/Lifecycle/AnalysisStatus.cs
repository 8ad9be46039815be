namespace TradingAgents.Core.Lifecycle;

/// <summary>Where a task stands. The last four are terminal: nothing moves a task on from them.</summary>
public enum AnalysisStatus
{
    /// <summary>Waits for its <c>not_before</c>; holds no place. The clock moves it on.</summary>
    Scheduled,

    /// <summary>Waits for the tasks it depends on; holds no place. Their ends move it on.</summary>
    Blocked,

    /// <summary>Waits for a slot, in a node's queue or, where there is no place, durably without one. A governor moves it on.</summary>
    Queued,

    /// <summary>An attempt runs on a node. The attempt's end moves it on.</summary>
    Running,

    /// <summary>Backs off after a failed attempt; holds no place. The clock moves it on.</summary>
    Retrying,

    /// <summary>Ended with a report.</summary>
    Completed,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Ended because someone asked for it.</summary>
    Cancelled,

    /// <summary>Ended because its last attempt ran out of time.</summary>
    TimedOut,
}
