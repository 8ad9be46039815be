namespace TradingAgents.Analysis.TrackRecords;

/// <summary>Which way the price signals of a day lean, by the threshold that also tells a Hold from a trade.</summary>
internal enum PriceLean
{
    Neither,
    Up,
    Down,
}
