namespace TradingAgents.Analysis.Decisions;

/// <summary>How much of the equity a trade may take: by volatility, and by what a stop would cost; the smaller of the two, never more than all.</summary>
internal sealed record PositionSize
{
    /// <summary>Up to here the position may move the equity in a year.</summary>
    public const double VolatilityTarget = 0.15;

    /// <summary>Up to here of the equity may be lost at the stop, gaps apart.</summary>
    public const double LossBudget = 0.02;

    private const double Smallest = 0.01;

    /// <summary>Annual, of 63 days, else of 21; null for a shorter history.</summary>
    public required double? Volatility { get; init; }

    /// <summary>From entry to stop, as a fraction of the entry, above 0.</summary>
    public required double StopDistance { get; init; }

    /// <summary>The share that the volatility allows.</summary>
    public required double ByVolatility { get; init; }

    /// <summary>The share that the loss at the stop allows.</summary>
    public required double ByLoss { get; init; }

    /// <summary>Of the equity, 0.01 to 1, in whole percent.</summary>
    public required double Share { get; init; }

    /// <param name="volatility">Annual; null where unknown.</param>
    /// <param name="levels">Of the trade.</param>
    /// <param name="part">Of a full position, 0 to 1.</param>
    public static PositionSize Of(double? volatility, TradeLevels levels, double part)
    {
        var distance = Math.Abs(levels.Entry - levels.Stop) / levels.Entry;
        var byVolatility = volatility is { } known && known > VolatilityTarget ? VolatilityTarget / known : 1;
        var byLoss = Math.Min(1, LossBudget / distance);
        return new PositionSize
        {
            Volatility = volatility,
            StopDistance = distance,
            ByVolatility = byVolatility,
            ByLoss = byLoss,
            Share = Whole(Math.Min(byVolatility, byLoss) * part),
        };
    }

    /// <summary>In whole percent, 0.01 to 1.</summary>
    public static double Whole(double share) => Math.Clamp(Math.Round(share, 2), Smallest, 1);
}
