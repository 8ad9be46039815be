using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishPlanTexts(EvidenceNames names, NumberTexts numbers) : PlanTexts(names, numbers)
{
    public override string Verdict(Rating rating, double score, double bull, double bear) =>
        $"{rating}: once the answers are counted, the bull keeps {Numbers.WholePercent(bull)} and the bear {Numbers.WholePercent(bear)} of the weight of all evidence, which gives a score of {Plain(score, 2)} on a scale of -1 to 1.";

    public override string NoEvidence() => "Hold: no evidence speaks for either side.";

    public override string DecidedBy(DebateSide side, IReadOnlyList<string> points) =>
        $"What weighs most of what the {Name(side)} keeps: {Names.Join(points)}.";

    public override string AgainstIt(DebateSide side, string point, string statement) => $"The {Name(side)}'s weightiest point is {point}: {statement}";

    public override string NothingAgainstIt(DebateSide side) => $"Nothing is left to the {Name(side)}.";

    public override string Disagreement(double disagreement) => $"Disagreement is {Plain(disagreement, 2)} of 1: {disagreement switch
    {
        < 0.25 => "the evidence is one-sided",
        < 0.5 => "one side clearly outweighs the other",
        < 0.75 => "one side outweighs the other, but not by much",
        _ => "the sides are nearly level",
    }}.";

    public override string Votes(IReadOnlyList<AnalystReport> analysts)
    {
        if (analysts.Count == 1) return $"The {analysts[0].Analyst} analyst, the only one with a view, votes {analysts[0].Vote} ({Plain(analysts[0].Score, 2)}).";
        var votes = Names.Join([.. analysts.Select(analyst => $"{analyst.Analyst} {analyst.Vote} ({Plain(analyst.Score, 2)})")]);
        return $"The analysts vote: {votes}{(Contradict(analysts) ? "; they contradict each other" : analysts.Select(analyst => analyst.Vote).Distinct().Count() == 1 ? "; they agree" : "")}.";
    }

    public override string AnsweredByTheJudge(int points) => points == 1
        ? "1 point had no turn left for an answer and was set against contrary evidence by the same rule."
        : $"{points} points had no turn left for an answer and were set against contrary evidence by the same rule.";

    public override string TakePosition(Rating rating) => rating switch
    {
        Rating.Buy => "Buy, with all of the size that the risk rule allows.",
        Rating.Overweight => "Buy, with half of the size that the risk rule allows.",
        Rating.Underweight => "Sell, with half of the size that the risk rule allows.",
        _ => "Sell, with all of the size that the risk rule allows.",
    };

    public override string TakeNone() => "Open no position.";

    public override string DoNotChase(string statement) => $"Do not chase the move: {statement}";

    public override string StopByLevel(string statement) => $"Put the stop behind the nearest level in reach: {statement}";

    public override string Watch(string point, string statement) => $"Watch {point}, which weighs most against it: {statement}";

    public override string WatchBoth(string bull, string bear) => $"Watch {bull}, which weighs most for higher prices, and {bear}, which weighs most for lower ones.";

    public override string Trade(Rating rating, TradeLevels levels) =>
        $"The plan recommends {rating}, so the proposal is to {(levels.Action == TradeAction.Buy ? "buy" : "sell")} near {Numbers.Money(levels.Entry)}. The stop is {Numbers.Price(levels.Stop)}, " +
        $"{(levels.IsStopBehindLevel ? $"a quarter of a usual day's range behind the nearest {(levels.Action == TradeAction.Buy ? "support" : "resistance")} in reach" : "two usual days' ranges away, as no level is in reach")}; " +
        $"the target is {Numbers.Price(levels.Target)}, {Plain(levels.Reward, 1)} times the distance to the stop.";

    public override string NoTrade(Rating rating, HoldReason? reason) => reason switch
    {
        HoldReason.ShortHistory => $"The plan recommends {rating}, but fewer than 60 trading days are too few for a trade.",
        HoldReason.OldPrices => $"The plan recommends {rating}, but the prices are too old for a trade at the trade date.",
        HoldReason.LowConviction => $"The plan recommends {rating}, but its evidence is too thin or too contradictory for a trade.",
        _ => "The plan recommends Hold, so no trade is proposed.",
    };

    public override string Sizing(PositionSize size, Rating rating)
    {
        var byLoss = $"with the stop {Numbers.Percent(size.StopDistance)} away, {Numbers.WholePercent(size.ByLoss)} of the equity would lose {Numbers.WholePercent(PositionSize.LossBudget)} of it there";
        var rule = size.Volatility is { } volatility
            ? $"At a volatility of {Numbers.Percent(volatility)} a year, {Numbers.WholePercent(size.ByVolatility)} of the equity keeps its movement to {Numbers.WholePercent(PositionSize.VolatilityTarget)} a year or less; {byLoss}. The smaller of the two counts"
            : $"The history is too short for a volatility; {byLoss}. That counts";
        return rating is Rating.Overweight or Rating.Underweight ? $"{rule}, and half of it for {rating}: {Numbers.WholePercent(size.Share)}." : $"{rule}: {Numbers.WholePercent(size.Share)}.";
    }

    public override string NoPosition() => "No trade is proposed, so nothing is put in.";

    public override string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "bull" : "bear";
}
