using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>A number as it stood on a day: what the latest filing by then says, with what earlier ones said.</summary>
/// <param name="History">All filings of it by then, oldest first; at least one.</param>
internal sealed record KnownFact(IReadOnlyList<FiledFact> History)
{
    public FiledFact Latest => History[^1];

    public double Value => Latest.Value;

    public DateOnly PeriodEnd => Latest.PeriodEnd;

    /// <summary>The last filing that said something else; null where none did.</summary>
    public FiledFact? RestatedFrom => History.LastOrDefault(fact => fact.Value != Value);

    /// <summary>The filing that first gave the present value, since when it has only been repeated.</summary>
    public FiledFact Origin => History[History.Count - History.Reverse().TakeWhile(fact => fact.Value == Value).Count()];

    /// <summary>3, 6, 9 or 12 for a period of that many months, give or take the weeks of a 52-week year; 0 for any other and for a balance.</summary>
    public int Months => Latest.PeriodStart is { } start
        ? (Latest.PeriodEnd.DayNumber - start.DayNumber + 1) switch { >= 80 and <= 100 => 3, >= 170 and <= 195 => 6, >= 260 and <= 290 => 9, >= 350 and <= 380 => 12, _ => 0 }
        : 0;
}
