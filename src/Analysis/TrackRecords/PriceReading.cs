using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.TrackRecords;

/// <summary>What the market analyst's score was on an earlier day.</summary>
/// <param name="Bar">Index of the day's bar in the history.</param>
/// <param name="Score">-1 to 1, as the analyst rounds it.</param>
internal readonly record struct PriceReading(int Bar, double Score);

/// <summary>A symbol's prices up to a day, and those of the benchmark up to the same day.</summary>
/// <param name="Own">At least one bar.</param>
/// <param name="Benchmark">Null where it is not held; not looked at where the symbol is the benchmark itself.</param>
internal sealed record KnownPrices(PriceHistory Own, PriceHistory? Benchmark);
