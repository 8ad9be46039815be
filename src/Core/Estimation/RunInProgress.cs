namespace TradingAgents.Core.Estimation;

/// <summary>A run as an estimate sees it.</summary>
/// <param name="ElapsedSeconds">How long it has run, finite. Below 0, as a clock set back produces, counts as 0.</param>
/// <param name="ExpectedSeconds">How long it is expected to take from start to end, at least 0.</param>
public readonly record struct RunInProgress(double ElapsedSeconds, double ExpectedSeconds);
