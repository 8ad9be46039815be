namespace TradingAgents.Core.Statistics;

/// <summary>Durations in a few numbers, in seconds; all 0 before the first.</summary>
/// <param name="Count">How many were observed.</param>
/// <param name="Average">Their mean, exact.</param>
/// <param name="P50">Half took no longer; within 2 %.</param>
/// <param name="P95">95 of 100 took no longer; within 2 %.</param>
/// <param name="P99">99 of 100 took no longer; within 2 %.</param>
public sealed record DurationSummary(long Count, double Average, double P50, double P95, double P99);
