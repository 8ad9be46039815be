namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Builds figures of comparable periods from what was filed.</summary>
/// <param name="view">What is known.</param>
/// <param name="currency">Of the filings.</param>
/// <param name="basis">Of share counts and numbers per share.</param>
internal sealed class FilingFigures(FilingsView view, string currency, ShareBasis basis)
{
    /// <summary>How far the ends of periods a year apart may be from a year: fiscal years of 52 and 53 weeks move.</summary>
    private const int ToleranceDays = 15;

    /// <summary>Billions beside millions are rounding; a number of millions that ends in a zero is chance.</summary>
    private const double CoarserRounding = 100;

    private static readonly int[] ShortestFirst = [3, 6, 9, 12];

    /// <summary>
    /// Twelve months that end on a day, by the first of these that the filings allow: the fiscal year as filed; the fiscal year before, plus the year to date, less the year to date of the year before;
    /// four single quarters on end, which come before that where a part of it was filed in coarser rounding. One concept throughout, every part known, never an estimate.
    /// </summary>
    public Figure? Year(string concept, DateOnly to)
    {
        if (FiscalYear(concept, to) is { } year) return year;
        if (FromYearToDate(concept, to) is not { } partly) return FromQuarters(concept, to);
        return concept is not (Concepts.DilutedEps or Concepts.DilutedShares) && FromQuarters(concept, to) is { } quarters && RoundingOf(partly) >= CoarserRounding * RoundingOf(quarters) ? quarters : partly;
    }

    /// <inheritdoc cref="Year(string, DateOnly)" />
    public Figure? YearOfFirst(IReadOnlyList<string> concepts, DateOnly to) => concepts.Select(concept => Year(concept, to)).FirstOrDefault(year => year is not null);

    /// <summary>A year against the year before; where the filings do not reach that far, the longest part of the fiscal year against the same part of the year before.</summary>
    public Comparison? Compare(IReadOnlyList<string> concepts, DateOnly to) =>
        CompareFirst(concepts, to, Year) ?? ComparePeriods(concepts, to, [9, 6, 3]);

    /// <summary>The last quarter against the same quarter of the year before.</summary>
    public Comparison? CompareQuarter(IReadOnlyList<string> concepts, DateOnly to) => ComparePeriods(concepts, to, [3]);

    /// <summary>Where a number is an average, such as a share count: the shortest period that ends on the day against the same period of the year before.</summary>
    public Comparison? CompareAverage(string concept, DateOnly to) => ComparePeriods([concept], to, ShortestFirst);

    /// <summary>The shortest period that ends on the day; for averages.</summary>
    public Figure? ShortestAverage(string concept, DateOnly to) =>
        ShortestFirst.Select(months => Single(concept, to, months)).FirstOrDefault(figure => figure is not null);

    /// <summary>A number of the balance sheet of a day.</summary>
    public KnownFact? Balance(string concept, DateOnly day) => view.Find(concept, currency, null, day);

    /// <summary>The newest period for which both are known and that ends in the half year to the day.</summary>
    public (Figure First, Figure Second)? NewestOfBoth(string first, string second, DateOnly to)
    {
        var ends = Known(second).Select(fact => fact.PeriodEnd).Where(end => end <= to && to.DayNumber - end.DayNumber <= 190).Distinct().OrderDescending();
        foreach (var end in ends)
        {
            foreach (var months in ShortestFirst)
            {
                if (Single(second, end, months) is { } other && Single(first, end, months) is { } one && one.From == other.From) return (one, other);
            }
        }

        return null;
    }

    private Comparison? CompareFirst(IReadOnlyList<string> concepts, DateOnly to, Func<string, DateOnly, Figure?> figure)
    {
        foreach (var concept in concepts)
        {
            if (figure(concept, to) is not { } now) continue;
            if (EndsAYearBefore(concept, to).Select(end => figure(concept, end)).FirstOrDefault(before => before is not null) is { } earlier) return new Comparison(now, earlier);
        }

        return null;
    }

    private Comparison? ComparePeriods(IReadOnlyList<string> concepts, DateOnly to, IReadOnlyList<int> months) =>
        months.Select(length => CompareFirst(concepts, to, (concept, end) => Single(concept, end, length))).FirstOrDefault(pair => pair is not null);

    private IEnumerable<DateOnly> EndsAYearBefore(string concept, DateOnly to)
    {
        var target = to.AddYears(-1);
        return Known(concept).Select(fact => fact.PeriodEnd).Distinct().Where(end => IsNear(end, target)).OrderBy(end => Math.Abs(end.DayNumber - target.DayNumber));
    }

    private Figure? FiscalYear(string concept, DateOnly to) => Single(concept, to, 12);

    private Figure? FromYearToDate(string concept, DateOnly to)
    {
        foreach (var part in Known(concept).Where(fact => fact.PeriodEnd == to && fact.Months is 3 or 6 or 9))
        {
            if (Single(concept, part.Latest.PeriodStart!.Value.AddDays(-1), 12) is not { } year) continue;
            var before = Known(concept).FirstOrDefault(fact =>
                fact.Latest.PeriodStart == year.From && fact.Months == part.Months && IsNear(fact.PeriodEnd, to.AddYears(-1)));
            if (before is null || basis.ValueOf(part) is not { } now || basis.ValueOf(before) is not { } then) continue;
            return new Figure
            {
                Value = year.Value + now - then,
                From = before.PeriodEnd.AddDays(1),
                To = to,
                Period = FigurePeriod.TrailingYear,
                Parts = [.. year.Parts, part, before],
            };
        }

        return null;
    }

    private Figure? FromQuarters(string concept, DateOnly to)
    {
        var quarters = new List<Figure>();
        for (var end = to; quarters.Count < 4; end = quarters[^1].From.AddDays(-1))
        {
            if (Single(concept, end, 3) is not { } quarter) return null;
            quarters.Add(quarter);
        }

        return new Figure
        {
            Value = quarters.Sum(quarter => quarter.Value),
            From = quarters[^1].From,
            To = to,
            Period = FigurePeriod.TrailingYear,
            Parts = [.. quarters.SelectMany(quarter => quarter.Parts)],
        };
    }

    private Figure? Single(string concept, DateOnly to, int months) =>
        Known(concept).FirstOrDefault(fact => fact.PeriodEnd == to && fact.Months == months) is { } known && basis.ValueOf(known) is { } value
            ? new Figure
            {
                Value = value,
                From = known.Latest.PeriodStart!.Value,
                To = to,
                Period = months switch { 3 => FigurePeriod.Quarter, 6 => FigurePeriod.HalfYear, 9 => FigurePeriod.NineMonths, _ => FigurePeriod.FiscalYear },
                Parts = [known],
            }
            : null;

    private IEnumerable<KnownFact> Known(string concept) => view.Of(concept, concept switch
    {
        Concepts.DilutedEps => $"{currency}/{Concepts.Shares}",
        Concepts.DilutedShares => Concepts.Shares,
        _ => currency,
    });

    /// <summary>The coarsest rounding of its parts: the largest power of ten that one of them is a multiple of.</summary>
    private static double RoundingOf(Figure figure) => figure.Parts.Select(part => part.Value).Where(value => value != 0).Select(RoundingOf).DefaultIfEmpty(1).Max();

    private static double RoundingOf(double value)
    {
        var unit = 1.0;
        while (unit < 1e12 && Math.Abs(value) % (unit * 10) == 0) unit *= 10;
        return unit;
    }

    private static bool IsNear(DateOnly day, DateOnly target) => Math.Abs(day.DayNumber - target.DayNumber) <= ToleranceDays;
}
