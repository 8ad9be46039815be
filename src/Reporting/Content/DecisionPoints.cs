using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>A sentence with the fact it rests on, where it is known.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Fact">Null where the sentence quotes no evidence.</param>
/// <param name="Sign">1 where it speaks for higher prices, -1 for lower, 0 where that is not said.</param>
internal sealed record DecisionPoint(string Text, CitedFact? Fact, int Sign);

/// <summary>Why the decision is as it is, and what speaks against it.</summary>
internal sealed record DecisionPoints(IReadOnlyList<DecisionPoint> Why, IReadOnlyList<DecisionPoint> Against)
{
    private const int MostAgainst = 4;

    /// <summary>A weaker direction is no argument, as before the debate.</summary>
    private const double LeastDirection = 0.2;

    /// <summary>
    /// Key points that quote evidence against the decision move to the other side, where the debate's points of that side join them, by what is left
    /// of them; without a debate, the strongest evidence that is clear enough. For a Hold, the side of its weightiest key point is the one that others speak against.
    /// </summary>
    public static DecisionPoints Of(AnalysisReport report, EvidenceIndex evidence, DebateBoard board)
    {
        var points = report.Decision.KeyPoints.Select(text => evidence.QuotedBy(text) is { } fact
            ? new DecisionPoint(text, fact, SignOf(fact.Fact.Direction))
            : new DecisionPoint(text, null, 0)).ToList();
        var direction = LeanOf(report.Decision.Action, points);
        var why = points.Where(point => direction == 0 || point.Sign != -direction).ToList();
        var against = points.Except(why).Select(point => point with { Text = point.Fact!.Fact.Statement });

        var said = why.Select(point => point.Fact?.Number).ToHashSet();
        int[] signs = direction == 0 ? [1, -1] : [-direction];
        var others = signs.SelectMany(sign => Others(sign, report, evidence, board).Where(point => !said.Contains(point.Fact?.Number)).Take(MostAgainst / signs.Length));
        return new DecisionPoints(why, [.. against.Concat(others).DistinctBy(point => (object?)point.Fact?.Number ?? point.Text).Take(MostAgainst)]);
    }

    /// <summary>1 for a purchase, -1 for a sale, else the way of the first point that has one; 0 where none has.</summary>
    private static int LeanOf(TradeAction action, List<DecisionPoint> points) => action switch
    {
        TradeAction.Buy => 1,
        TradeAction.Sell => -1,
        _ => points.Select(point => point.Sign).FirstOrDefault(sign => sign != 0),
    };

    private static IEnumerable<DecisionPoint> Others(int sign, AnalysisReport report, EvidenceIndex evidence, DebateBoard board)
    {
        var argued = sign > 0 ? board.Bull : board.Bear;
        return report.Debate is not null
            ? argued.Where(point => point.WeightLeft > 0).OrderByDescending(point => point.WeightLeft).Select(point => new DecisionPoint(point.Point.Statement, point.Fact, sign))
            : evidence.All.Where(cited => cited.Fact.Direction * sign >= LeastDirection)
                .OrderByDescending(cited => Math.Abs(cited.Fact.Direction))
                .Select(cited => new DecisionPoint(cited.Fact.Statement, cited, sign));
    }

    private static int SignOf(double direction) => double.IsFinite(direction) ? Math.Sign(direction) : 0;
}
