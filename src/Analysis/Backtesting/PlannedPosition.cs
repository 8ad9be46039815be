namespace TradingAgents.Analysis.Backtesting;

/// <summary>A decision as a simulation carries it out.</summary>
/// <param name="Bar">Index of the bar on whose close it was decided; it is carried out at the open of the next.</param>
/// <param name="Weight">Size as a share of the equity, negative for a short position, 0 for none.</param>
/// <param name="HorizonBars">Bars it is held at most, the bar of the entry included; 1 or more.</param>
/// <param name="Stop">Where it is given up; null: nowhere.</param>
/// <param name="Target">Where the gain is taken; null: nowhere.</param>
internal sealed record PlannedPosition(int Bar, double Weight, int HorizonBars, double? Stop = null, double? Target = null)
{
    /// <summary>The other side at the same distances from a price.</summary>
    public PlannedPosition Mirrored(double price) => this with { Weight = -Weight, Stop = 2 * price - Stop, Target = 2 * price - Target };

    /// <summary>Whether a price lies at the stop or beyond it.</summary>
    public bool IsStoppedAt(double price) => Stop is { } stop && Math.Sign(Weight) * (price - stop) <= 0;

    /// <summary>Whether a price lies at the target or beyond it.</summary>
    public bool HasReachedAt(double price) => Target is { } target && Math.Sign(Weight) * (price - target) >= 0;
}
