using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Decisions;

/// <summary>Turns plan, trade and risk views into one decision. Thresholds and weights: docs/analysis.md.</summary>
internal sealed class DecisionMaker(DecisionInput input, DecisionTexts texts, TrackRecordTexts pastTexts, EvidenceNames names)
{
    private const int MaximumKeyPoints = 6;
    private const int PointsInAThesis = 3;
    private const int HoldWeeks = 4;
    private const double UnknownRisk = 0.5;
    private const double LevelSides = 0.75; // A disagreement from which on the sides are nearly level, as the plan words it.

    private readonly MarketWindow _window = input.Window;
    private readonly MarketSeries _series = input.Series;
    private readonly ResearchPlan _plan = input.Research.Plan;
    private readonly DebateJudge _judge = new(CaseFile.Of(input.Views), input.Research.Debate.Turns);
    private readonly RiskScore? _risk = RiskScore.Of(input.Series);
    private readonly double _conviction = Conviction.Of(input.Window, input.Views, input.AnalystsAsked);

    private double? KnownRisk => _risk?.Value;

    public Decision Decide()
    {
        var reason = Conviction.WhyHold(_plan.Recommendation, _window, _series.Count, _conviction);
        if (reason is not null) return Hold(reason);
        var rating = IsRiskyAndDisputed ? RatingScale.TowardHold(_plan.Recommendation) : _plan.Recommendation;
        if (rating == Rating.Hold) return Hold(_plan.Recommendation == Rating.Hold ? null : HoldReason.RiskAndDisagreement);
        return Trade(rating, TradeLevels.Propose(RatingScale.ActionOf(rating), _series));
    }

    /// <summary>The analysts who know enough to be named.</summary>
    private IEnumerable<AnalystFindings> Sure => input.Views.Where(found => found.Report.Confidence >= Voices.NamedFrom(input.Views));

    private bool IsRiskyAndDisputed => KnownRisk >= Conviction.HighRisk && input.Research.Debate.Disagreement >= Conviction.HighDisagreement;

    private Decision Trade(Rating rating, TradeLevels levels)
    {
        var (share, isCapped) = ShareOf(rating, levels);
        var likely = input.Past.Judge(levels.Action, levels.Weeks.To);
        return new Decision
        {
            Rating = rating,
            Action = levels.Action,
            Confidence = likely.Probability,
            Conviction = _conviction,
            TrackRecord = likely.Record,
            Risk = KnownRisk ?? UnknownRisk,
            Entry = levels.Entry,
            Stop = levels.Stop,
            Target = levels.Target,
            PositionShare = share,
            Horizon = texts.TradeHorizon(levels.Weeks.From, levels.Weeks.To),
            HorizonWeeks = levels.Weeks.To,
            Summary = texts.Join([texts.TradeSummary(_window, rating, _plan.Score, _conviction, levels), RiskSentence()]),
            Thesis = texts.Join([.. EvidenceSentences(), .. StepSentence(rating), SizeSentence(share, isCapped), PastSentence(levels.Action, levels.Weeks.To, likely)]),
            KeyPoints = KeyPoints(),
            WouldChangeTheView = [.. ChangesOfTrade(levels)],
        };
    }

    private Decision Hold(HoldReason? reason)
    {
        var likely = input.Views.Count > 0 ? input.Past.Judge(TradeAction.Hold, HoldWeeks) : null;
        return new Decision
        {
            Rating = Rating.Hold,
            Action = TradeAction.Hold,
            Confidence = likely?.Probability ?? 0,
            Conviction = _conviction,
            TrackRecord = likely?.Record,
            Risk = KnownRisk ?? UnknownRisk,
            PositionShare = 0,
            Horizon = texts.HoldHorizon(HoldWeeks),
            HorizonWeeks = HoldWeeks,
            Summary = texts.Join([HoldSummary(reason), RiskSentence()]),
            Thesis = likely is null ? "" : texts.Join([.. EvidenceSentences(), .. reason == HoldReason.RiskAndDisagreement ? StepSentence(Rating.Hold) : [input.Proposal.Reasoning], PastSentence(TradeAction.Hold, HoldWeeks, likely)]),
            KeyPoints = KeyPoints(),
            WouldChangeTheView = [.. ChangesOfHold(reason)],
        };
    }

