using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishPlanTexts(EvidenceNames names, NumberTexts numbers) : PlanTexts(names, numbers)
{
    public override string Verdict(Rating rating, double score, double bull, double bear) =>
        $"{rating}: once the answers are counted, the bull keeps {WholePercent(bull)} and the bear {WholePercent(bear)} of the weight of all evidence, which gives a score of {Plain(score, 2)} on a scale of -1 to 1.";

    public override string NoEvidence() => "Hold: no evidence speaks for either side.";

    public override string DecidedBy(DebateSide side, IReadOnlyList<string> points) =>
        $"Of what the {Name(side)} keeps, {Names.Join(points)} {(points.Count == 1 ? "weighs" : "weigh")} most.";

    public override string AgainstIt(DebateSide side, string statement) => $"The weightiest point left to the {Name(side)}: {statement}";

    public override string NothingAgainstIt(DebateSide side) => $"The {Name(side)} has nothing left that is clear, weighty and sure enough to be named.";

    public override string Disagreement(double disagreement) => $"Disagreement is {Plain(disagreement, 2)} of 1: {disagreement switch
    {
        < 0.25 => "by weight the evidence is one-sided",
        < 0.5 => "one side clearly outweighs the other",
        < 0.75 => "one side outweighs the other, but not by much",
        _ => "the sides are nearly level",
    }}.";

    public override string Votes(IReadOnlyList<AnalystReport> analysts)
    {
        if (analysts.Count == 1) return $"The {analysts[0].Analyst} analyst, the only one with a view, votes {VoteOf(analysts[0])} ({Plain(analysts[0].Score, 2)}).";
        var votes = Names.Join([.. analysts.Select(analyst => $"{analyst.Analyst} {VoteOf(analyst)} ({Plain(analyst.Score, 2)})")]);
        return $"The analysts vote: {votes}{(Contradict(analysts) ? "; they point in opposite directions" : analysts.Select(VoteOf).Distinct().Count() == 1 ? "; they agree" : "")}.";
    }

    public override string AnsweredByTheJudge(int points) => points == 1
        ? "1 point that had no turn left for an answer met contrary evidence and was set against it by the same rule."
        : $"{points} points that had no turn left for an answer met contrary evidence and were set against it by the same rule.";

    public override string TakePosition(Rating rating) => rating switch
    {
        Rating.Buy => "Buy, before the risk debate with all of the size that the risk rule allows.",
        Rating.Overweight => "Buy, before the risk debate with half of the size that the risk rule allows.",
        Rating.Underweight => "Sell, before the risk debate with half of the size that the risk rule allows.",
        _ => "Sell, before the risk debate with all of the size that the risk rule allows.",
    };

    public override string TakeNone(HoldReason? reason) => reason is { } why ? $"Open no position: {Why(why)}." : "Open no position.";

    public override string UnlessRisky(double disagreement) =>
        $"If the risk is {Plain(Conviction.HighRisk, 2)} or more, step back one grade towards Hold: the sides are close (disagreement {Plain(disagreement, 2)}).";

    public override string NoWorsePrice(double rsi) => $"RSI is {(rsi > 50 ? "overbought" : "oversold")} ({Plain(rsi, 1)}): take no worse price than the entry named.";

    public override string StopByLevel(string statement) => $"Put the stop behind the nearest level that is one to three usual days' ranges away: {statement}";

    public override string Watch(string point, NextWord where) => where == NextWord.Price
        ? $"Watch {point}: it weighs most against this plan."
        : $"Watch for {Name(where)}: {point} weighs most against this plan.";

    public override string WatchBoth(string bull, string bear, IReadOnlyList<NextWord> where) =>
        $"For higher prices {bull} weighs most, for lower ones {bear}: watch {Names.Join([.. where.Select(Name)])}.";

    public override string Trade(Rating rating, TradeLevels levels) =>
        $"The plan recommends {rating}, so the proposal is to {(levels.Action == TradeAction.Buy ? "buy" : "sell")} near {Numbers.Money(levels.Entry)}. The stop is {Numbers.Price(levels.Stop)}, " +
        $"{(levels.IsStopBehindLevel ? $"a quarter of a usual day's range behind the nearest {(levels.Action == TradeAction.Buy ? "support" : "resistance")} in reach" : "two usual days' ranges away, as no level lies one to three of them away")}; " +
        $"the target is {Numbers.Price(levels.Target)}, {Plain(levels.Reward, 1)} times the distance to the stop.";

    public override string NoTrade(Rating rating, HoldReason? reason) =>
        reason is { } why ? $"The plan recommends {rating}, but {Why(why)}." : "The plan recommends Hold, so no trade is proposed.";

    public override string Sizing(PositionSize size, Rating rating)
    {
        var byLoss = $"with the stop {Percent(size.StopDistance)} away, {WholePercent(size.ByLoss)} of the equity would lose {Percent(size.ByLoss * size.StopDistance)} of it there";
        var isEither = size.Volatility is not null && WholePercent(size.ByVolatility) == WholePercent(size.ByLoss);
        var rule = size.Volatility is { } volatility
            ? $"At a volatility of {Percent(volatility)} a year, {WholePercent(size.ByVolatility)} of the equity keeps its movement to {WholePercent(PositionSize.VolatilityTarget)} a year or less; {byLoss}. {(isEither ? $"Either allows {WholePercent(size.ByLoss)}" : "The smaller of the two counts")}"
            : $"The history is too short for a volatility; {byLoss}. That counts";
        return rating is Rating.Overweight or Rating.Underweight ? $"{rule}{(isEither ? "; half of it is taken" : ", and half of it")} for {rating}: {WholePercent(size.Share)}." : isEither ? $"{rule}." : $"{rule}: {WholePercent(size.Share)}.";
    }

    public override string NoPosition() => "No trade is proposed, so nothing is put in.";

    public override string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    private static string Why(HoldReason reason) => reason switch
    {
        HoldReason.ShortHistory => $"fewer than {MarketReading.MinimumBars} trading days are too few for a trade",
        HoldReason.OldPrices => "the prices are too old for a trade at the trade date",
        HoldReason.RiskAndDisagreement => "risk and disagreement are both too high for so slight a lead",
        _ => $"a conviction under {WholePercent(Conviction.Minimum)} is too low for a trade",
    };

    private static string Name(NextWord where) => where switch
    {
        NextWord.Price => "what the price does",
        NextWord.Filing => "the next filing",
        NextWord.CentralBank => "the central bank's next statement",
        _ => "further news",
    };

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "bull" : "bear";
}
