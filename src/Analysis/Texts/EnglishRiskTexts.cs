using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Risks;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishRiskTexts(NumberTexts numbers) : RiskTexts(numbers)
{
    public override string Position(RiskStance stance, double share, double stop, double loss) =>
        $"The {Name(stance)} view puts in {WholePercent(share)} of the equity with a stop at {Numbers.Price(stop)}, where {Percent(loss)} of the equity would be lost.";

    public override string NoTrade(RiskStance stance) => $"No trade is proposed, so the {Name(stance)} view puts in nothing.";

    public override string Yields(RiskStance stance, double from, double to, double raise, double ease) =>
        $"What {(raise > ease ? "raises" : "eases")} the risk weighs more ({Plain(Math.Max(raise, ease), 2)} against {Plain(Math.Min(raise, ease), 2)}): the {Name(stance)} view gives way, " +
        (from == to ? $"by less than 1% of the equity, which is still {WholePercent(to)} when rounded." : $"from {WholePercent(from)} to {WholePercent(to)} of the equity.");

    public override string YieldsFurther(RiskStance stance, double from, double to) =>
        $"The {Name(stance)} view gives way further, from {WholePercent(from)} to {WholePercent(to)} of the equity.";

    public override string Stays(RiskStance stance, double share, double raise, double ease) => raise == ease
        ? $"What raises and what eases the risk weigh the same: the {Name(stance)} view stays at {WholePercent(share)} of the equity."
        : $"What {(raise > ease ? "raises" : "eases")} the risk weighs more ({Plain(Math.Max(raise, ease), 2)} against {Plain(Math.Min(raise, ease), 2)}): the {Name(stance)} view stays at {WholePercent(share)} of the equity.";

    public override string Middle(double share) => $"The neutral view takes the mean of the three, {WholePercent(share)} of the equity.";

    public override string Factor(RiskFactor factor) => $"{(factor.Raises ? "Raises the risk" : "Eases the risk")} ({Plain(factor.Severity, 2)}): {factor.Statement}";

    public override string Weighs(RiskFactor? easing, RiskFactor? raising) => (easing, raising) switch
    {
        ({ } ease, { } raise) => $"Of what eases the risk the neutral view looks at {Name(ease.Topic)} ({Plain(ease.Severity, 2)}), of what raises it at {Name(raise.Topic)} ({Plain(raise.Severity, 2)}).",
        ({ } ease, _) => $"On the side of less risk stands {Name(ease.Topic)} ({Plain(ease.Severity, 2)}), with nothing more on the other.",
        (_, { } raise) => $"On the side of more risk stands {Name(raise.Topic)} ({Plain(raise.Severity, 2)}), with nothing more on the other.",
        _ => "",
    };

    public override string NoFactor(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "Nothing found eases the risk.",
        RiskStance.Conservative => "Nothing found raises the risk.",
        _ => "Nothing found raises or eases the risk.",
    };

    public override string NearsTheEdge(double rsi) => $"RSI(14) at {Plain(rsi, 1)} nears {(rsi > 50 ? "overbought" : "oversold")}.";

    public override string StopWithoutLevel(string range) => $"No level is in reach to put the stop behind, so it goes by the range alone. {range}";

    public override string AnalystsSilent(int silent, int asked) => $"{silent} of {asked} analysts had nothing to judge from.";

    public override string FewBars(int bars) => $"Only {Count(bars)} trading days are held, less than a year of 252.";

    public override string PricesEnd(DateOnly last, int days) => $"The prices end on {Date(last)}, {Count(days)} days before the trade date.";

    public override string Disagreement(double disagreement) => $"Bull and bear are close after the debate: the lighter side has {WholePercent(disagreement)} of the weight of the heavier.";

    public override string Agreement(double disagreement) => disagreement < 0.005
        ? "The evidence leans one way after the debate: hardly any weight is left to the lighter side."
        : $"The evidence leans one way after the debate: the lighter side has {WholePercent(disagreement)} of the weight of the heavier.";

    public override string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    private static string Name(RiskTopic topic) => topic switch
    {
        RiskTopic.Volatility => "the volatility",
        RiskTopic.Drawdown => "the deepest fall",
        RiskTopic.Gap => "the largest gap",
        RiskTopic.Stop => "the place of the stop",
        RiskTopic.Stretch => "the RSI",
        RiskTopic.Leverage => "the leverage",
        RiskTopic.Data => "the state of the data",
        _ => "the outcome of the debate",
    };

    private static string Name(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "aggressive",
        RiskStance.Conservative => "conservative",
        _ => "neutral",
    };
}
