using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>The levels of a decision and what follows from them.</summary>
internal sealed record TradePlan(double? Entry, double? Stop, double? Target)
{
    public static TradePlan Of(Decision decision) => new(Finite(decision.Entry), Finite(decision.Stop), Finite(decision.Target));

    /// <summary>True where no trade is proposed at all.</summary>
    public bool IsEmpty => Entry is null && Stop is null && Target is null;

    /// <summary>Gain at the target per unit lost at the stop; null where a level is missing or the stop is the entry.</summary>
    public double? RewardToRisk =>
        Entry is { } entry && Stop is { } stop && Target is { } target && entry != stop
            ? Math.Abs(target - entry) / Math.Abs(entry - stop)
            : null;

    /// <summary>How far a level is from the entry, as a fraction of it.</summary>
    public double? FromEntry(double? level) => Entry is { } entry && entry != 0 ? (level - entry) / Math.Abs(entry) : null;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
