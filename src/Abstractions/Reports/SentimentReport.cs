using System.Text.Json.Serialization;

namespace TradingAgents.Abstractions.Reports;

/// <summary>The mood of the texts about a stock, in the field's terms.</summary>
public sealed record SentimentReport
{
    public required SentimentBand OverallBand { get; init; }

    /// <summary>0 (bearish) to 10 (bullish); 5 is neutral.</summary>
    public required double OverallScore { get; init; }

    public required SentimentConfidence Confidence { get; init; }

    /// <summary>A few sentences.</summary>
    public required string Narrative { get; init; }
}

/// <summary>Six grades, in JSON spelt as in the field.</summary>
public enum SentimentBand
{
    [JsonStringEnumMemberName("Bullish")]
    Bullish,

    [JsonStringEnumMemberName("Mildly Bullish")]
    MildlyBullish,

    [JsonStringEnumMemberName("Neutral")]
    Neutral,

    /// <summary>Texts disagree, and neither side prevails.</summary>
    [JsonStringEnumMemberName("Mixed")]
    Mixed,

    [JsonStringEnumMemberName("Mildly Bearish")]
    MildlyBearish,

    [JsonStringEnumMemberName("Bearish")]
    Bearish,
}

/// <summary>How much the texts held can carry.</summary>
public enum SentimentConfidence
{
    Low,
    Medium,
    High,
}
