using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Risks;

/// <summary>Speaks one turn of the risk debate, from the trader's proposal, the factors and the turns before alone. Rules: docs/analysis.md.</summary>
/// <param name="proposal">The trader's.</param>
/// <param name="factors">The most severe first.</param>
/// <param name="atr">The usual range of a day; null where unknown.</param>
/// <param name="level">The support or resistance that the proposed stop lies behind; null where there is none.</param>
/// <param name="decimals">Of a price.</param>
/// <param name="texts">The sentences.</param>
internal sealed class RiskSpeaker(TraderProposal proposal, IReadOnlyList<RiskFactor> factors, double? atr, double? level, int decimals, RiskTexts texts)
{
    private const int FactorsWeighed = 3;
    private const int FactorsPerTurn = 2;
    private const double AggressiveGain = 0.5;
    private const double ConservativeCut = 0.6;
    private const double NeutralGain = 0.25;
    private const double NeutralCut = 0.3;
    private const double WiderStop = 1.25;
    private const double NarrowerStop = 0.75;
    private const double YieldedPart = 0.25;
    private const double BehindALevel = 0.1; // Of a usual day's range.

    private readonly double _ease = Weight(factors, raises: false);
    private readonly double _raise = Weight(factors, raises: true);

    /// <param name="stance">Who speaks.</param>
    /// <param name="round">From 1.</param>
    /// <param name="before">All turns so far, in order.</param>
    public RiskTurn Speak(RiskStance stance, int round, IReadOnlyList<RiskTurn> before)
    {
        var named = Named(stance, round).ToArray();
        var share = ShareOf(stance, round, before);
        var stop = StopOf(stance);
        return new RiskTurn
        {
            Stance = stance,
            Round = round,
            Speech = texts.Join(Speech(stance, round, named, share, stop, before)),
            PositionShare = share,
            StopLoss = stop,
            EvidenceIds = [.. named.Select(factor => factor.EvidenceId).OfType<string>()],
        };
    }

    /// <summary>The aggressive view names what eases the risk, the conservative one what raises it, the neutral one the weightiest of each; later rounds go on down the list.</summary>
    private IEnumerable<RiskFactor> Named(RiskStance stance, int round)
    {
        var (raising, easing) = (factors.Where(factor => factor.Raises), factors.Where(factor => !factor.Raises));
        return stance switch
        {
            RiskStance.Aggressive => easing.Skip((round - 1) * FactorsPerTurn).Take(FactorsPerTurn),
            RiskStance.Conservative => raising.Skip((round - 1) * FactorsPerTurn).Take(FactorsPerTurn),
            _ => easing.Skip(round - 1).Take(1).Concat(raising.Skip(round - 1).Take(1)),
        };
    }

    private double ShareOf(RiskStance stance, int round, IReadOnlyList<RiskTurn> before)
    {
        var own = proposal.PositionShare;
        if (own <= 0) return 0;
        if (round == 1)
        {
            return PositionSize.Whole(stance switch
            {
                RiskStance.Aggressive => own * (1 + AggressiveGain * _ease),
                RiskStance.Conservative => own * (1 - ConservativeCut * _raise),
                _ => own * (1 + NeutralGain * _ease - NeutralCut * _raise),
            });
        }

        var last = LastShare(stance, before);
        var mean = Enum.GetValues<RiskStance>().Average(one => LastShare(one, before));
        if (stance == RiskStance.Neutral) return PositionSize.Whole(mean);
        return Yields(stance) ? PositionSize.Whole(last + YieldedPart * (mean - last)) : last;
    }

    /// <summary>The view whose own side weighs less gives way.</summary>
    private bool Yields(RiskStance stance) => stance == RiskStance.Aggressive ? _raise > _ease : _ease > _raise;

    private double? StopOf(RiskStance stance)
    {
        if (proposal is not { EntryPrice: { } entry, StopLoss: { } stop }) return null;
        var (distance, sign) = (Math.Abs(entry - stop), Math.Sign(stop - entry));
        return stance switch
        {
            RiskStance.Aggressive => Math.Round(entry + sign * WiderStop * distance, decimals),
            // Nearer than a usual day's range a stop is reached by chance, and in front of the level that holds it the level does not count.
            RiskStance.Conservative => Math.Round(entry + sign * Math.Min(distance, Math.Max(Math.Max(NarrowerStop * distance, atr ?? 0), ToLevel(entry))), decimals),
            _ => stop,
        };
    }

    private double ToLevel(double entry) => level is { } price ? Math.Abs(entry - price) + BehindALevel * (atr ?? 0) : 0;

    private IEnumerable<string> Speech(RiskStance stance, int round, RiskFactor[] named, double share, double? stop, IReadOnlyList<RiskTurn> before)
    {
        var isTrade = stop is not null;
        if (round == 1)
        {
            yield return isTrade ? texts.Position(stance, share, stop!.Value, share * Math.Abs(proposal.EntryPrice!.Value - stop.Value) / proposal.EntryPrice!.Value) : texts.NoTrade(stance);
        }
        else if (isTrade && Move(stance, round, share, LastShare(stance, before)) is { } move)
        {
            yield return move;
        }

        if (stance == RiskStance.Neutral && named.Length > 0) yield return texts.Weighs(Array.Find(named, factor => !factor.Raises), Array.Find(named, factor => factor.Raises));
        else foreach (var factor in named) yield return texts.Factor(factor);
        if (named.Length == 0 && round == 1) yield return texts.NoFactor(stance);
    }

    /// <summary>Null where a further round would only say again what the last has said.</summary>
    private string? Move(RiskStance stance, int round, double share, double last)
    {
        if (round > 2 && share == last) return null;
        if (stance == RiskStance.Neutral) return texts.Middle(share);
        if (!Yields(stance)) return texts.Stays(stance, share, _raise, _ease);
        return round > 2 ? texts.YieldsFurther(stance, last, share) : texts.Yields(stance, last, share, _raise, _ease);
    }

    private static double LastShare(RiskStance stance, IReadOnlyList<RiskTurn> before) => before.Last(turn => turn.Stance == stance).PositionShare;

    /// <summary>The mean severity of the three weightiest, of which fewer count as 0.</summary>
    private static double Weight(IReadOnlyList<RiskFactor> factors, bool raises) =>
        factors.Where(factor => factor.Raises == raises).Take(FactorsWeighed).Sum(factor => factor.Severity) / FactorsWeighed;
}
