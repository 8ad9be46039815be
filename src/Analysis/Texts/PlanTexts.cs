using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the research manager and the trader; one implementation a language.</summary>
internal abstract class PlanTexts(EvidenceNames names, NumberTexts numbers)
{
    public EvidenceNames Names { get; } = names;

    protected NumberTexts Numbers { get; } = numbers;

    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="currency">Of the prices.</param>
    /// <param name="close">The last close: tells how many decimals a price has.</param>
    public static PlanTexts Of(string language, string currency, double close) => language == "zh"
        ? new ChinesePlanTexts(EvidenceNames.Of(language), NumberTexts.Of(language, currency, close))
        : new EnglishPlanTexts(EvidenceNames.Of(language), NumberTexts.Of(language, currency, close));

    /// <param name="rating">What the plan recommends.</param>
    /// <param name="score">-1 to 1.</param>
    /// <param name="bull">What is left to the bull, of the weight of all evidence.</param>
    /// <param name="bear">What is left to the bear.</param>
    public abstract string Verdict(Rating rating, double score, double bull, double bear);

    public abstract string NoEvidence();

    /// <summary>The points that weigh most after the answers, for the heavier side; one at least.</summary>
    public abstract string DecidedBy(DebateSide side, IReadOnlyList<string> points);

    public abstract string AgainstIt(DebateSide side, string statement);
    public abstract string NothingAgainstIt(DebateSide side);

    /// <param name="disagreement">0 (one side has everything) to 1 (level).</param>
    public abstract string Disagreement(double disagreement);

    /// <param name="analysts">Those with a vote, one at least.</param>
    public abstract string Votes(IReadOnlyList<AnalystReport> analysts);

    /// <param name="points">How many had no turn left for an answer.</param>
    public abstract string AnsweredByTheJudge(int points);

    public abstract string TakePosition(Rating rating);

    /// <param name="reason">What stands against a trade; null: the plan is to hold.</param>
    public abstract string TakeNone(HoldReason? reason);

    /// <summary>What becomes of the plan where the risk is high too, as the sides are this close.</summary>
    public abstract string UnlessRisky(double disagreement);

    /// <summary>Where the move to trade with is stretched.</summary>
    /// <param name="rsi">Overbought or oversold.</param>
    public abstract string NoWorsePrice(double rsi);

    public abstract string StopByLevel(string statement);

    /// <param name="point">Name of what weighs most against the plan; the rationale says what it is.</param>
    /// <param name="where">What will tell of it next.</param>
    public abstract string Watch(string point, NextWord where);

    /// <param name="bull">Name of what weighs most for higher prices.</param>
    /// <param name="bear">Name of what weighs most for lower ones.</param>
    /// <param name="where">What will tell of them next, one or two.</param>
    public abstract string WatchBoth(string bull, string bear, IReadOnlyList<NextWord> where);

    public abstract string Trade(Rating rating, TradeLevels levels);

    /// <param name="rating">The plan's.</param>
    /// <param name="reason">What stands against a trade; null: the plan is to hold.</param>
    public abstract string NoTrade(Rating rating, HoldReason? reason);

    public abstract string Sizing(PositionSize size, Rating rating);
    public abstract string NoPosition();

    public abstract string Join(IEnumerable<string> sentences);

    /// <summary>What the analyst's score votes for, also where its report does not say so.</summary>
    protected static Rating VoteOf(AnalystReport analyst) => analyst.Vote ?? RatingScale.Of(analyst.Score);

    /// <summary>Whether one analyst votes for a purchase and another for a sale.</summary>
    protected static bool Contradict(IReadOnlyList<AnalystReport> analysts) =>
        analysts.Any(analyst => VoteOf(analyst) < Rating.Hold) && analysts.Any(analyst => VoteOf(analyst) > Rating.Hold);
}

/// <summary>What will tell next of a piece of evidence: of most of it nothing but the price does within the weeks of a plan.</summary>
internal enum NextWord
{
    Price,
    Filing,
    CentralBank,
    News,
}
