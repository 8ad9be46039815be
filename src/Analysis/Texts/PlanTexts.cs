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
        ? new ChinesePlanTexts(EvidenceNames.Of(language), new NumberTexts(currency, close, "%"))
        : new EnglishPlanTexts(EvidenceNames.Of(language), new NumberTexts(currency, close, " %"));

    /// <param name="rating">What the plan recommends.</param>
    /// <param name="score">-1 to 1.</param>
    /// <param name="bull">What is left to the bull, of the weight of all evidence.</param>
    /// <param name="bear">What is left to the bear.</param>
    public abstract string Verdict(Rating rating, double score, double bull, double bear);

    public abstract string NoEvidence();

    /// <summary>The points that weigh most after the answers, for the heavier side; one at least.</summary>
    public abstract string DecidedBy(DebateSide side, IReadOnlyList<string> points);

    public abstract string AgainstIt(DebateSide side, string point, string statement);
    public abstract string NothingAgainstIt(DebateSide side);

    /// <param name="disagreement">0 (one side has everything) to 1 (level).</param>
    public abstract string Disagreement(double disagreement);

    /// <summary>In words: one-sided, clear, close, level.</summary>
    public abstract string Votes(IReadOnlyList<AnalystReport> analysts);

    /// <param name="points">How many had no turn left for an answer.</param>
    public abstract string AnsweredByTheJudge(int points);

    public abstract string TakePosition(Rating rating);
    public abstract string TakeNone();
    public abstract string DoNotChase(string statement);
    public abstract string StopByLevel(string statement);
    public abstract string Watch(string point, string statement);
    public abstract string WatchBoth(string bull, string bear);

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
