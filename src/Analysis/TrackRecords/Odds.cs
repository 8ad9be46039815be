namespace TradingAgents.Analysis.TrackRecords;

/// <summary>
/// A probability from few cases. What was counted is added to what was believed before as if that had been counted too: the mean of a beta distribution. The weights
/// follow from how far such shares are apart in general (a deviation of s is worth 0.25 / s² cases, less one), not from the prices this was tried on.
/// </summary>
internal static class Odds
{
    /// <summary>What even odds weigh against a symbol's own base rate, in periods: base rates of stocks over weeks lie within some 7 points of one half, as yearly Sharpe ratios lie between -0.5 and 1.</summary>
    public const double WeightOfEven = 50;

    /// <summary>What the base rate weighs against the cases that leaned the same way, in cases: signals of price move the odds by some 5 points, if at all.</summary>
    public const double WeightOfBase = 100;

    /// <summary>Bars from one reading to the next: a month.</summary>
    private const int BarsBetweenReadings = 21;

    /// <summary>How likely the price is to go the way that was counted.</summary>
    /// <param name="way">Counts of the days.</param>
    /// <param name="horizonBars">Over which the price was watched: days and readings closer together than that saw partly the same, and count for less.</param>
    /// <returns>0 to 1.</returns>
    public static double Of(Counts way, int horizonBars)
    {
        var worth = Math.Min(1, (double)BarsBetweenReadings / horizonBars);
        return (worth * way.CasesRight + WeightOfBase * PriorOf(way, horizonBars)) / (worth * way.Cases + WeightOfBase);
    }

    /// <summary>The same without the cases: the base rate and even odds.</summary>
    public static double PriorOf(Counts way, int horizonBars)
    {
        var worth = 1.0 / horizonBars;
        return (worth * way.DaysRight + WeightOfEven * 0.5) / (worth * way.Days + WeightOfEven);
    }
}

/// <summary>How often the price went one way.</summary>
/// <param name="Cases">Readings like today's whose horizon has ended.</param>
/// <param name="CasesRight">Of them, those after which it went that way.</param>
/// <param name="Days">All days whose horizon has ended.</param>
/// <param name="DaysRight">Of them, those after which it went that way.</param>
internal readonly record struct Counts(int Cases, int CasesRight, int Days, int DaysRight);
