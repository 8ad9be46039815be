namespace TradingAgents.Abstractions;

/// <summary>Which analysts take part.</summary>
public enum AnalysisType
{
    /// <summary>Market, sentiment, news and fundamentals analysts, debate, trader, risk debate, decision.</summary>
    Comprehensive,

    /// <summary>Market and fundamentals at depth 1.</summary>
    Quick,

    /// <summary>The market analyst alone, then the decision.</summary>
    Technical,

    /// <summary>The fundamentals analyst alone, then the decision.</summary>
    Fundamental,

    /// <summary>The news analyst alone, then the decision.</summary>
    News,

    /// <summary>The sentiment analyst alone, then the decision.</summary>
    Sentiment,

    /// <summary>No analysis: rehearses capacity. Only where the engine allows it.</summary>
    Synthetic,
}
