using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Debates;

/// <summary>The judged debate and the plan that follows from it: the output of its stage.</summary>
internal sealed record ResearchOutcome(InvestmentDebate Debate, ResearchPlan Plan);

/// <summary>Judges the debate and recommends. Without a debate the evidence is judged as the analysts weighed it, by the same rules.</summary>
/// <param name="window">Of the analysis.</param>
/// <param name="findings">Of the analysts with a view.</param>
/// <param name="analystsAsked">How many were asked for.</param>
/// <param name="texts">The sentences.</param>
internal sealed class ResearchManager(MarketWindow window, IReadOnlyList<AnalystFindings> findings, int analystsAsked, PlanTexts texts)
{
    private const int PointsNamed = 3;
    private const double OverboughtRsi = 70;
    private const double OversoldRsi = 30;

    /// <param name="turns">Of the debate; empty without one.</param>
    public ResearchOutcome Judge(IReadOnlyList<DebateTurn> turns)
    {
        var judge = new DebateJudge(CaseFile.Of(findings), turns);
        var rating = RatingScale.Of(judge.Score);
        return new ResearchOutcome(judge.Debate, new ResearchPlan
        {
            Recommendation = rating,
            Score = judge.Score,
            Rationale = texts.Join(Rationale(judge, rating)),
            StrategicActions = [.. Actions(judge, rating)],
        });
    }

    private IEnumerable<string> Rationale(DebateJudge judge, Rating rating)
    {
        var debate = judge.Debate;
        if (debate is { BullWeight: 0, BearWeight: 0 })
        {
            yield return texts.NoEvidence();
            if (Voters.Length > 0) yield return texts.Votes(Voters);
            yield break;
        }

        var (heavier, lighter) = debate.BullWeight >= debate.BearWeight ? (DebateSide.Bull, DebateSide.Bear) : (DebateSide.Bear, DebateSide.Bull);
        yield return texts.Verdict(rating, judge.Score, debate.BullWeight, debate.BearWeight);
        if (judge.NamesOf(heavier, PointsNamed, texts.Names) is { Count: > 0 } points) yield return texts.DecidedBy(heavier, points);
        yield return judge.WeightiestOf(lighter) is { } against ? texts.AgainstIt(lighter, against.Statement) : texts.NothingAgainstIt(lighter);
        yield return texts.Disagreement(debate.Disagreement);
        if (judge.AnsweredByTheJudge > 0) yield return texts.AnsweredByTheJudge(judge.AnsweredByTheJudge);
        yield return texts.Votes(Voters);
    }

    /// <summary>Without those who found nothing to weigh: their 0 is no vote to hold.</summary>
    private AnalystReport[] Voters => [.. findings.Where(found => found.Signals.Count > 0).Select(found => found.Report)];

    private IEnumerable<string> Actions(DebateJudge judge, Rating rating)
    {
        var action = RatingScale.ActionOf(rating);
        var reason = Conviction.WhyHold(rating, window, window.Rows, Conviction.Of(window, findings, analystsAsked));
        if (reason is not null || action == TradeAction.Hold)
        {
            yield return texts.TakeNone(reason);
            if (judge.WeightiestOf(DebateSide.Bull) is { } bull && judge.WeightiestOf(DebateSide.Bear) is { } bear)
                yield return texts.WatchBoth(texts.Names.Of(bull), texts.Names.Of(bear), [.. new[] { NextWordOn(bull), NextWordOn(bear) }.Distinct()]);
            yield break;
        }

        yield return texts.TakePosition(rating);
        if (judge.Debate.Disagreement >= Conviction.HighDisagreement) yield return texts.UnlessRisky(judge.Debate.Disagreement);
        if (Find("market.rsi14") is { } rsi && (action == TradeAction.Buy ? rsi.Value >= OverboughtRsi : rsi.Value <= OversoldRsi)) yield return texts.NoWorsePrice(rsi.Value);
        if (LevelInReach(action == TradeAction.Buy ? "market.support_" : "market.resistance_") is { } level) yield return texts.StopByLevel(level.Statement);
        if (judge.WeightiestOf(action == TradeAction.Buy ? DebateSide.Bear : DebateSide.Bull) is { } against) yield return texts.Watch(texts.Names.Of(against), NextWordOn(against));
    }

    /// <summary>Within the weeks of a plan only the price moves by itself; what was filed or published stands until there is more of it.</summary>
    private NextWord NextWordOn(Evidence evidence) => evidence.Analyst switch
    {
        "fundamentals" => NextWord.Filing,
        "news" or "sentiment" => findings.SelectMany(found => found.Evidence).Any(other => other.Date == evidence.Date && IsOfACentralBank(other)) ? NextWord.CentralBank : NextWord.News,
        _ => NextWord.Price,
    };

    private static bool IsOfACentralBank(Evidence evidence) =>
        evidence.Id.StartsWith("news.stance_", StringComparison.Ordinal) || evidence.Id.StartsWith("news.policy_", StringComparison.Ordinal);

    /// <summary>The level that the trader will put the stop behind, by the trader's own rule.</summary>
    private Evidence? LevelInReach(string kind)
    {
        if (Find("market.close") is not { } close || Find("market.atr14") is not { } range) return null;
        return findings.SelectMany(found => found.Evidence).Where(evidence => evidence.Id.StartsWith(kind, StringComparison.Ordinal)).OrderBy(evidence => Math.Abs(evidence.Value - close.Value))
            .FirstOrDefault(evidence => TradeLevels.IsInReach(Math.Abs(evidence.Value - close.Value), range.Value, close.Value));
    }

    private Evidence? Find(string id) => findings.SelectMany(found => found.Evidence).FirstOrDefault(evidence => evidence.Id == id);
}
