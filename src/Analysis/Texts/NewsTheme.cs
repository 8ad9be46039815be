namespace TradingAgents.Analysis.Texts;

/// <summary>The sections of a news report, in their order.</summary>
internal enum NewsTheme
{
    Events,
    CentralBank,
    Tone,
}

/// <summary>The sections of a sentiment report, in their order.</summary>
internal enum SentimentTheme
{
    Mood,
    Trend,
    Dispersion,
}
