using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the decision and of the report around it; one implementation a language.</summary>
internal abstract class DecisionTexts(EvidenceNames names, NumberTexts numbers)
{
    protected EvidenceNames Names { get; } = names;

    protected NumberTexts Numbers { get; } = numbers;

    public abstract string TradeSummary(MarketWindow window, Rating rating, double score, double conviction, TradeLevels levels);

    /// <param name="window">Of the analysis.</param>
    /// <param name="score">Too near to 0 for a trade.</param>
    /// <param name="conviction">0 to 1.</param>
    /// <param name="isStandoff">Whether that is because strong signals point either way, not because all are weak.</param>
    public abstract string HoldSummary(MarketWindow window, double score, double conviction, bool isStandoff);

    /// <summary>Whatever the score is, this stands against a trade.</summary>
    public abstract string HeldBackSummary(MarketWindow window, double score, double conviction, HoldReason reason);

    public abstract string NoAnalystSummary(string symbol, DateOnly date, double close);

    /// <summary>The number, and what makes it: that with the largest part of it first; a volatility that is not known is said not to be.</summary>
    /// <param name="risk">The number with its parts.</param>
    /// <param name="from">Where the history begins that the deepest fall is of.</param>
    public abstract string Risk(RiskScore risk, DateOnly from);

    /// <summary>What the prices say without an analyst: three sentences.</summary>
    public abstract IReadOnlyList<string> PlainFacts(string symbol, DateOnly date, double close, DateOnly from, double low, double high, int rows);

    /// <param name="assumed">What the report carries in place of a number.</param>
    public abstract string RiskUnknown(double assumed);

    public abstract string Join(IEnumerable<string> sentences);

    /// <summary>What the evidence comes to, by the names of what is weightiest on either side after the debate; either may be empty.</summary>
    public abstract string ThesisEvidence(Rating plan, IReadOnlyList<string> bull, IReadOnlyList<string> bear);

    /// <param name="proposed">The trader's share of the equity.</param>
    /// <param name="views">What each risk view asks for in the end.</param>
    /// <param name="share">What is taken.</param>
    public abstract string ThesisSize(double proposed, IReadOnlyList<(RiskStance Stance, double Share)> views, double share, bool isCapped);

    /// <summary>Without a risk debate.</summary>
    public abstract string ThesisSize(double share);

    public abstract string SteppedTowardHold(Rating plan, Rating rating, double risk, double disagreement);

    public abstract string Against(string statement);

    /// <summary>Where there is no trade to speak against.</summary>
    public abstract string OnTheOtherSide(string statement);

    public abstract string TradeHorizon(int fromWeeks, int toWeeks);
    public abstract string HoldHorizon(int weeks);

    public abstract string ChangedByStop(TradeAction action, double stop, bool isBehindLevel);
    public abstract string ChangedByTarget(TradeAction action, double target);

    /// <summary>The averages between entry and stop, that which is reached first first; one at least; <paramref name="of"/> is the day of the averages where it is not that of the trade.</summary>
    public abstract string ChangedByAverages(TradeAction action, IReadOnlyList<(int Days, double Average)> averages, DateOnly? of);

    /// <summary>What was written to stand by itself, to stand among sentences: with its capital and full stop.</summary>
    public abstract string AsSentence(string text);

    /// <summary>The plan would be traded with more conviction.</summary>
    public abstract string ChangedByConviction(Rating plan, double conviction);

    /// <param name="last">The day of the last price, more than a week before the trade date.</param>
    /// <param name="conviction">Of the same signals on fresh prices; enough for a trade.</param>
    public abstract string ChangedByFreshness(DateOnly last, double conviction);

    /// <summary>The plan would be traded if either were lower.</summary>
    public abstract string ChangedByRisk(Rating plan, double risk, double disagreement);

    /// <param name="lean">Buy or sell.</param>
    /// <param name="level">On the other side of the price.</param>
    public abstract string ChangedAgainstPlan(TradeAction lean, double level);

    public abstract string ChangedUpwards(double level);
    public abstract string ChangedDownwards(double level);
    public abstract string ChangedByAnalyst();

    /// <param name="days">As many as a proposal needs.</param>
    /// <param name="conviction">Of these signals: it is named where it is too low as well.</param>
    public abstract string ChangedByMoreHistory(int days, double conviction);
    public abstract string ChangedByFreshPrices(DateOnly lastDate);

    public abstract string AnalystMissing(string analyst);
    public abstract string QuickDepth(int asked);
    public abstract string PricesOld(DateOnly lastDate, DateOnly tradeDate, int days);
}
