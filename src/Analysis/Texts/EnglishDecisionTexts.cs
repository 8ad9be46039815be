using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishDecisionTexts(EvidenceNames names, NumberTexts numbers) : DecisionTexts(names, numbers)
{
    public override string TradeSummary(string symbol, DateOnly date, Rating rating, double score, double conviction, TradeLevels levels) =>
        $"{rating}: the signals of {symbol} on {Date(date)} {(Math.Abs(score) >= 0.45 ? "point" : "lean")} {(score > 0 ? "up" : "down")} (score {Plain(score, 2)}, conviction {Numbers.WholePercent(conviction)}). " +
        $"The proposal is to {(levels.Action == TradeAction.Buy ? "buy" : "sell")} near {Numbers.Money(levels.Entry)}, give up at {Numbers.Price(levels.Stop)} and take the gain at {Numbers.Price(levels.Target)}, " +
        $"{Plain(levels.Reward, 1)} times what is risked.";

    public override string HoldSummary(string symbol, DateOnly date, double score, double conviction) =>
        $"Hold: the signals of {symbol} on {Date(date)} are together too weak for a trade (score {Plain(score, 2)} where 0.15 either way is needed, conviction {Numbers.WholePercent(conviction)}).";

    public override string HeldBackSummary(string symbol, DateOnly date, double score, HoldReason reason) =>
        reason switch
        {
            HoldReason.ShortHistory => "Hold: fewer than 60 trading days are too few for a trade proposal. ",
            HoldReason.RiskAndDisagreement => "Hold: risk and disagreement are both too high for so slight a lead. ",
            HoldReason.OldPrices => "Hold: at the trade date these prices are too old for a trade proposal. ",
            _ => "Hold: a conviction under 20 % is too low for a trade proposal. ",
        } + $"On {Date(date)} the signals of {symbol} {(score >= 0.15 ? "lean up" : score <= -0.15 ? "lean down" : "show no direction")} (score {Plain(score, 2)}).";

    public override string NoAnalystSummary(string symbol, DateOnly date, double close) =>
        $"Hold, without a view: no analyst that was asked for had anything to judge from. {symbol} closed at {Numbers.Money(close)} on {Date(date)}.";

    public override string Risk(double risk, double? volatility, double maxDrawdown) =>
        $"Risk is {(risk < 0.25 ? "low" : risk < 0.5 ? "moderate" : risk < 0.75 ? "high" : "very high")} ({Plain(risk, 2)} of 1)" +
        (volatility is { } annual ? $": volatility {Numbers.Percent(annual)} a year, deepest fall of the period {Numbers.Percent(maxDrawdown)}." : $": deepest fall of the period {Numbers.Percent(maxDrawdown)}.");

    public override IReadOnlyList<string> PlainFacts(string symbol, DateOnly date, double close, DateOnly from, double low, double high, int rows) =>
    [
        $"{symbol} closed at {Numbers.Money(close)} on {Date(date)}.",
        $"Since {Date(from)} it has traded between {Numbers.Price(low)} and {Numbers.Price(high)}.",
        $"{Count(rows)} daily bars were read; they were not judged, because no analyst of prices was asked for.",
    ];

    public override string RiskUnknown(double assumed) => $"So short a history does not tell the risk; {Plain(assumed, 2)} stands in for it.";

    public override string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    public override string ThesisEvidence(Rating plan, IReadOnlyList<string> bull, IReadOnlyList<string> bear) => (bull.Count, bear.Count) switch
    {
        (0, 0) => "No evidence speaks for either side.",
        (_, 0) => $"All evidence that has a direction speaks for higher prices, most of all {Names.Join(bull)}.",
        (0, _) => $"All evidence that has a direction speaks for lower prices, most of all {Names.Join(bear)}.",
        _ when plan < Rating.Hold => $"The case for higher prices rests on {Names.Join(bull)}; against it {(bear.Count == 1 ? "stands" : "stand")} {Names.Join(bear)}.",
        _ when plan > Rating.Hold => $"The case for lower prices rests on {Names.Join(bear)}; against it {(bull.Count == 1 ? "stands" : "stand")} {Names.Join(bull)}.",
        _ => $"Neither side is strong enough for a trade: for higher prices {(bull.Count == 1 ? "stands" : "stand")} {Names.Join(bull)}, for lower ones {Names.Join(bear)}.",
    };

    public override string ThesisSize(double proposed, IReadOnlyList<(RiskStance Stance, double Share)> views, double share, bool isCapped) =>
        $"The trader proposes {Numbers.WholePercent(proposed)} of the equity; the risk views end at {Names.Join([.. views.Select(view => $"{Numbers.WholePercent(view.Share)} ({NameOf(view.Stance)})")])}; {Numbers.WholePercent(share)} is taken{(isCapped ? ", as much as the risk rule allows" : "")}.";

    public override string ThesisSize(double share) => $"The position is {Numbers.WholePercent(share)} of the equity.";

    public override string SteppedTowardHold(Rating plan, Rating rating, double risk, double disagreement) =>
        $"The plan recommends {plan}, but risk ({Plain(risk, 2)}) and disagreement ({Plain(disagreement, 2)}) are both high, so the decision is one grade nearer to Hold: {rating}.";

    public override string Against(string statement) => $"Against it: {statement}";

    public override string TradeHorizon(int fromWeeks, int toWeeks) => $"{fromWeeks} to {toWeeks} weeks";

    public override string HoldHorizon(int weeks) => $"look again within {weeks} weeks";

    public override string ChangedByStop(TradeAction action, double stop, bool isBehindLevel) =>
        $"A close {(action == TradeAction.Buy ? "below" : "above")} {Numbers.Price(stop)} ends the trade: {(isBehindLevel ? $"the {(action == TradeAction.Buy ? "support" : "resistance")} it relies on has given way" : "that is two usual days' ranges against it")}.";

    public override string ChangedByTarget(TradeAction action, double target) =>
        $"At {Numbers.Price(target)} the gain is taken; only a close {(action == TradeAction.Buy ? "above" : "below")} it would justify a new analysis for more.";

    public override string ChangedByAverage(TradeAction action, int days, double average, bool isBeforeStop) =>
        $"A close {(action == TradeAction.Buy ? "below" : "above")} the {days}-day average, now {Numbers.Price(average)}, {(isBeforeStop ? "weakens the case before the stop is reached" : "would turn the trend itself")}.";

    public override string ChangedUpwards(double level) => $"A close above {Numbers.Price(level)} would speak for buying.";

    public override string ChangedDownwards(double level) => $"A close below {Numbers.Price(level)} would speak for selling.";

    public override string ChangedByAnalyst() => "A technical analysis of the same stock would give a view from its prices.";

    public override string ChangedByMoreHistory(int days) => $"{days} trading days of prices would allow a proposal.";

    public override string ChangedByFreshPrices(DateOnly lastDate) => $"Prices after {Date(lastDate)} would allow a proposal for the trade date.";

    public override string AnalystMissing(string analyst) => $"The {analyst} analyst is not part of this version: {analyst} left out.";

    public override string QuickDepth(int asked) => $"A quick analysis always has depth 1: the depth of {asked} that was asked for was not used.";

    public override string PricesOld(DateOnly lastDate, DateOnly tradeDate, int days) =>
        $"The last price held is of {Date(lastDate)}, {Count(days)} days before the trade date {Date(tradeDate)}: what happened since is not known here.";

    private static string NameOf(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "aggressive",
        RiskStance.Conservative => "conservative",
        _ => "neutral",
    };
}
