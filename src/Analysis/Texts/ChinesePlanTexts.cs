using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.ChineseSpacing;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChinesePlanTexts(EvidenceNames names, NumberTexts numbers) : PlanTexts(names, numbers)
{
    public override string Verdict(Rating rating, double score, double bull, double bear) =>
        $"{Names.Of(rating)}：计入各项回应后，多方保留全部权重的 {WholePercent(bull)}，空方保留 {WholePercent(bear)}，评分为 {Plain(score, 2)}（范围 -1 至 1）。";

    public override string NoEvidence() => "持有：没有支持任何一方的依据。";

    public override string DecidedBy(DebateSide side, IReadOnlyList<string> points) => Spaced($"{Name(side)}所余主要是{Names.Join(points)}。");

    public override string AgainstIt(DebateSide side, string statement) => $"{Name(side)}所余最有分量的论据：{statement}";

    public override string NothingAgainstIt(DebateSide side) => $"{Name(side)}再无足够明确、有分量且可靠的依据可举。";

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
        Rating.Buy => "买入，风险辩论之前的仓位为风险规则所允许的全部。",
        Rating.Overweight => "买入，风险辩论之前的仓位为风险规则所允许的一半。",
        Rating.Underweight => "卖出，风险辩论之前的仓位为风险规则所允许的一半。",
        _ => "卖出，风险辩论之前的仓位为风险规则所允许的全部。",
    };

    public override string TakeNone(HoldReason? reason) => reason is { } why ? $"不开仓：{Why(why)}。" : "不开仓。";

    public override string UnlessRisky(double disagreement) =>
        $"若风险达到 {Plain(Conviction.HighRisk, 2)}，则向持有退一级：双方接近（分歧 {Plain(disagreement, 2)}）。";

    public override string NoWorsePrice(double rsi) => $"RSI {(rsi > 50 ? "超买" : "超卖")}（{Plain(rsi, 1)}）：成交价不应劣于所列入场价。";

    public override string StopByLevel(string statement) => $"止损设在一至三个通常日波幅之外的最近价位之后：{statement}";

    public override string Watch(string point, NextWord where) => where == NextWord.Price
        ? $"留意最有分量的反面依据“{point}”。"
        : $"留意{Name(where)}：最有分量的反面依据是“{point}”。";

    public override string WatchBoth(string bull, string bear, IReadOnlyList<NextWord> where) =>
        $"支持上涨最有分量的是“{bull}”，支持下跌最有分量的是“{bear}”：留意{Names.Join([.. where.Select(Name)])}。";

    public override string Trade(Rating rating, TradeLevels levels) =>
        $"研究计划为{Names.Of(rating)}，因此建议{(levels.Action == TradeAction.Buy ? "买入" : "卖出")}，价位约 {Numbers.Money(levels.Entry)}。止损 {Numbers.Price(levels.Stop)}，" +
        $"{(levels.IsStopBehindLevel ? $"位于可及的最近{(levels.Action == TradeAction.Buy ? "支撑位之下" : "阻力位之上")}四分之一个通常日波幅处" : "距离为两个通常日波幅，因为附近没有可用价位")}；目标 {Numbers.Price(levels.Target)}，盈亏比 {Plain(levels.Reward, 1)}。";

    public override string NoTrade(Rating rating, HoldReason? reason) =>
        reason is { } why ? $"研究计划为{Names.Of(rating)}，但{Why(why)}。" : "研究计划为持有，因此不提出交易。";

    public override string Sizing(PositionSize size, Rating rating)
    {
        var byLoss = $"止损距离为 {Percent(size.StopDistance)}，投入权益的 {WholePercent(size.ByLoss)} 时触及止损将损失权益的 {Percent(size.ByLoss * size.StopDistance)}";
        var isEither = size.Volatility is not null && WholePercent(size.ByVolatility) == WholePercent(size.ByLoss);
        var rule = size.Volatility is { } volatility
            ? $"年化波动率为 {Percent(volatility)}，投入权益的 {WholePercent(size.ByVolatility)} 可使其波动不超过每年 {WholePercent(PositionSize.VolatilityTarget)}；{byLoss}。{(isEither ? $"两者都允许 {WholePercent(size.ByLoss)}" : "取两者中较小者")}"
            : $"历史过短，无从得知波动率；{byLoss}。以此为准";
        return rating is Rating.Overweight or Rating.Underweight ? $"{rule}，{Names.Of(rating)}取其一半：{WholePercent(size.Share)}。" : isEither ? $"{rule}。" : $"{rule}：{WholePercent(size.Share)}。";
    }

    public override string NoPosition() => "没有交易建议，因此不投入资金。";

    public override string Join(IEnumerable<string> sentences) => string.Concat(sentences);

    private static string Why(HoldReason reason) => reason switch
    {
        HoldReason.ShortHistory => $"不足 {MarketReading.MinimumBars} 个交易日，不宜交易",
        HoldReason.OldPrices => "相对于交易日价格过旧，不宜交易",
        HoldReason.RiskAndDisagreement => "风险与分歧都过高，微弱的优势不足以交易",
        _ => $"信念强度不足 {WholePercent(Conviction.Minimum)}，不宜交易",
    };

    private static string Name(NextWord where) => where switch
    {
        NextWord.Price => "价格走势",
        NextWord.Filing => "下一份申报文件",
        NextWord.CentralBank => "央行的下一份声明",
        _ => "后续新闻",
    };

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "多方" : "空方";
}
