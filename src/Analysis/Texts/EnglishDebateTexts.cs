using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishDebateTexts(EvidenceNames names, NumberTexts numbers) : DebateTexts(names, numbers)
{
    public override string Opening(DebateSide side, double share, IReadOnlyList<string> analysts, IReadOnlyList<string> points) =>
        $"{Numbers.WholePercent(share)} of the weight of all evidence speaks for {Goal(side)}, as the {Names.Join([.. analysts.Select(Names.OfAnalyst)])} {(analysts.Count == 1 ? "analyst reads" : "analysts read")} it; among the weightiest {(points.Count == 1 ? "is" : "are")} {Names.Join(points)}.";

    public override string NothingToSay(DebateSide side, double share) => share <= 0
        ? $"No evidence speaks for {Goal(side)}."
        : $"What speaks for {Goal(side)} is {Few(share)} of the weight of all evidence, none of it clear enough to be argued.";

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

    public override string Rebuttal(Evidence point, Evidence with) => $"{Upper(Names.Of(point))} is rebutted by {Names.Of(with)}: {with.Statement}";

    public override string Weakening(Evidence point, Evidence with, double remaining) => $"{Upper(Names.Of(point))} is weakened by {Names.Of(with)}, and keeps {Numbers.WholePercent(remaining)} of its weight: {with.Statement}";

    public override string Concession(Evidence point) => $"{Upper(Names.Of(point))} is conceded: no weighty evidence of its kind is left against it.";

    public override string Join(IEnumerable<string> sentences) => string.Join(' ', sentences);

    private static string? Yardstick(Evidence evidence) => evidence switch
    {
        { Unit: "%", Id: "fundamentals.revenue_growth" or "fundamentals.net_income_growth" or "fundamentals.eps_growth" or "fundamentals.revenue_growth_quarter" } => "Growth of 4 % a year would be neutral.",
        { Unit: "ratio", Id: "fundamentals.cash_conversion" } => "0.9 times would be neutral.",
        { Unit: "ratio", Id: "fundamentals.liabilities_to_equity" } => "1.5 times would be neutral.",
        { Unit: "ratio", Id: "fundamentals.debt_to_equity" } => "0.75 times would be neutral.",
        { Id: "fundamentals.current_ratio" } => "1.25 times would be neutral.",
        { Unit: "ratio", Id: "fundamentals.price_to_earnings" or "fundamentals.value_to_earnings" } => "18 times would be neutral.",
        { Id: "fundamentals.free_cash_flow_yield" } => "A yield of 5 % would be neutral.",
        _ => null,
    };

    private static string Goal(DebateSide side) => side == DebateSide.Bull ? "higher prices" : "lower prices";

    private static string Name(DebateSide side) => side == DebateSide.Bull ? "bull" : "bear";

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private string Few(double share) => share < 0.005 ? "under 1 %" : Numbers.WholePercent(share);
}
