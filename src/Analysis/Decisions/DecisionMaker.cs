using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Decisions;

/// <summary>Turns what the analysts with a view found into one decision. Thresholds and weights: docs/analysis.md.</summary>
internal sealed class DecisionMaker(MarketWindow window, MarketSeries series, IReadOnlyList<AnalystFindings> findings, int analystsAsked, DecisionTexts texts)
{
    /// <summary>Calendar days from the last bar to the trade date above which the report says so and confidence is halved.</summary>
    public const int NoticeableGapDays = 7;

    private const double StrongScore = 0.45;
    private const double WeakScore = 0.15;
    private const double MinimumConfidence = 0.20;
    private const int OldPricesGapDays = 30;
    private const int MaximumKeyPoints = 6;
    private const int HoldWeeks = 4;
    private const double UnknownRisk = 0.5;

    private readonly double? _risk = RiskScore.Of(series);
    private readonly double _score = ScoreOf(findings);
    private readonly double _confidence = ConfidenceOf(window, findings, analystsAsked);

    public Decision Decide()
    {
        var rating = RatingOf(_score);
        var reason = WhyHold(rating);
        if (reason is not null) rating = Rating.Hold;
        return rating switch
        {
            Rating.Buy or Rating.Overweight => Trade(rating, TradeLevels.Propose(TradeAction.Buy, series)),
            Rating.Sell or Rating.Underweight => Trade(rating, TradeLevels.Propose(TradeAction.Sell, series)),
            _ => Hold(reason),
        };
    }

    private Decision Trade(Rating rating, TradeLevels levels) => new()
    {
        Rating = rating,
        Action = levels.Action,
        Confidence = _confidence,
        Risk = _risk ?? UnknownRisk,
        Entry = levels.Entry,
        Stop = levels.Stop,
        Target = levels.Target,
        Horizon = texts.TradeHorizon(levels.Weeks.From, levels.Weeks.To),
        Summary = texts.Join(texts.TradeSummary(window.Symbol, series.LastDate, rating, _score, _confidence, levels), RiskSentence()),
        KeyPoints = KeyPoints(),
        WouldChangeTheView = [.. ChangesOfTrade(levels)],
    };

    private Decision Hold(HoldReason? reason) => new()
    {
        Rating = Rating.Hold,
        Action = TradeAction.Hold,
        Confidence = _confidence,
        Risk = _risk ?? UnknownRisk,
        Horizon = texts.HoldHorizon(HoldWeeks),
        Summary = texts.Join(HoldSummary(reason), RiskSentence()),
        KeyPoints = KeyPoints(),
        WouldChangeTheView = [.. ChangesOfHold(reason)],
    };

    private HoldReason? WhyHold(Rating rating)
    {
        if (series.Count < MarketReading.MinimumBars) return HoldReason.ShortHistory;
        if (window.GapDays > OldPricesGapDays) return HoldReason.OldPrices;
        return rating != Rating.Hold && _confidence < MinimumConfidence ? HoldReason.LowConfidence : null;
    }

    private string HoldSummary(HoldReason? reason)
    {
        if (findings.Count == 0) return texts.NoAnalystSummary(window.Symbol, series.LastDate, series.LastClose);
        return reason is { } why
            ? texts.HeldBackSummary(window.Symbol, series.LastDate, _score, why)
            : texts.HoldSummary(window.Symbol, series.LastDate, _score, _confidence);
    }

    private string RiskSentence() => _risk is { } known ? texts.Risk(known, series.Volatility63[^1], series.Drawdown.Max) : texts.RiskUnknown(UnknownRisk);

    /// <summary>What weighs most for the score's direction, and what weighs most against it.</summary>
    private IReadOnlyList<string> KeyPoints()
    {
        var byId = findings.SelectMany(found => found.Evidence).ToDictionary(evidence => evidence.Id);
        Evidence[] weighty = [.. InTurn(findings.OrderByDescending(found => Math.Abs(found.Report.Score * found.Report.Confidence)).Select(found => found.KeyEvidence)).Select(id => byId[id])];
        var sign = Math.Sign(_score);
        var points = weighty.Where(evidence => Math.Sign(evidence.Direction) == sign).Take(MaximumKeyPoints - 1).Select(evidence => evidence.Statement).ToList();
        if (weighty.FirstOrDefault(evidence => Math.Sign(evidence.Direction) == -sign) is { } opposed) points.Add(texts.Against(opposed.Statement));

        // A short history has few signals, and no analyst none: the plain facts take their place.
        var market = ReportFacts();
        return [.. points, .. market.Where(fact => !points.Contains(fact)).Take(Math.Max(0, 3 - points.Count))];
    }

