using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChinesePlanTexts(EvidenceNames names, NumberTexts numbers) : PlanTexts(names, numbers)
{
    public override string Verdict(Rating rating, double score, double bull, double bear) =>
        $"{Names.Of(rating)}：计入各项回应后，多方保留全部权重的 {Numbers.WholePercent(bull)}，空方保留 {Numbers.WholePercent(bear)}，评分为 {Plain(score, 2)}（范围 -1 至 1）。";

    public override string NoEvidence() => "持有：没有支持任何一方的依据。";

    public override string DecidedBy(DebateSide side, IReadOnlyList<string> points) => $"{Name(side)}所余主要是{Names.Join(points)}。";

    public override string AgainstIt(DebateSide side, string point, string statement) => $"{Name(side)}所余最有分量的是{point}：{statement}";

    public override string NothingAgainstIt(DebateSide side) => $"{Name(side)}没有仍然有效的依据。";

    public override string Disagreement(double disagreement) => $"分歧程度为 {Plain(disagreement, 2)}（满值为 1）：{disagreement switch
    {
        < 0.25 => "按权重计，依据一边倒",
        < 0.5 => "一方明显占优",
        < 0.75 => "一方占优，但差距不大",
        _ => "双方几乎势均力敌",
    }}。";

    public override string Votes(IReadOnlyList<AnalystReport> analysts)
    {
        if (analysts.Count == 1) return $"唯一有观点的{Names.OfAnalyst(analysts[0].Analyst)}分析师主张{Names.Of(VoteOf(analysts[0]))}（{Plain(analysts[0].Score, 2)}）。";
        var votes = string.Join("，", analysts.Select(analyst => $"{Names.OfAnalyst(analyst.Analyst)}{Names.Of(VoteOf(analyst))}（{Plain(analyst.Score, 2)}）"));
        return $"各分析师的主张：{votes}{(Contradict(analysts) ? "；方向不一" : analysts.Select(VoteOf).Distinct().Count() == 1 ? "；意见一致" : "")}。";
    }

    public override string AnsweredByTheJudge(int points) => $"{points} 条论据在辩论中未及回应而另有相反依据，按同一规则相抵。";

    public override string TakePosition(Rating rating) => rating switch
    {
        Rating.Buy => "买入，仓位为风险规则所允许的全部。",
        Rating.Overweight => "买入，仓位为风险规则所允许的一半。",
        Rating.Underweight => "卖出，仓位为风险规则所允许的一半。",
        _ => "卖出，仓位为风险规则所允许的全部。",
    };

    public override string TakeNone() => "不开仓。";

    public override string DoNotChase(string statement) => $"不追价：{statement}";

    public override string StopByLevel(string statement) => $"止损设在一至三个通常日波幅之外的最近价位之后：{statement}";

    public override string Watch(string point, string statement) => $"留意最有分量的反面依据“{point}”：{statement}";

    public override string WatchBoth(string bull, string bear) => $"留意支持上涨最有分量的“{bull}”与支持下跌最有分量的“{bear}”。";

    public override string Trade(Rating rating, TradeLevels levels) =>
        $"研究计划为{Names.Of(rating)}，因此建议在 {Numbers.Money(levels.Entry)} 附近{(levels.Action == TradeAction.Buy ? "买入" : "卖出")}。止损 {Numbers.Price(levels.Stop)}，" +
        $"{(levels.IsStopBehindLevel ? $"位于可及的最近{(levels.Action == TradeAction.Buy ? "支撑位之下" : "阻力位之上")}四分之一个通常日波幅处" : "距离为两个通常日波幅，因为附近没有可用价位")}；目标 {Numbers.Price(levels.Target)}，盈亏比 {Plain(levels.Reward, 1)}。";

    public override string NoTrade(Rating rating, HoldReason? reason) => reason switch
    {
        HoldReason.ShortHistory => $"研究计划为{Names.Of(rating)}，但不足 60 个交易日，不宜交易。",
        HoldReason.OldPrices => $"研究计划为{Names.Of(rating)}，但相对于交易日价格过旧，不宜交易。",
        HoldReason.LowConviction => $"研究计划为{Names.Of(rating)}，但信念强度不足 20%，不宜交易。",
        _ => "研究计划为持有，因此不提出交易。",
    };

    public override string Sizing(PositionSize size, Rating rating)
    {
        var byLoss = $"止损距离为 {Numbers.Percent(size.StopDistance)}，投入权益的 {Numbers.WholePercent(size.ByLoss)} 时触及止损将损失权益的 {Numbers.Percent(size.ByLoss * size.StopDistance)}";
        var rule = size.Volatility is { } volatility
            ? $"年化波动率为 {Numbers.Percent(volatility)}，投入权益的 {Numbers.WholePercent(size.ByVolatility)} 可使其波动不超过每年 {Numbers.WholePercent(PositionSize.VolatilityTarget)}；{byLoss}。取两者中较小者"
            : $"历史过短，无从得知波动率；{byLoss}。以此为准";
        return rating is Rating.Overweight or Rating.Underweight ? $"{rule}，{Names.Of(rating)}取其一半：{Numbers.WholePercent(size.Share)}。" : $"{rule}：{Numbers.WholePercent(size.Share)}。";
    }

    public override string NoPosition() => "没有交易建议，因此不投入资金。";

    public override string Join(IEnumerable<string> sentences) => string.Concat(sentences);

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "多方" : "空方";
}
