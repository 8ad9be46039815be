namespace TradingAgents.Analysis.Texts;

/// <summary>The sections of a market report, in their order.</summary>
internal enum MarketTheme
{
    Trend,
    Momentum,
    Volatility,
    Volume,
    Levels,
    RelativeStrength,
}
