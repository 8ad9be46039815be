namespace TradingAgents.Core.Lifecycle;

/// <summary>What moves a task on. The rows of <see cref="TaskLifecycle.Table"/> say from where to where.</summary>
public enum TaskTrigger
{
    /// <summary>Accepted, and nothing holds it back. An admission.</summary>
    Admit,

    /// <summary>Accepted for a later time. An admission.</summary>
    Schedule,

    /// <summary>Accepted, to run after other tasks. An admission.</summary>
    Block,

    /// <summary>The time it waited for has come.</summary>
    Due,

    /// <summary>Every task it depends on has completed.</summary>
    DependenciesMet,

    /// <summary>Every task it depends on has completed, but its <c>not_before</c> is still ahead.</summary>
    DependenciesMetEarly,

    /// <summary>A task it depends on ended without completing.</summary>
    DependencyFailed,

    /// <summary>A governor gave it a slot.</summary>
    Start,

    /// <summary>Its attempt ended with a report.</summary>
    Complete,

    /// <summary>Its attempt failed or timed out, and another one is allowed.</summary>
    RetryAfterFailure,

    /// <summary>Its attempt failed for good.</summary>
    Fail,

    /// <summary>Its last attempt ran out of time.</summary>
    TimeOut,

    /// <summary>Its attempt is gone without an end: its node or process died, or handed it back while draining.</summary>
    Lose,

    /// <summary>It is held to be what kills the processes it runs in.</summary>
    Convict,

    /// <summary>Someone asked for its end.</summary>
    Cancel,
}
