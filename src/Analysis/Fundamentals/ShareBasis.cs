using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Brings numbers of shares and numbers per share to the share count that the prices are in.</summary>
/// <remarks>
/// Filings are never adjusted for a later split, and prices always are up to a day. Splits that are known bridge the two. A restatement by a factor that no known split
/// explains betrays a split whose ratio is not known: numbers from before it are then unusable.
/// </remarks>
internal sealed class ShareBasis
{
    private const double SharesJump = 1.2;
    private const double PerShareJump = 1.4;
    private const double SmallPerShare = 0.10;
    private const string PerShare = "/shares";

    private readonly IReadOnlyList<ShareSplit> _splits;
    private readonly DateOnly _pricesAdjustedTo;
    private readonly DateOnly _newestFiling;
    private readonly DateOnly[] _jumps;

    /// <param name="view">What is known.</param>
    /// <param name="splits">All splits; null where none are known.</param>
    /// <param name="pricesAdjustedTo">The day whose share count the prices are in.</param>
    public ShareBasis(FilingsView view, IReadOnlyList<ShareSplit>? splits, DateOnly pricesAdjustedTo)
    {
        _splits = splits ?? [];
        _pricesAdjustedTo = pricesAdjustedTo;
        _newestFiling = view.NewestFiling.Filed;
        _jumps = [.. view.All.SelectMany(fact => JumpsOf(fact, view)).Distinct()];
        Problem = splits is null ? ShareBasisProblem.NoSplitList
            : _jumps.Any(jump => Lies(jump, _newestFiling, pricesAdjustedTo)) ? ShareBasisProblem.UnknownRatio
            : ShareBasisProblem.None;
    }

    /// <summary>Why prices and per-share numbers cannot be compared.</summary>
    public ShareBasisProblem Problem { get; }

    /// <summary>Whether some numbers are from before a split whose ratio is not known.</summary>
    public bool HasUnknownRatio => _jumps.Length > 0;

    /// <summary>The value on the basis of the prices; as filed for what does not count shares; null where the basis differs and no ratio is known.</summary>
    public double? ValueOf(KnownFact fact)
    {
        var unit = fact.Latest.Unit;
        var isPerShare = unit.EndsWith(PerShare, StringComparison.Ordinal);
        if (!isPerShare && unit != Concepts.Shares) return fact.Value;
        if (_jumps.Any(jump => Lies(jump, fact.Latest.Filed, _newestFiling))) return null;
        return Adjusted(fact.Latest, isPerShare);
    }

    /// <summary>Shares of the prices' basis for one share as filed on a day.</summary>
    public double Factor(DateOnly filed)
    {
        var factor = 1.0;
        foreach (var split in _splits)
        {
            if (filed < split.Effective && split.Effective <= _pricesAdjustedTo) factor *= split.Ratio;
            else if (_pricesAdjustedTo < split.Effective && split.Effective <= filed) factor /= split.Ratio;
        }

        return factor;
    }

    /// <summary>Whether a restatement only changes the count of shares.</summary>
    public bool IsOnlyRebased(KnownFact fact)
    {
        if (fact.RestatedFrom is not { } before || !fact.Latest.Unit.EndsWith(Concepts.Shares, StringComparison.Ordinal)) return false;
        var isPerShare = fact.Latest.Unit.EndsWith(PerShare, StringComparison.Ordinal);
        // Numbers per share are rounded to cents on both bases.
        return Factor(before.Filed) != Factor(fact.Latest.Filed) && Math.Abs(Adjusted(before, isPerShare) / Adjusted(fact.Latest, isPerShare) - 1) < 0.02;
    }

    private double Adjusted(FiledFact fact, bool isPerShare) => isPerShare ? fact.Value / Factor(fact.Filed) : fact.Value * Factor(fact.Filed);

    private IEnumerable<DateOnly> JumpsOf(KnownFact fact, FilingsView view)
    {
        var unit = fact.Latest.Unit;
        var isPerShare = unit.EndsWith(PerShare, StringComparison.Ordinal);
        if (!isPerShare && unit != Concepts.Shares) yield break;
        for (var i = 1; i < fact.History.Count; i++)
        {
            var (before, after) = (fact.History[i - 1], fact.History[i]);
            double old = Adjusted(before, isPerShare), now = Adjusted(after, isPerShare);
            if (old == 0 || now == 0 || (isPerShare && Math.Abs(before.Value) < SmallPerShare)) continue;
            var ratio = now / old;
            var limit = isPerShare ? PerShareJump : SharesJump;
            if (ratio > 0 && (ratio > limit || ratio < 1 / limit) && !(isPerShare && IsIncomeRestated(fact, unit, view))) yield return after.Filed;
        }
    }

    /// <summary>Where the income itself was restated, the number per share follows it and tells nothing about the shares.</summary>
    private static bool IsIncomeRestated(KnownFact fact, string unit, FilingsView view) =>
        view.Find(Concepts.NetIncome, unit[..^PerShare.Length], fact.Latest.PeriodStart, fact.PeriodEnd) is { RestatedFrom: { } before } income &&
        Math.Abs(income.Value - before.Value) > 0.1 * Math.Abs(before.Value);

    private static bool Lies(DateOnly jump, DateOnly one, DateOnly other) => (one < jump) != (other < jump);
}

/// <summary>Why prices and numbers per share cannot be compared.</summary>
internal enum ShareBasisProblem
{
    None,

    /// <summary>No list of splits is held, so nobody knows whether there was one.</summary>
    NoSplitList,

    /// <summary>The filings betray a split that the list does not have.</summary>
    UnknownRatio,
}
