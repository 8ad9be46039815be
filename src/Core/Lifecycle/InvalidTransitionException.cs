namespace TradingAgents.Core.Lifecycle;

/// <summary>A move that <see cref="TaskLifecycle.Table"/> does not have. The task is unchanged.</summary>
public sealed class InvalidTransitionException(AnalysisStatus? from, TaskTrigger trigger)
    : InvalidOperationException(from is { } status
        ? $"A task that is {status} cannot {trigger}."
        : $"A task cannot begin with {trigger}.")
{
    /// <summary>Where the task stands; null if it was about to be admitted.</summary>
    public AnalysisStatus? From { get; } = from;

    public TaskTrigger Trigger { get; } = trigger;
}
