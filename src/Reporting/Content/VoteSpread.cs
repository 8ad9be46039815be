using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>How far the analysts agree: how many vote which way, and the two who are furthest apart.</summary>
internal sealed record VoteSpread(int Up, int Down, int Neither, AnalystReport Highest, AnalystReport Lowest)
{
    /// <summary>Of who gives no vote, as in reports of early versions, a score nearer to zero than this leans nowhere.</summary>
    public const double LeastLean = 0.05;

    /// <summary>Null where fewer than two analysts have a vote: one alone agrees with everyone.</summary>
    public static VoteSpread? Of(IReadOnlyList<AnalystReport> analysts)
    {
        AnalystReport[] voters = [.. analysts.Where(analyst => analyst.Vote is not null)];
        if (voters.Length == 0) voters = [.. analysts]; // Early versions gave none.
        if (voters.Length < 2) return null;

        var (up, down) = (voters.Count(analyst => LeanOf(analyst) > 0), voters.Count(analyst => LeanOf(analyst) < 0));
        return new VoteSpread(up, down, voters.Length - up - down, voters.MaxBy(analyst => analyst.Score)!, voters.MinBy(analyst => analyst.Score)!);
    }

    /// <summary>Between the highest and the lowest score, 0 to 2.</summary>
    public double Gap => Highest.Score - Lowest.Score;

    private static int LeanOf(AnalystReport analyst) =>
        analyst.Vote is { } vote ? Rating.Hold.CompareTo(vote) : Math.Abs(analyst.Score) < LeastLean ? 0 : Math.Sign(analyst.Score);
}
