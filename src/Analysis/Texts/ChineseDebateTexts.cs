using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseDebateTexts(EvidenceNames names, NumberTexts numbers) : DebateTexts(names, numbers)
{
    public override string Opening(DebateSide side, double share, IReadOnlyList<string> analysts, IReadOnlyList<string> points) =>
        $"支持{Goal(side)}的依据占全部权重的 {Numbers.WholePercent(share)}，来自{Names.Join([.. analysts.Select(Names.OfAnalyst)])}分析师；分量最重的是{Names.Join(points)}。";

    public override string NothingToSay(DebateSide side, double share) => share <= 0
        ? $"没有支持{Goal(side)}的依据。"
        : $"支持{Goal(side)}的依据{Few(share)}，且都不够明确，不足以立论。";

    public override string Adding(DebateSide side, int count, double share, IReadOnlyList<string> points) =>
        $"{Name(side)}补充 {count} 条论据，{Few(share)}{(count > points.Count ? "，其中最重的是" : "：")}{Names.Join(points)}。";

    public override string NothingToAdd(DebateSide side) => $"{Name(side)}没有更多论据。";

    public override string Answered(DebateSide side, int rebutted, int weakened, int conceded)
    {
        var parts = new List<string>();
        if (rebutted > 0) parts.Add($"反驳 {rebutted} 条");
        if (weakened > 0) parts.Add($"削弱 {weakened} 条");
        if (conceded > 0) parts.Add($"承认 {conceded} 条");
        return $"对{(side == DebateSide.Bull ? "空方" : "多方")}的论据，{Name(side)}{string.Join("，", parts)}。";
    }

    public override string Point(Evidence evidence) => Yardstick(evidence) is { } yardstick ? evidence.Statement + yardstick : evidence.Statement;

    public override string Rebuttal(Evidence point, Evidence with) => $"“{Names.Of(point)}”被“{Names.Of(with)}”反驳：{with.Statement}";

    public override string Weakening(Evidence point, Evidence with, double remaining) => $"“{Names.Of(point)}”被“{Names.Of(with)}”削弱，保留 {Numbers.WholePercent(remaining)} 的分量：{with.Statement}";

    public override string Concession(Evidence point) => $"承认“{Names.Of(point)}”：同类依据中已没有分量足够的相反依据。";

    public override string Join(IEnumerable<string> sentences) => string.Concat(sentences);

    private static string? Yardstick(Evidence evidence) => evidence switch
    {
        { Unit: "%", Id: "fundamentals.revenue_growth" or "fundamentals.net_income_growth" or "fundamentals.eps_growth" or "fundamentals.revenue_growth_quarter" } => "年增长 4% 为中性。",
        { Unit: "ratio", Id: "fundamentals.cash_conversion" } => "0.9 倍为中性。",
        { Unit: "ratio", Id: "fundamentals.liabilities_to_equity" } => "1.5 倍为中性。",
        { Unit: "ratio", Id: "fundamentals.debt_to_equity" } => "0.75 倍为中性。",
        { Id: "fundamentals.current_ratio" } => "1.25 倍为中性。",
        { Unit: "ratio", Id: "fundamentals.price_to_earnings" or "fundamentals.value_to_earnings" } => "18 倍为中性。",
        { Id: "fundamentals.free_cash_flow_yield" } => "收益率 5% 为中性。",
        _ => null,
    };

    private static string Goal(DebateSide side) => side == DebateSide.Bull ? "上涨" : "下跌";

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "多方" : "空方";

    private string Few(double share) => share < 0.005 ? "占全部权重不足 1%" : $"占全部权重的 {Numbers.WholePercent(share)}";
}