    /// <summary>The first of each, the second of each, and so on: no analyst crowds out another.</summary>
    private static IEnumerable<string> InTurn(IEnumerable<IReadOnlyList<string>> lists) =>
        lists.SelectMany((ids, analyst) => ids.Select((id, place) => (id, place, analyst))).OrderBy(entry => entry.place).ThenBy(entry => entry.analyst).Select(entry => entry.id);

    private IEnumerable<string> ReportFacts()
    {
        if (findings.Count > 0) return findings.SelectMany(found => found.Evidence).Select(evidence => evidence.Statement).Concat(findings.SelectMany(found => found.Missing));
        return texts.PlainFacts(window.Symbol, series.LastDate, series.LastClose, series.Dates[series.HistoryStart], series.Low[series.HistoryStart..].Min(), series.High[series.HistoryStart..].Max(), window.Rows);
    }

    private IEnumerable<string> ChangesOfTrade(TradeLevels levels)
    {
        yield return texts.ChangedByStop(levels.Action, levels.Stop, levels.IsStopBehindLevel);
        foreach (var (days, average) in new[] { (20, series.Sma20[^1]), (50, series.Sma50[^1]) })
        {
            if (average is not { } value || (value - levels.Entry) * (levels.Stop - levels.Entry) <= 0) continue;
            var isBeforeStop = Math.Abs(value - levels.Entry) < Math.Abs(levels.Stop - levels.Entry);
            if (isBeforeStop || days == 50) yield return texts.ChangedByAverage(levels.Action, days, value, isBeforeStop);
        }

        yield return texts.ChangedByTarget(levels.Action, levels.Target);
    }

    private IEnumerable<string> ChangesOfHold(HoldReason? reason)
    {
        if (findings.Count == 0) yield return texts.ChangedByAnalyst();
        if (reason == HoldReason.OldPrices) yield return texts.ChangedByFreshPrices(series.LastDate);
        if (findings.Count == 0 || reason == HoldReason.OldPrices) yield break;

        var usual = series.Atr[^1] ?? 0.02 * series.LastClose;
        yield return texts.ChangedUpwards(LevelBeyond(series.Levels.Resistance.Select(level => level.Price), series.LastClose + usual, series.LastClose + 2 * usual));
        yield return texts.ChangedDownwards(LevelBeyond(series.Levels.Support.Select(level => level.Price), series.LastClose - usual, Math.Max(series.LastClose - 2 * usual, series.LastClose * 0.5)));
    }

    /// <summary>The nearest level that a usual day does not reach by itself, else two usual days away.</summary>
    private double LevelBeyond(IEnumerable<double> levels, double reach, double fallback)
    {
        var found = levels.FirstOrDefault(level => Math.Abs(level - series.LastClose) >= Math.Abs(reach - series.LastClose));
        return found > 0 ? found : fallback;
    }

    /// <summary>The analysts' scores, weighted by their confidence.</summary>
    private static double ScoreOf(IReadOnlyList<AnalystFindings> findings)
    {
        var weights = findings.Sum(found => found.Report.Confidence);
        return weights > 0 ? findings.Sum(found => found.Report.Score * found.Report.Confidence) / weights : 0;
    }

    private static double ConfidenceOf(MarketWindow window, IReadOnlyList<AnalystFindings> findings, int analystsAsked)
    {
        if (findings.Count == 0) return 0;

        // Weighted by itself: an analyst who knows little takes nothing from one who knows more.
        var sum = findings.Sum(found => found.Report.Confidence);
        var mean = sum > 0 ? findings.Sum(found => found.Report.Confidence * found.Report.Confidence) / sum : 0;
        var complete = 0.8 + 0.2 * findings.Count / Math.Max(analystsAsked, findings.Count);
        var fresh = window.GapDays > NoticeableGapDays ? 0.5 : 1;
        return Math.Round(mean * complete * fresh, 2);
    }

    private static Rating RatingOf(double score) => score switch
    {
        >= StrongScore => Rating.Buy,
        >= WeakScore => Rating.Overweight,
        > -WeakScore => Rating.Hold,
        > -StrongScore => Rating.Underweight,
        _ => Rating.Sell,
    };
}
