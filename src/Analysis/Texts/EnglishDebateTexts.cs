using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Debates;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishDebateTexts(EvidenceNames names) : DebateTexts(names)
{
    public override string Opening(DebateSide side, double share, IReadOnlyList<string> analysts, IReadOnlyList<string> points) =>
        $"{WholePercent(share)} of the weight of all evidence speaks for {Goal(side)}, as the {Names.Join([.. analysts.Select(Names.OfAnalyst)])} {(analysts.Count == 1 ? "analyst reads" : "analysts read")} it; {(points.Count == 1 ? "the only point brought is" : "brought first are")} {Names.Join(points)}.";

    public override string NothingToSay(DebateSide side, double share) => share <= 0
        ? $"No evidence speaks for {Goal(side)}."
        : $"What speaks for {Goal(side)} is {Few(share)} of the weight of all evidence, none of it clear and weighty enough to be argued.";

    public override string Adding(DebateSide side, int count, double share, IReadOnlyList<string> points) =>
        $"The {Name(side)} adds {(count == 1 ? "1 point" : $"{count} points")} with {Few(share)} of the weight of all evidence{(count > points.Count ? ", first of all " : ": ")}{Names.Join(points)}.";

    public override string NothingToAdd(DebateSide side) => $"The {Name(side)} has no further point.";

    public override string Answered(DebateSide side, int rebutted, int weakened, int conceded)
    {
        var parts = new List<string>();
        if (rebutted > 0) parts.Add($"rebuts {rebutted}");
        if (weakened > 0) parts.Add($"weakens {weakened}");
        if (conceded > 0) parts.Add($"concedes {conceded}");
        return $"Of the {(side == DebateSide.Bull ? "bear's" : "bull's")} points it {Names.Join(parts)}.";
    }

    public override string Point(Evidence evidence) => Yardstick(evidence) is { } yardstick ? $"{evidence.Statement} {yardstick}" : evidence.Statement;

    public override string Rebuttal(Evidence point, Evidence with) => $"Against {Names.Of(point)} stands {Names.Of(with)}, which weighs as much or more: {with.Statement}";

    public override string Weakening(Evidence point, Evidence with, double remaining) => $"Against {Names.Of(point)} stands {Names.Of(with)}, which weighs less and leaves it {WholePercent(remaining)} of its weight: {with.Statement}";

    public override string Concession(Evidence point, ConcessionReason why, EvidenceKind kind, Evidence? nearest) => $"{Upper(Names.Of(point))} stands: " + (nearest, why) switch
    {
        (null, ConcessionReason.NoCase) => "the other side has no evidence that is clear and weighty enough to be argued.",
        (null, _) => $"among {About(kind)} there is no evidence against it that is clear and weighty enough to be argued.",
        (_, ConcessionReason.Spent) => $"{Names.Of(nearest)}, which would have been the answer, has answered another point already.",
        (_, ConcessionReason.OtherSpan) => $"{Names.Of(nearest)}, the weightiest against it among {About(kind)}, is of too different a stretch of time to answer it.",
        _ => $"{Names.Of(nearest)}, the weightiest against it among {About(kind)}, is too light to answer it.",
    };

    public override string ConcededLike(Evidence point, Evidence other) => $"{Upper(Names.Of(point))} stands for the same reason as {Names.Of(other)}.";

    public override string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    protected override string NeutralGrowth(double growth) => $"Growth of {WholePercent(growth)} a year would be neutral.";

    protected override string NeutralTimes(double times) => $"{Short(times)} times would be neutral.";

    protected override string NeutralYield(double yield) => $"A yield of {WholePercent(yield)} would be neutral.";

    private static string About(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Movement => "the readings of the price's movement",
        EvidenceKind.Position => "the readings of the price's position",
        EvidenceKind.Business => "the figures of growth, margins and cash",
        EvidenceKind.Balance => "the figures of debt and shares",
        EvidenceKind.Valuation => "the multiples of the price",
        EvidenceKind.Texts => "what the texts say",
        _ => "evidence of its kind",
    };

    private static string Goal(DebateSide side) => side == DebateSide.Bull ? "higher prices" : "lower prices";

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "bull" : "bear";

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Few(double share) => share < 0.005 ? "under 1%" : WholePercent(share);
}
