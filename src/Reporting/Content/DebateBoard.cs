using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>An answer with the fact it rests on, where it rests on one that is held.</summary>
internal sealed record ArguedAnswer(DebateAnswer Answer, CitedFact? With);

/// <summary>A point with all the other side said to it.</summary>
internal sealed record ArguedPoint(DebateSide Side, DebatePoint Point, CitedFact? Fact, IReadOnlyList<ArguedAnswer> Answers)
{
    /// <summary>What is left of it after the last answer, 0 to 1.</summary>
    public double Remaining => Answers.Count == 0 ? 1 : Share(Answers[^1].Answer.Remaining);

    /// <summary>Its share of all that was argued, less what the answers took from it.</summary>
    public double WeightLeft => Share(Point.Weight) * Remaining;

    private static double Share(double value) => double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0;
}

/// <summary>The debate put side by side: each point once, with its answers, instead of turn after turn.</summary>
internal sealed record DebateBoard(IReadOnlyList<ArguedPoint> Bull, IReadOnlyList<ArguedPoint> Bear)
{
    /// <summary>A board without a point where there was no debate.</summary>
    public static DebateBoard Of(InvestmentDebate? debate, EvidenceIndex evidence)
    {
        var turns = debate?.Turns ?? [];
        return new DebateBoard(Side(DebateSide.Bull), Side(DebateSide.Bear));

        IReadOnlyList<ArguedPoint> Side(DebateSide side)
        {
            var answers = turns.Where(turn => turn.Side != side).SelectMany(turn => turn.Answers).ToLookup(answer => answer.ToEvidenceId);
            return
            [
                .. turns.Where(turn => turn.Side == side).SelectMany(turn => turn.Points).Select(point => new ArguedPoint(
                    side,
                    point,
                    evidence.Find(point.EvidenceId),
                    [.. answers[point.EvidenceId].Select(answer => new ArguedAnswer(answer, evidence.Find(answer.WithEvidenceId)))])),
            ];
        }
    }
}