    private string HoldSummary(HoldReason? reason)
    {
        if (input.Views.Count == 0) return texts.NoAnalystSummary(_window.Symbol, _series.LastDate, _series.LastClose);
        return reason is { } why
            ? texts.HeldBackSummary(_window, _plan.Score, _conviction, why)
            : texts.HoldSummary(_window, _plan.Score, _conviction, input.Research.Debate.Disagreement >= LevelSides);
    }

    private string RiskSentence() => _risk is { } known ? texts.Risk(known, _series.Dates[_series.HistoryStart]) : texts.RiskUnknown(UnknownRisk);

    /// <summary>The mean of the risk views' last shares, else the trader's; halved where the rating was halved; never more than the risk rule allows a full position.</summary>
    private (double Share, bool IsCapped) ShareOf(Rating rating, TradeLevels levels)
    {
        var shares = LastShares().Select(view => view.Share).ToArray();
        var mean = shares.Length > 0 ? shares.Average() : input.Proposal.PositionShare;
        var wanted = PositionSize.Whole(mean * RatingScale.PositionOf(rating) / RatingScale.PositionOf(_plan.Recommendation));
        var allowed = PositionSize.Of(_series.Volatility63[^1] ?? _series.Volatility21[^1], levels, part: 1).Share;
        return (Math.Min(wanted, allowed), wanted > allowed);
    }

    private (RiskStance Stance, double Share)[] LastShares() => [.. input.RiskTurns.GroupBy(turn => turn.Stance).Select(turns => (turns.Key, turns.Last().PositionShare))];

    private IEnumerable<string> EvidenceSentences()
    {
        yield return texts.ThesisEvidence(_plan.Recommendation, _judge.NamesOf(DebateSide.Bull, PointsInAThesis, names), _judge.NamesOf(DebateSide.Bear, PointsInAThesis, names));
    }

    private IEnumerable<string> StepSentence(Rating rating) =>
        rating == _plan.Recommendation ? [] : [texts.SteppedTowardHold(_plan.Recommendation, rating, KnownRisk ?? UnknownRisk, input.Research.Debate.Disagreement)];

    private string SizeSentence(double share, bool isCapped) =>
        LastShares() is { Length: > 0 } views ? texts.ThesisSize(input.Proposal.PositionShare, views, share, isCapped) : texts.ThesisSize(share);

    private string PastSentence(TradeAction action, int weeks, CalibratedConfidence likely) => pastTexts.Sentence(_window.Symbol, action, weeks, likely);

    /// <summary>What weighs most after the debate for the score's direction, and then what weighs most against it, in the order that the thesis names it in.</summary>
    private IReadOnlyList<string> KeyPoints()
    {
        var (with, against) = _plan.Score < 0 ? (DebateSide.Bear, DebateSide.Bull) : (DebateSide.Bull, DebateSide.Bear);
        List<string> points = [.. _judge.WorthNaming(with).Take(MaximumKeyPoints - 1).Select(evidence => evidence.Statement)];
        if (_judge.WeightiestOf(against) is { } opposed) points.Add(_plan.Recommendation == Rating.Hold ? texts.OnTheOtherSide(opposed.Statement) : texts.Against(opposed.Statement));

        // A short history has few signals, and no analyst none: the plain facts take their place.
        var market = ReportFacts();
        return [.. points, .. market.Where(fact => !points.Exists(point => point.EndsWith(fact, StringComparison.Ordinal))).Take(Math.Max(0, 3 - points.Count))];
    }

