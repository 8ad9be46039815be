namespace TradingAgents.Abstractions.Reports;

/// <summary>How decisions like this one would have fared on the symbol's own past, up to the trade date: what the confidence is calibrated on.</summary>
public sealed record TrackRecord
{
    /// <summary>Earlier days whose price signals pointed the same way and whose horizon had ended by the trade date.</summary>
    public required int Cases { get; init; }

    /// <summary>Of them, those after which the price went the decision's way by the end of the horizon; for a Hold: stayed within its usual movement.</summary>
    public required int Right { get; init; }

    /// <summary>The share of all earlier days, whatever their signals, after which the price went that way; null where there is none.</summary>
    public double? BaseRate { get; init; }

    /// <summary>0 to 1: the confidence that the decision would have without the cases: the base rate, drawn towards one half the more, the fewer days it rests on.</summary>
    public double Prior { get; init; } = 0.5;

    /// <summary>The first day counted; null without cases.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day counted; null without cases.</summary>
    public DateOnly? To { get; init; }
}
