namespace TradingAgents.Core.Lifecycle;

/// <summary>One legal move of a task.</summary>
/// <param name="From">Where the task stood; null for an admission, before which there is no task.</param>
/// <param name="Trigger">What happened.</param>
/// <param name="To">Where the task stands then.</param>
/// <param name="Why">One sentence for readers.</param>
public sealed record Transition(AnalysisStatus? From, TaskTrigger Trigger, AnalysisStatus To, string Why);