    private IEnumerable<string> ReportFacts()
    {
        if (input.Views.Count > 0) return Sure.SelectMany(found => found.Evidence).Select(evidence => evidence.Statement).Concat(input.Views.SelectMany(found => found.Missing).Select(texts.AsSentence));
        return texts.PlainFacts(_window.Symbol, _series.LastDate, _series.LastClose, _series.Dates[_series.HistoryStart], _series.Low[_series.HistoryStart..].Min(), _series.High[_series.HistoryStart..].Max(), _window.Rows);
    }

    private IEnumerable<string> ChangesOfTrade(TradeLevels levels)
    {
        yield return texts.ChangedByStop(levels.Action, levels.Stop, levels.IsStopBehindLevel);
        (int, double)[] averages = [.. new[] { (Days: 20, Average: _series.Sma20[^1]), (Days: 50, Average: _series.Sma50[^1]) }
            .Where(one => one.Average is { } average && (average - levels.Entry) * (average - levels.Stop) < 0)
            .Select(one => (one.Days, one.Average!.Value)).OrderBy(one => Math.Abs(one.Value - levels.Entry))];
        if (averages.Length > 0) yield return texts.ChangedByAverages(levels.Action, averages, _series.LastDate == _window.TradeDate ? null : _series.LastDate);
        yield return texts.ChangedByTarget(levels.Action, levels.Target);
    }

    private IEnumerable<string> ChangesOfHold(HoldReason? reason)
    {
        if (input.Views.Count == 0) yield return texts.ChangedByAnalyst();
        if (reason == HoldReason.OldPrices) yield return texts.ChangedByFreshPrices(_series.LastDate);
        if (reason == HoldReason.ShortHistory) yield return texts.ChangedByMoreHistory(MarketReading.MinimumBars, _conviction);
        if (input.Views.Count == 0 || reason is HoldReason.OldPrices or HoldReason.ShortHistory) yield break;

        if (reason is HoldReason.LowConviction) yield return WhatConvictionNeeds();
        if (reason is HoldReason.RiskAndDisagreement) yield return texts.ChangedByRisk(_plan.Recommendation, KnownRisk ?? UnknownRisk, input.Research.Debate.Disagreement);
        var usual = _series.Atr[^1] ?? 0.02 * _series.LastClose;
        var above = LevelBeyond(_series.Levels.Resistance.Select(level => level.Price), _series.LastClose + usual, _series.LastClose + 2 * usual);
        var below = LevelBeyond(_series.Levels.Support.Select(level => level.Price), _series.LastClose - usual, Math.Max(_series.LastClose - 2 * usual, _series.LastClose * 0.5));

        // A plan that leans already needs no price to lean that way.
        var lean = RatingScale.ActionOf(_plan.Recommendation);
        if (lean == TradeAction.Hold) yield return texts.ChangedUpwards(above);
        if (lean == TradeAction.Hold) yield return texts.ChangedDownwards(below);
        else yield return texts.ChangedAgainstPlan(lean, lean == TradeAction.Buy ? below : above);
    }

    /// <summary>Fresh prices where their age alone keeps conviction down, else more of it.</summary>
    private string WhatConvictionNeeds()
    {
        var fresh = Math.Round(_conviction / Conviction.FreshnessOf(_window), 2);
        return fresh > _conviction && fresh >= Conviction.Minimum ? texts.ChangedByFreshness(_window.To, fresh) : texts.ChangedByConviction(_plan.Recommendation, _conviction);
    }

    /// <summary>The nearest level that a usual day does not reach by itself, else two usual days away.</summary>
    private double LevelBeyond(IEnumerable<double> levels, double reach, double fallback)
    {
        var found = levels.FirstOrDefault(level => Math.Abs(level - _series.LastClose) >= Math.Abs(reach - _series.LastClose));
        return found > 0 ? found : fallback;
    }
}
