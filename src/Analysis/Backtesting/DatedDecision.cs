using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>What the pipeline decided on the close of a bar.</summary>
/// <param name="Bar">Index of that bar among those tested.</param>
/// <param name="Rating">Its grade.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="HorizonBars">How many bars it is meant for, 1 or more.</param>
/// <param name="Stop">Null where no trade is proposed.</param>
/// <param name="Target">Null where no trade is proposed.</param>
internal sealed record DatedDecision(int Bar, Rating Rating, double Confidence, int HorizonBars, double? Stop = null, double? Target = null)
{
    /// <summary>1 for higher prices, -1 for lower, 0 for neither.</summary>
    public int Direction => Math.Sign(PlannedPosition.WeightOf(Rating));

    public PlannedPosition Plan() => new(Bar, PlannedPosition.WeightOf(Rating), HorizonBars, Stop, Target);
}
