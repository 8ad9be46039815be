using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Indicators;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Risks;

/// <summary>Finds what raises and what eases the risk, from the evidence and the analysis itself. Constants: docs/analysis.md.</summary>
internal sealed class RiskFactors(MarketWindow window, IReadOnlyList<AnalystFindings> findings, int analystsAsked, RiskTexts texts)
{
    private const double Negligible = 0.05;
    private const double Overbought = 70; // By the usual rule; of a sale the mirror image, 30.

    private readonly Dictionary<string, Evidence> _evidence = findings.SelectMany(found => found.Evidence).ToDictionary(evidence => evidence.Id);

    /// <param name="proposal">The trader's; its stop is measured where it proposes a trade.</param>
    /// <param name="debate">The judged debate.</param>
    /// <returns>The most severe first.</returns>
    public IReadOnlyList<RiskFactor> Of(TraderProposal proposal, InvestmentDebate debate) =>
    [
        .. new[] { Volatility(), Drawdown(), Gap(proposal), Stop(proposal), Stretch(proposal), Leverage(), Data(), Disagreement(debate) }
            .OfType<RiskFactor>().Where(factor => factor.Severity >= Negligible)
            .OrderByDescending(factor => factor.Severity).ThenBy(factor => factor.Topic),
    ];

    /// <summary>The support or resistance between entry and stop, the nearest to the stop; null where no trade is proposed or there is none.</summary>
    public Evidence? LevelOf(TraderProposal proposal)
    {
        if (DistanceOf(proposal) is null) return null;
        var kind = proposal.Action == TradeAction.Buy ? "market.support_" : "market.resistance_";
        return _evidence.Values.Where(evidence => evidence.Id.StartsWith(kind, StringComparison.Ordinal) && IsBetween(evidence.Value, proposal.StopLoss!.Value, proposal.EntryPrice!.Value))
            .MinBy(evidence => Math.Abs(evidence.Value - proposal.StopLoss!.Value));
    }

    private RiskFactor? Volatility() =>
        (Find("market.volatility_63") ?? Find("market.volatility_21")) is { } evidence ? Scaled(RiskTopic.Volatility, evidence, evidence.Value, eases: (25, 12.5), raises: (25, 60)) : null;

    /// <summary>A history too short for a trade has had no time for a deep fall: there it eases nothing.</summary>
    private RiskFactor? Drawdown() =>
        Find("market.max_drawdown") is { } evidence ? Scaled(RiskTopic.Drawdown, evidence, -evidence.Value, eases: window.Rows >= MarketReading.MinimumBars ? (20, 5) : null, raises: (20, 50)) : null;

    /// <summary>A gap jumps over the stop: against half the distance to it, in full from one and a half.</summary>
    private RiskFactor? Gap(TraderProposal proposal) =>
        Find("market.largest_gap") is { } evidence && DistanceOf(proposal) is { } distance ? Scaled(RiskTopic.Gap, evidence, Math.Abs(evidence.Value) / 100 / distance, eases: null, raises: (0.5, 1.5)) : null;

    private RiskFactor? Stop(TraderProposal proposal)
    {
        if (DistanceOf(proposal) is null) return null;
        if (LevelOf(proposal) is { } within) return new RiskFactor(RiskTopic.Stop, false, 0.4, within.Statement, within.Id);
        return Find("market.atr14") is { } range ? new RiskFactor(RiskTopic.Stop, true, 0.3, texts.StopWithoutLevel(range.Statement), range.Id) : null;
    }

    /// <summary>A purchase after a rise that is stretched, a sale after such a fall.</summary>
    private RiskFactor? Stretch(TraderProposal proposal)
    {
        if (proposal.Action == TradeAction.Hold || Find("market.rsi14") is not { } rsi) return null;
        var heat = proposal.Action == TradeAction.Buy ? rsi.Value : 100 - rsi.Value;
        var factor = Scaled(RiskTopic.Stretch, rsi, heat, eases: null, raises: (65, 85));
        return factor is null || heat >= Overbought ? factor : factor with { Statement = texts.NearsTheEdge(rsi.Value) };
    }

    private RiskFactor? Leverage()
    {
        if (Find("fundamentals.liabilities_to_equity") is not { } evidence) return null;
        return evidence.Unit == "ratio" ? Scaled(RiskTopic.Leverage, evidence, evidence.Value, eases: (1.5, 0.5), raises: (1.5, 4)) : new RiskFactor(RiskTopic.Leverage, true, 1, evidence.Statement, evidence.Id);
    }

    /// <summary>The worst of: analysts without data, a history under a year, prices that end before the trade date.</summary>
    private RiskFactor? Data()
    {
        var silent = Math.Max(0, analystsAsked - findings.Count);
        RiskFactor[] lacks =
        [
            new(RiskTopic.Data, true, silent / (double)Math.Max(1, analystsAsked), texts.AnalystsSilent(silent, analystsAsked)),
            new(RiskTopic.Data, true, Math.Max(0, 1 - window.Rows / (double)Returns.DaysPerYear), texts.FewBars(window.Rows)),
            new(RiskTopic.Data, true, window.GapDays > Decisions.Conviction.NoticeableGapDays ? Math.Min(1, window.GapDays / (double)Decisions.Conviction.OldPricesGapDays) : 0, texts.PricesEnd(window.To, window.GapDays)),
        ];
        return lacks.MaxBy(lack => lack.Severity);
    }

    private RiskFactor Disagreement(InvestmentDebate debate) => debate.Disagreement >= 0.5
        ? new RiskFactor(RiskTopic.Disagreement, true, (debate.Disagreement - 0.5) / 0.5, texts.Disagreement(debate.Disagreement))
        : new RiskFactor(RiskTopic.Disagreement, false, debate.BullWeight + debate.BearWeight > 0 ? (0.5 - debate.Disagreement) / 0.5 : 0, texts.Agreement(debate.Disagreement));

    private Evidence? Find(string id) => _evidence.GetValueOrDefault(id);

    private static double? DistanceOf(TraderProposal proposal) =>
        proposal is { EntryPrice: { } entry, StopLoss: { } stop } ? Math.Abs(entry - stop) / entry : null;

    private static bool IsBetween(double value, double one, double other) => value > Math.Min(one, other) && value < Math.Max(one, other);

    /// <summary>Nothing at the first number of a pair, in full from the second on.</summary>
    private static RiskFactor? Scaled(RiskTopic topic, Evidence evidence, double value, (double Nothing, double Full)? eases, (double Nothing, double Full) raises)
    {
        var up = Part(value, raises);
        if (up > 0) return new RiskFactor(topic, true, up, evidence.Statement, evidence.Id);
        return eases is { } range && Part(value, range) is > 0 and var down ? new RiskFactor(topic, false, down, evidence.Statement, evidence.Id) : null;
    }

    private static double Part(double value, (double Nothing, double Full) range) => Math.Clamp((value - range.Nothing) / (range.Full - range.Nothing), 0, 1);
}
