using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishDecisionTexts(EvidenceNames names, NumberTexts numbers) : DecisionTexts(names, numbers)
{
    public override string TradeSummary(MarketWindow window, Rating rating, double score, double conviction, TradeLevels levels) =>
        $"{rating}: the signals of {window.Symbol} on {Date(window.To)} {(Math.Abs(score) >= RatingScale.Strong ? "point" : "lean")} {(score > 0 ? "up" : "down")} (score {Plain(score, 2)}, conviction {WholePercent(conviction)}{Halved(window)}). " +
        $"The proposal is to {(levels.Action == TradeAction.Buy ? "buy" : "sell")} near {Numbers.Money(levels.Entry)}, give up at {Numbers.Price(levels.Stop)} and take the gain at {Numbers.Price(levels.Target)}, " +
        $"{Plain(levels.Reward, 1)} times what is risked.";

    public override string HoldSummary(MarketWindow window, double score, double conviction, bool isStandoff) =>
        $"Hold: the signals of {window.Symbol} on {Date(window.To)} {(isStandoff ? "point either way and nearly cancel out" : "are together too weak for a trade")} (score {Plain(score, 2)} where {Plain(RatingScale.Weak, 2)} either way is needed, conviction {WholePercent(conviction)}{Halved(window)}).";

    public override string HeldBackSummary(MarketWindow window, double score, double conviction, HoldReason reason) =>
        reason switch
        {
            HoldReason.ShortHistory => $"Hold: fewer than {MarketReading.MinimumBars} trading days are too few for a trade proposal. ",
            HoldReason.RiskAndDisagreement => "Hold: risk and disagreement are both too high for so slight a lead. ",
            HoldReason.OldPrices => "Hold: at the trade date these prices are too old for a trade proposal. ",
            _ => $"Hold: a conviction of {WholePercent(conviction)}{(Halved(window) is { Length: > 0 } halved ? $"{halved}," : "")} is too low for a trade proposal, which takes {WholePercent(Conviction.Minimum)}. ",
        } + $"{(reason == HoldReason.OldPrices ? $"With prices up to {Date(window.To)}" : $"On {Date(window.To)}")} the signals of {window.Symbol} {RatingScale.Worded(score, "point up", "lean up", "show no direction", "lean down", "point down")} (score {Plain(score, 2)}).";

    public override string NoAnalystSummary(string symbol, DateOnly date, double close) =>
        $"Hold, without a view: no analyst that was asked for had anything to judge from. {symbol} closed at {Numbers.Money(close)} on {Date(date)}.";

    public override string Risk(RiskScore risk, DateOnly from)
    {
        var others = string.Join(" and ", risk.Parts.Skip(risk.Value > 0 ? 1 : 0).Select(part => $"{NameOf(part.Measure, from)} is {Percent(part.Size)}{Of(part.Measure)}"));
        var unknown = risk.Parts.All(part => part.Measure != RiskMeasure.Volatility) ? "; so short a history does not tell the volatility" : "";
        return $"Risk is {(risk.Value < 0.25 ? "low" : risk.Value < 0.5 ? "moderate" : risk.Value < 0.75 ? "high" : "very high")} ({Plain(risk.Value, 2)} of 1)" +
            (risk.Value > 0 ? $"; the largest part of it comes from {NameOf(risk.Parts[0].Measure, from)}, {Percent(risk.Parts[0].Size)}{Of(risk.Parts[0].Measure)}" : "") + $". {Upper(others)}{unknown}.";
    }

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
        (0, 0) => "No single piece of evidence is clear, weighty and sure enough to be named for either side.",
        _ when plan < Rating.Hold => $"The case for higher prices rests on {Grounds(bull)}; against it {Stand(bear)}.",
        _ when plan > Rating.Hold => $"The case for lower prices rests on {Grounds(bear)}; against it {Stand(bull)}.",
        _ => $"Neither side is strong enough for a trade: for higher prices {Stand(bull)}, for lower ones {Stand(bear)}.",
    };

    public override string ThesisSize(double proposed, IReadOnlyList<(RiskStance Stance, double Share)> views, double share, bool isCapped) =>
        $"The trader proposes {WholePercent(proposed)} of the equity; the risk views end at {Names.Join([.. views.Select(view => $"{WholePercent(view.Share)} ({NameOf(view.Stance)})")])}; {WholePercent(share)} is taken{(isCapped ? ", as much as the risk rule allows" : "")}.";

    public override string ThesisSize(double share) => $"The position is {WholePercent(share)} of the equity.";

    public override string SteppedTowardHold(Rating plan, Rating rating, double risk, double disagreement) =>
        $"The plan recommends {plan}, but risk ({Plain(risk, 2)}) and disagreement ({Plain(disagreement, 2)}) are both high, so the decision is one grade nearer to Hold: {rating}.";

    public override string Against(string statement) => $"Against it: {statement}";

    public override string OnTheOtherSide(string statement) => $"On the other side: {statement}";

    public override string TradeHorizon(int fromWeeks, int toWeeks) => $"{fromWeeks} to {toWeeks} weeks";

    public override string HoldHorizon(int weeks) => $"look again within {weeks} weeks";

    public override string ChangedByStop(TradeAction action, double stop, bool isBehindLevel) =>
        $"At {Numbers.Price(stop)} the trade is given up: {(isBehindLevel ? $"the {(action == TradeAction.Buy ? "support" : "resistance")} it relies on has given way" : "that is two usual days' ranges against it")}.";

    public override string ChangedByTarget(TradeAction action, double target) =>
        $"At {Numbers.Price(target)} the gain is taken; a close {(action == TradeAction.Buy ? "above" : "below")} it is a reason to look again.";

    public override string ChangedByAverages(TradeAction action, IReadOnlyList<(int Days, double Average)> averages, DateOnly? of)
    {
        var cross = action == TradeAction.Buy ? "below" : "above";
        string Level(double average) => of is { } day ? $"{Numbers.Price(average)} on {Date(day)}" : $"now {Numbers.Price(average)}";
        return $"A close {cross} the {averages[0].Days}-day average, {Level(averages[0].Average)}, weakens the case before the stop is reached" +
            string.Concat(averages.Skip(1).Select(next => $"; one {cross} the {next.Days}-day average, {Level(next.Average)}, weakens it further")) + ".";
    }

    public override string AsSentence(string text) => Upper(text) + (text.EndsWith('.') ? "" : ".");

    public override string ChangedByConviction(Rating plan, double conviction) =>
        $"The plan is {plan}. It would be traded at a conviction of {WholePercent(Conviction.Minimum)} instead of {WholePercent(conviction)}: that takes signals that agree more, or more data to read them from.";

    public override string ChangedByFreshness(DateOnly last, double conviction) =>
        $"With prices up to the trade date instead of {Date(last)} the same signals would have a conviction of {WholePercent(conviction)}, enough for a proposal.";

    public override string ChangedByRisk(Rating plan, double risk, double disagreement) =>
        $"The plan is {plan}. It would be traded if the risk, now {Plain(risk, 2)}, were below {Plain(Conviction.HighRisk, 2)} or the disagreement, now {Plain(disagreement, 2)}, below {Plain(Conviction.HighDisagreement, 2)}.";

    public override string ChangedAgainstPlan(TradeAction lean, double level) =>
        $"A close {(lean == TradeAction.Buy ? "below" : "above")} {Numbers.Price(level)} would speak against the plan itself.";

    public override string ChangedUpwards(double level) => $"A close above {Numbers.Price(level)} would speak for buying.";

    public override string ChangedDownwards(double level) => $"A close below {Numbers.Price(level)} would speak for selling.";

    public override string ChangedByAnalyst() => "A technical analysis of the same symbol would give a view from its prices.";

    public override string ChangedByMoreHistory(int days, double conviction) =>
        $"A proposal needs at least {days} trading days of prices{(conviction < Conviction.Minimum ? $", and a conviction of {WholePercent(Conviction.Minimum)} instead of {WholePercent(conviction)}" : "")}.";

    public override string ChangedByFreshPrices(DateOnly lastDate) => $"A proposal for the trade date needs prices later than {Date(lastDate)}.";

    public override string AnalystMissing(string analyst) => $"The {analyst} analyst is not part of this version: {analyst} left out.";

    public override string QuickDepth(int asked) => $"A quick analysis always has depth 1: the depth of {asked} that was asked for was not used.";

    public override string PricesOld(DateOnly lastDate, DateOnly tradeDate, int days) =>
        $"The last price held is of {Date(lastDate)}, {Count(days)} days before the trade date {Date(tradeDate)}: what happened since is not known here.";

    private static string Halved(MarketWindow window) => Conviction.FreshnessOf(window) < 1 ? $", halved as the prices end {Count(window.GapDays)} days before the trade date" : "";

    private static string NameOf(RiskMeasure measure, DateOnly from) => measure switch
    {
        RiskMeasure.Volatility => "the volatility",
        RiskMeasure.Fall => $"the deepest fall since {Date(from)}",
        _ => "a usual day's range (ATR)",
    };

    private static string Of(RiskMeasure measure) => measure switch
    {
        RiskMeasure.Volatility => " a year",
        RiskMeasure.Fall => "",
        _ => " of the price",
    };

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private string Grounds(IReadOnlyList<string> names) => names.Count == 0 ? "readings too slight to be named one by one" : Names.Join(names);

    private string Stand(IReadOnlyList<string> names) => names.Count == 0 ? "stands nothing clear, weighty and sure enough to be named" : $"{(names.Count == 1 ? "stands" : "stand")} {Names.Join(names)}";

    private static string NameOf(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "aggressive",
        RiskStance.Conservative => "conservative",
        _ => "neutral",
    };
}
