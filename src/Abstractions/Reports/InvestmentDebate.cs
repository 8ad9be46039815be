namespace TradingAgents.Abstractions.Reports;

/// <summary>Bull against bear over all evidence: the bull opens, then they alternate, as many rounds as the depth asks for.</summary>
public sealed record InvestmentDebate
{
    /// <summary>In the order spoken: bull, bear, bull, bear, ...</summary>
    public required IReadOnlyList<DebateTurn> Turns { get; init; }

    /// <summary>What the bull's points weigh once the answers to them are counted, 0 or more.</summary>
    public required double BullWeight { get; init; }

    /// <summary>What the bear's points weigh once the answers to them are counted, 0 or more.</summary>
    public required double BearWeight { get; init; }

    /// <summary>How evenly the two sides weigh: 0 where one side has everything, 1 where they are level.</summary>
    public required double Disagreement { get; init; }
}

/// <summary>One turn of the debate.</summary>
public sealed record DebateTurn
{
    /// <summary>Who speaks.</summary>
    public required DebateSide Side { get; init; }

    /// <summary>From 1.</summary>
    public required int Round { get; init; }

    /// <summary>The turn in a few sentences.</summary>
    public required string Speech { get; init; }

    /// <summary>Points brought for the first time, the weightiest first.</summary>
    public required IReadOnlyList<DebatePoint> Points { get; init; }

    /// <summary>Answers to what the other side has said.</summary>
    public required IReadOnlyList<DebateAnswer> Answers { get; init; }
}

/// <summary>Who argues for higher prices, and who for lower.</summary>
public enum DebateSide
{
    /// <summary>Argues for higher prices.</summary>
    Bull,

    /// <summary>Argues for lower prices.</summary>
    Bear,
}

/// <summary>A point of one side, resting on a piece of evidence: its number, date and source are there.</summary>
public sealed record DebatePoint
{
    /// <summary>Of the report's evidence, such as <c>market.rsi14</c>.</summary>
    public required string EvidenceId { get; init; }

    /// <summary>The point in a sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>Its share of all that speaks for either side, 0 to 1.</summary>
    public required double Weight { get; init; }
}

/// <summary>What a side says to a point of the other.</summary>
public sealed record DebateAnswer
{
    /// <summary>The evidence of the point answered.</summary>
    public required string ToEvidenceId { get; init; }

    /// <summary>How well the point is met.</summary>
    public required DebateAnswerKind Kind { get; init; }

    /// <summary>The evidence it is answered with; null where the point is conceded.</summary>
    public string? WithEvidenceId { get; init; }

    /// <summary>The answer in a sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>What is left of the point after it, 0 to 1.</summary>
    public required double Remaining { get; init; }
}

/// <summary>How a point is answered.</summary>
public enum DebateAnswerKind
{
    /// <summary>Evidence of the same kind says the opposite, at least as strongly.</summary>
    Rebutted,

    /// <summary>Evidence of the same kind says the opposite, but less strongly.</summary>
    Weakened,

    /// <summary>No weighty evidence of its kind, not spent on another point already, says otherwise.</summary>
    Conceded,
}

/// <summary>The research manager's judgement of the debate.</summary>
public sealed record ResearchPlan
{
    /// <summary>The rating that the score after the debate gives.</summary>
    public required Rating Recommendation { get; init; }

    /// <summary>-1 (bearish) to 1 (bullish), after the debate.</summary>
    public required double Score { get; init; }

    /// <summary>Why, in a few sentences.</summary>
    public required string Rationale { get; init; }

    /// <summary>What the trader is to do, each in a sentence.</summary>
    public required IReadOnlyList<string> StrategicActions { get; init; }
}
