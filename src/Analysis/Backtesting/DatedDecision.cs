using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>What the pipeline decided on the close of a bar.</summary>
/// <param name="Bar">Index of that bar among those tested.</param>
/// <param name="Rating">Its grade.</param>
/// <param name="Confidence">0 to 1: how likely it was held to come right.</param>
/// <param name="HorizonBars">How many bars it is meant for, 1 or more.</param>
internal sealed record DatedDecision(int Bar, Rating Rating, double Confidence, int HorizonBars)
{
    /// <summary>Weeks of a decision that names none: those after which a Hold is looked at again.</summary>
    private const int UsualWeeks = 4;

    /// <summary>0 to 1: how far the evidence agreed.</summary>
    public double Conviction { get; init; }

    /// <summary>0 to 1: the confidence without earlier readings.</summary>
    public double Prior { get; init; } = 0.5;

    /// <summary>Of the equity, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Null where no trade is proposed.</summary>
    public double? Stop { get; init; }

    /// <summary>Null where no trade is proposed.</summary>
    public double? Target { get; init; }

    /// <summary>1 for higher prices, -1 for lower, 0 for neither.</summary>
    public int Direction => Rating switch
    {
        Rating.Buy or Rating.Overweight => 1,
        Rating.Underweight or Rating.Sell => -1,
        _ => 0,
    };

    /// <param name="bar">Where it was decided.</param>
    /// <param name="decision">As the report gives it.</param>
    public static DatedDecision Of(int bar, Decision decision) =>
        new(bar, decision.Rating, decision.Confidence, (decision.HorizonWeeks > 0 ? decision.HorizonWeeks : UsualWeeks) * PriceMoves.BarsPerWeek)
        {
            Conviction = decision.Conviction,
            Prior = decision.TrackRecord?.Prior ?? 0.5,
            Share = decision.PositionShare,
            Stop = decision.Stop,
            Target = decision.Target,
        };

    public PlannedPosition Plan() => new(Bar, Direction * Share, HorizonBars, Stop, Target);
}
