using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Risks;
using static TradingAgents.Analysis.Texts.ChineseSpacing;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseRiskTexts(NumberTexts numbers) : RiskTexts(numbers)
{
    public override string Position(RiskStance stance, double share, double stop, double loss) =>
        $"{Name(stance)}投入权益的 {WholePercent(share)}，止损 {Numbers.Price(stop)}；触及止损将损失权益的 {Percent(loss)}。";

    public override string NoTrade(RiskStance stance) => $"没有交易建议，{Name(stance)}不投入资金。";

    public override string Yields(RiskStance stance, double from, double to, double raise, double ease) =>
        $"{(raise > ease ? "增加" : "减轻")}风险的因素更重（{Plain(Math.Max(raise, ease), 2)} 对 {Plain(Math.Min(raise, ease), 2)}）：{Name(stance)}让步，" +
        (from == to ? $"幅度不足权益的 1%，仍为 {WholePercent(to)}。" : $"由权益的 {WholePercent(from)} 改为 {WholePercent(to)}。");

    public override string YieldsFurther(RiskStance stance, double from, double to) =>
        $"{Name(stance)}再作让步，由权益的 {WholePercent(from)} 改为 {WholePercent(to)}。";

    public override string Stays(RiskStance stance, double share, double raise, double ease) => raise == ease
        ? $"增加与减轻风险的因素分量相同：{Name(stance)}维持权益的 {WholePercent(share)}。"
        : $"{(raise > ease ? "增加" : "减轻")}风险的因素更重（{Plain(Math.Max(raise, ease), 2)} 对 {Plain(Math.Min(raise, ease), 2)}）：{Name(stance)}维持权益的 {WholePercent(share)}。";

    public override string Middle(double share) => $"中立派取三方的平均值，即权益的 {WholePercent(share)}。";

    public override string Factor(RiskFactor factor) => $"{(factor.Raises ? "增加风险" : "减轻风险")}（{Plain(factor.Severity, 2)}）：{factor.Statement}";

    public override string Weighs(RiskFactor? easing, RiskFactor? raising) => Spaced((easing, raising) switch
    {
        ({ } ease, { } raise) => $"中立派在减轻风险的因素中看重{Name(ease.Topic)}（{Plain(ease.Severity, 2)}），增加风险的因素中看重{Name(raise.Topic)}（{Plain(raise.Severity, 2)}）。",
        ({ } ease, _) => $"减轻风险一侧有{Name(ease.Topic)}（{Plain(ease.Severity, 2)}），另一侧已无其他因素。",
        (_, { } raise) => $"增加风险一侧有{Name(raise.Topic)}（{Plain(raise.Severity, 2)}），另一侧已无其他因素。",
        _ => "",
    });

    public override string NoFactor(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "没有发现减轻风险的因素。",
        RiskStance.Conservative => "没有发现增加风险的因素。",
        _ => "没有发现增加或减轻风险的因素。",
    };

    public override string NearsTheEdge(double rsi) => $"RSI(14) 为 {Plain(rsi, 1)}，接近{(rsi > 50 ? "超买" : "超卖")}。";

    public override string StopWithoutLevel(string range) => $"附近没有可以设置止损的价位，止损只能按波幅设定。{range}";

    public override string AnalystsSilent(int silent, int asked) => $"{asked} 位分析师中有 {silent} 位没有可供判断的依据。";

    public override string FewBars(int bars) => $"只有 {Count(bars)} 个交易日的价格，不足一年（252 个）。";

    public override string PricesEnd(DateOnly last, int days) => $"价格止于 {Date(last)}，早于交易日 {Count(days)} 天。";

    public override string Disagreement(double disagreement) => $"辩论之后多空接近：较轻一方的分量为较重一方的 {WholePercent(disagreement)}。";

    public override string Agreement(double disagreement) => disagreement < 0.005
        ? "辩论之后依据偏向一方：较轻一方几乎没有剩余分量。"
        : $"辩论之后依据偏向一方：较轻一方的分量为较重一方的 {WholePercent(disagreement)}。";

    public override string Join(IEnumerable<string> sentences) => string.Concat(sentences);

    private static string Name(RiskTopic topic) => topic switch
    {
        RiskTopic.Volatility => "波动率",
        RiskTopic.Drawdown => "最大回撤",
        RiskTopic.Gap => "最大跳空",
        RiskTopic.Stop => "止损的位置",
        RiskTopic.Stretch => "RSI",
        RiskTopic.Leverage => "杠杆",
        RiskTopic.Data => "数据状况",
        _ => "辩论结果",
    };

    private static string Name(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "激进派",
        RiskStance.Conservative => "保守派",
        _ => "中立派",
    };
}
