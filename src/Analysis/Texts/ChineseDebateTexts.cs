using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Debates;
using static TradingAgents.Analysis.Texts.ChineseSpacing;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseDebateTexts(EvidenceNames names) : DebateTexts(names)
{
    public override string Opening(DebateSide side, double share, IReadOnlyList<string> analysts, IReadOnlyList<string> points) =>
        Spaced($"支持{Goal(side)}的依据占全部权重的 {WholePercent(share)}，来自{Names.Join([.. analysts.Select(Names.OfAnalyst)])}分析师；{(points.Count == 1 ? "所举唯一论据是" : "首先举出的是")}{Names.Join(points)}。");

    public override string NothingToSay(DebateSide side, double share) => share <= 0
        ? $"没有支持{Goal(side)}的依据。"
        : $"支持{Goal(side)}的依据{Few(share)}，且都不够明确、不够有分量，不足以立论。";

    public override string Adding(DebateSide side, int count, double share, IReadOnlyList<string> points) =>
        Spaced($"{Name(side)}补充 {count} 条论据，{Few(share)}{(count > points.Count ? "，其中最重的是" : "：")}{Names.Join(points)}。");

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

    public override string Rebuttal(Evidence point, Evidence with) => $"与“{Names.Of(point)}”相反的是分量不轻于它的“{Names.Of(with)}”：{with.Statement}";

    public override string Weakening(Evidence point, Evidence with, double remaining) => $"与“{Names.Of(point)}”相反的是分量较轻的“{Names.Of(with)}”，前者保留 {WholePercent(remaining)} 的分量：{with.Statement}";

    public override string Concession(Evidence point, ConcessionReason why, EvidenceKind kind, Evidence? nearest) => $"“{Names.Of(point)}”成立：" + (nearest, why) switch
    {
        (null, ConcessionReason.NoCase) => "对方没有足够明确、足以立论的依据。",
        (null, _) => $"{About(kind)}中没有足够明确、足够重的相反依据。",
        (_, ConcessionReason.Spent) => $"本可作答的“{Names.Of(nearest)}”已用于回应另一条论据。",
        (_, ConcessionReason.OtherSpan) => $"{About(kind)}中与之相反、最有分量的是“{Names.Of(nearest)}”，但时间尺度相差太大，不足以作答。",
        _ => $"{About(kind)}中与之相反、最有分量的是“{Names.Of(nearest)}”，但分量太轻，不足以作答。",
    };

    public override string ConcededLike(Evidence point, Evidence other) => $"“{Names.Of(point)}”成立，理由同“{Names.Of(other)}”。";

    public override string Join(IEnumerable<string> sentences) => string.Concat(sentences);

    protected override string NeutralGrowth(double growth) => $"年增长 {WholePercent(growth)} 为中性。";

    protected override string NeutralTimes(double times) => $"{Short(times)} 倍为中性。";

    protected override string NeutralYield(double yield) => $"收益率 {WholePercent(yield)} 为中性。";

    private static string About(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Movement => "价格走势的各项信号",
        EvidenceKind.Position => "价格所处位置的各项信号",
        EvidenceKind.Business => "增长、利润率与现金的各项数据",
        EvidenceKind.Balance => "负债与股本的各项数据",
        EvidenceKind.Valuation => "各项估值倍数",
        EvidenceKind.Texts => "各文本",
        _ => "同类依据",
    };

    private static string Goal(DebateSide side) => side == DebateSide.Bull ? "上涨" : "下跌";

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "多方" : "空方";

    private static string Few(double share) => share < 0.005 ? "占全部权重不足 1%" : $"占全部权重的 {WholePercent(share)}";
}
