using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;
using static TradingAgents.Analysis.Texts.ChineseSpacing;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseDecisionTexts(EvidenceNames names, NumberTexts numbers) : DecisionTexts(names, numbers)
{
    public override string TradeSummary(MarketWindow window, Rating rating, double score, double conviction, TradeLevels levels) =>
        $"{Names.Of(rating)}：{Date(window.To)}，{window.Symbol} 的信号{(Math.Abs(score) >= RatingScale.Strong ? "指向" : "偏向")}{(score > 0 ? "上行" : "下行")}（评分 {Plain(score, 2)}，信念强度 {WholePercent(conviction)}{Halved(window)}）。" +
        $"建议{(levels.Action == TradeAction.Buy ? "买入" : "卖出")}，价位约 {Numbers.Money(levels.Entry)}，止损 {Numbers.Price(levels.Stop)}，目标 {Numbers.Price(levels.Target)}，盈亏比 {Plain(levels.Reward, 1)}。";

    public override string HoldSummary(MarketWindow window, double score, double conviction, bool isStandoff) =>
        $"持有：{Date(window.To)}，{window.Symbol} 的信号{(isStandoff ? "方向相反，几乎相互抵消" : "合起来太弱")}，不足以交易（评分 {Plain(score, 2)}，任一方向需达到 {Plain(RatingScale.Weak, 2)}；信念强度 {WholePercent(conviction)}{Halved(window)}）。";

    public override string HeldBackSummary(MarketWindow window, double score, double conviction, HoldReason reason) =>
        reason switch
        {
            HoldReason.ShortHistory => $"持有：不足 {MarketReading.MinimumBars} 个交易日，不宜提出交易建议。",
            HoldReason.RiskAndDisagreement => "持有：风险与分歧都过高，微弱的优势不足以交易。",
            HoldReason.OldPrices => "持有：相对于交易日，这些价格过旧，不宜提出交易建议。",
            _ => $"持有：信念强度为 {WholePercent(conviction)}{Halved(window)}，不足提出交易建议所需的 {WholePercent(Conviction.Minimum)}。",
        } + $"{(reason == HoldReason.OldPrices ? $"以截至 {Date(window.To)} 的价格" : Date(window.To))}，{window.Symbol} 的信号{RatingScale.Worded(score, "指向上行", "偏向上行", "没有方向", "偏向下行", "指向下行")}（评分 {Plain(score, 2)}）。";

    public override string NoAnalystSummary(string symbol, DateOnly date, double close) =>
        $"持有，但不代表任何观点：所要求的分析师均没有可供判断的依据。{symbol} 于 {Date(date)} 收于 {Numbers.Money(close)}。";

    public override string Risk(RiskScore risk, DateOnly from)
    {
        var others = string.Join("，", risk.Parts.Skip(risk.Value > 0 ? 1 : 0).Select(part => $"{NameOf(part.Measure, from)}为 {Percent(part.Size)}"));
        var unknown = risk.Parts.All(part => part.Measure != RiskMeasure.Volatility) ? "；历史过短，无从得知波动率" : "";
        return $"风险{(risk.Value < 0.25 ? "低" : risk.Value < 0.5 ? "中等" : risk.Value < 0.75 ? "高" : "很高")}（{Plain(risk.Value, 2)}，满值为 1）" +
            (risk.Value > 0 ? Spaced($"，其中最大部分来自{NameOf(risk.Parts[0].Measure, from)}{Percent(risk.Parts[0].Size)}") : "") + $"；{others}{unknown}。";
    }

    public override IReadOnlyList<string> PlainFacts(string symbol, DateOnly date, double close, DateOnly from, double low, double high, int rows) =>
    [
        $"{symbol} 于 {Date(date)} 收于 {Numbers.Money(close)}。",
        $"自 {Date(from)} 以来，价格介于 {Numbers.Price(low)} 与 {Numbers.Price(high)} 之间。",
        $"读取了 {Count(rows)} 根日线；由于未要求市场分析师，未作判断。",
    ];

    public override string RiskUnknown(double assumed) => $"历史过短，无法判断风险，以 {Plain(assumed, 2)} 代之。";

    public override string Join(IEnumerable<string> sentences) => string.Concat(sentences);

    public override string ThesisEvidence(Rating plan, IReadOnlyList<string> bull, IReadOnlyList<string> bear) => Spaced((bull.Count, bear.Count) switch
    {
        (0, 0) => "双方均没有足够明确、有分量且可靠的依据可举。",
        _ when plan < Rating.Hold => $"看涨的理由是{Grounds(bull)}；{Opposed(bear)}。",
        _ when plan > Rating.Hold => $"看跌的理由是{Grounds(bear)}；{Opposed(bull)}。",
        (_, 0) => $"双方均不足以支持交易：支持上涨的是{Names.Join(bull)}，支持下跌的没有足够明确、有分量且可靠的依据可举。",
        (0, _) => $"双方均不足以支持交易：支持下跌的是{Names.Join(bear)}，支持上涨的没有足够明确、有分量且可靠的依据可举。",
        _ => $"双方均不足以支持交易：支持上涨的是{Names.Join(bull)}，支持下跌的是{Names.Join(bear)}。",
    });

    public override string ThesisSize(double proposed, IReadOnlyList<(RiskStance Stance, double Share)> views, double share, bool isCapped) =>
        $"交易员提议投入权益的 {WholePercent(proposed)}；{string.Join("、", views.Select(view => NameOf(view.Stance)))}最终分别主张 {string.Join("、", views.Select(view => WholePercent(view.Share)))}；取 {WholePercent(share)}{(isCapped ? "，即风险规则所允许的全部" : "")}。";

    public override string ThesisSize(double share) => $"仓位为权益的 {WholePercent(share)}。";

    public override string SteppedTowardHold(Rating plan, Rating rating, double risk, double disagreement) =>
        $"研究计划为{Names.Of(plan)}，但风险（{Plain(risk, 2)}）与分歧（{Plain(disagreement, 2)}）都高，因此决定向持有靠近一级：{Names.Of(rating)}。";

    public override string Against(string statement) => $"反面依据：{statement}";

    public override string OnTheOtherSide(string statement) => $"另一方面：{statement}";

    public override string TradeHorizon(int fromWeeks, int toWeeks) => $"{fromWeeks} 至 {toWeeks} 周";

    public override string HoldHorizon(int weeks) => $"{weeks} 周内再看";

    public override string ChangedByStop(TradeAction action, double stop, bool isBehindLevel) =>
        $"到 {Numbers.Price(stop)} 即止损离场：{(isBehindLevel ? $"所依托的{(action == TradeAction.Buy ? "支撑位" : "阻力位")}已失守" : "价格已逆向两个通常的日波幅")}。";

    public override string ChangedByTarget(TradeAction action, double target) =>
        $"到 {Numbers.Price(target)} 即获利了结；收盘若{(action == TradeAction.Buy ? "高于" : "低于")}该价位，可重新分析。";

    public override string ChangedByAverages(TradeAction action, IReadOnlyList<(int Days, double Average)> averages, DateOnly? of)
    {
        var cross = action == TradeAction.Buy ? "跌破" : "升破";
        var when = of is { } day ? $"{Date(day)} " : "目前";
        return $"收盘{cross} {averages[0].Days} 日均线（{when}为 {Numbers.Price(averages[0].Average)}），则在触及止损之前理由已减弱" +
            string.Concat(averages.Skip(1).Select(next => $"；{cross} {next.Days} 日均线（{when}为 {Numbers.Price(next.Average)}），则进一步减弱")) + "。";
    }

    public override string AsSentence(string text) => text.EndsWith('。') ? text : text + "。";

    public override string ChangedByConviction(Rating plan, double conviction) =>
        $"研究计划为{Names.Of(plan)}：信念强度由 {WholePercent(conviction)} 升至 {WholePercent(Conviction.Minimum)} 方可交易，即信号须更为一致，或须有更多数据可读。";

    public override string ChangedByFreshness(DateOnly last, double conviction) =>
        $"若价格延至交易日而非止于 {Date(last)}，同样的信号将有 {WholePercent(conviction)} 的信念强度，足以提出建议。";

    public override string ChangedByRisk(Rating plan, double risk, double disagreement) =>
        $"研究计划为{Names.Of(plan)}：风险（目前为 {Plain(risk, 2)}）低于 {Plain(Conviction.HighRisk, 2)} 或分歧（目前为 {Plain(disagreement, 2)}）低于 {Plain(Conviction.HighDisagreement, 2)} 方可交易。";

    public override string ChangedAgainstPlan(TradeAction lean, double level) =>
        $"收盘{(lean == TradeAction.Buy ? "低于" : "高于")} {Numbers.Price(level)} 将不利于研究计划本身。";

    public override string ChangedUpwards(double level) => $"收盘高于 {Numbers.Price(level)} 将支持买入。";

    public override string ChangedDownwards(double level) => $"收盘低于 {Numbers.Price(level)} 将支持卖出。";

    public override string ChangedByAnalyst() => "对同一标的作一次技术分析（technical），即可从价格得出观点。";

    public override string ChangedByMoreHistory(int days, double conviction) =>
        $"提出建议至少需要 {days} 个交易日的价格{(conviction < Conviction.Minimum ? $"，并且信念强度须由 {WholePercent(conviction)} 升至 {WholePercent(Conviction.Minimum)}" : "")}。";

    public override string ChangedByFreshPrices(DateOnly lastDate) => $"针对交易日提出建议需要 {Date(lastDate)} 之后的价格。";

    public override string AnalystMissing(string analyst) => $"本版本没有{Names.OfAnalyst(analyst)}分析师：未作{Names.OfAnalyst(analyst)}分析。";

    public override string QuickDepth(int asked) => $"快速分析的深度始终为 1：未采用所要求的深度 {asked}。";

    public override string PricesOld(DateOnly lastDate, DateOnly tradeDate, int days) =>
        $"所持最后价格为 {Date(lastDate)}，早于交易日 {Date(tradeDate)} {Count(days)} 天：其后的情况在此未知。";

    private static string Halved(MarketWindow window) => Conviction.FreshnessOf(window) < 1 ? $"，因价格止于交易日 {Count(window.GapDays)} 天之前而减半" : "";

    private static string NameOf(RiskMeasure measure, DateOnly from) => measure switch
    {
        RiskMeasure.Volatility => "年化波动率",
        RiskMeasure.Fall => $"{Date(from)} 以来的最大回撤",
        _ => "通常日波幅（ATR，占价格）",
    };

    private string Grounds(IReadOnlyList<string> names) => names.Count == 0 ? "若干单独而言过于轻微的信号" : Names.Join(names);

    private string Opposed(IReadOnlyList<string> names) => names.Count == 0 ? "没有足够明确、有分量且可靠的相反依据可举" : $"与之相反的是{Names.Join(names)}";

    private static string NameOf(RiskStance stance) => stance switch
    {
        RiskStance.Aggressive => "激进派",
        RiskStance.Conservative => "保守派",
        _ => "中立派",
    };
}
