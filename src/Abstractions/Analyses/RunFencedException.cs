namespace TradingAgents.Abstractions.Analyses;

/// <summary>The run no longer counts: its task runs elsewhere or has ended. It ends as one that was stopped, and is no fault of the analysis.</summary>
public sealed class RunFencedException() : OperationCanceledException("The run was fenced: its task runs elsewhere or has ended.");
