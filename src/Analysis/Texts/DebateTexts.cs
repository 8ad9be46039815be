using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Fundamentals;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the debate between bull and bear; one implementation a language.</summary>
internal abstract class DebateTexts(EvidenceNames names)
{
    public EvidenceNames Names { get; } = names;

    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    public static DebateTexts Of(string language) => language == "zh"
        ? new ChineseDebateTexts(EvidenceNames.Of(language))
        : new EnglishDebateTexts(EvidenceNames.Of(language));

    /// <param name="side">Who speaks.</param>
    /// <param name="share">Of the weight of all evidence.</param>
    /// <param name="analysts">Whose evidence it is.</param>
    /// <param name="points">Names of what weighs most of it.</param>
    public abstract string Opening(DebateSide side, double share, IReadOnlyList<string> analysts, IReadOnlyList<string> points);

    /// <param name="side">Who speaks.</param>
    /// <param name="share">Of the weight of all evidence; what there is is not clear enough to be argued.</param>
    public abstract string NothingToSay(DebateSide side, double share);

    /// <param name="side">Who speaks.</param>
    /// <param name="count">How many points are new.</param>
    /// <param name="share">Of them, of the weight of all evidence.</param>
    /// <param name="points">Names of the weightiest.</param>
    public abstract string Adding(DebateSide side, int count, double share, IReadOnlyList<string> points);

    public abstract string NothingToAdd(DebateSide side);

    /// <summary>How many points of the other side were answered in which way; one at least.</summary>
    public abstract string Answered(DebateSide side, int rebutted, int weakened, int conceded);

    /// <summary>The evidence as a point: its statement, and what it is measured against where that is not plain.</summary>
    public abstract string Point(Evidence evidence);

    public abstract string Rebuttal(Evidence point, Evidence with);

    /// <param name="point">Of the other side.</param>
    /// <param name="with">Lighter than it.</param>
    /// <param name="remaining">What is left of it, 0 to 1.</param>
    public abstract string Weakening(Evidence point, Evidence with, double remaining);

    /// <summary>That a point stands, and why it has no answer.</summary>
    /// <param name="point">Of the other side.</param>
    /// <param name="why">The reason.</param>
    /// <param name="kind">What the point speaks about.</param>
    /// <param name="nearest">The evidence that the reason is about; null where there is none.</param>
    public abstract string Concession(Evidence point, ConcessionReason why, EvidenceKind kind, Evidence? nearest);

    /// <summary>For the reason that has been given for another point.</summary>
    public abstract string ConcededLike(Evidence point, Evidence other);

    public abstract string Join(IEnumerable<string> sentences);

    protected abstract string NeutralGrowth(double growth);
    protected abstract string NeutralTimes(double times);
    protected abstract string NeutralYield(double yield);

    /// <summary>What it is measured against, where its sign does not tell; the same numbers that give the direction.</summary>
    protected string? Yardstick(Evidence evidence) => evidence switch
    {
        { Unit: "%", Id: "fundamentals.revenue_growth" or "fundamentals.net_income_growth" or "fundamentals.eps_growth" or "fundamentals.revenue_growth_quarter" } => NeutralGrowth(FundamentalsSignals.NeutralGrowth),
        { Unit: "ratio", Id: "fundamentals.cash_conversion" } => NeutralTimes(FundamentalsSignals.NeutralConversion),
        { Unit: "ratio", Id: "fundamentals.liabilities_to_equity" } => NeutralTimes(FundamentalsSignals.NeutralLiabilities),
        { Unit: "ratio", Id: "fundamentals.debt_to_equity" } => NeutralTimes(FundamentalsSignals.NeutralDebt),
        { Id: "fundamentals.current_ratio" } => NeutralTimes(FundamentalsSignals.NeutralCurrentRatio),
        { Unit: "ratio", Id: "fundamentals.price_to_earnings" or "fundamentals.value_to_earnings" } => NeutralTimes(Math.Round(1 / FundamentalsSignals.NeutralEarningsYield)),
        { Id: "fundamentals.free_cash_flow_yield" } => NeutralYield(FundamentalsSignals.NeutralFreeCashFlowYield),
        _ => null,
    };
}
