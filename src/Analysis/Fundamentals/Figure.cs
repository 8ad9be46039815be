namespace TradingAgents.Analysis.Fundamentals;

/// <summary>A number of a period, with the filed numbers it was made of.</summary>
internal sealed record Figure
{
    public required double Value { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required FigurePeriod Period { get; init; }

    /// <summary>Minuend, summands and subtrahend as filed.</summary>
    public required IReadOnlyList<KnownFact> Parts { get; init; }

    /// <summary>The day the last of its parts became public.</summary>
    public DateOnly Filed => Parts.Max(part => part.Origin.Filed);

    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool IsYear => Period is FigurePeriod.FiscalYear or FigurePeriod.TrailingYear;
}

/// <summary>The same figure of two periods a year apart.</summary>
internal sealed record Comparison(Figure Now, Figure Before)
{
    /// <summary>As a fraction; null where it would mean nothing, as the earlier value is not above 0.</summary>
    public double? Growth => Before.Value > 0 ? Now.Value / Before.Value - 1 : null;

    public DateOnly Filed => Now.Filed > Before.Filed ? Now.Filed : Before.Filed;
}

/// <summary>Which period a figure is of.</summary>
internal enum FigurePeriod
{
    Quarter,
    HalfYear,
    NineMonths,
    FiscalYear,

    /// <summary>Twelve months that are no fiscal year.</summary>
    TrailingYear,
}
