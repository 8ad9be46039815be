using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>What became public on a day: a filing, a statement, a text; never a price, which is there every day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Analyst">Who read it.</param>
/// <param name="Facts">What was taken from it, those that point somewhere first.</param>
/// <param name="Direction">The mean of those that point somewhere, -1 to 1; 0 where none does.</param>
internal sealed record DatedEvent(DateOnly Date, string Analyst, IReadOnlyList<CitedFact> Facts, double Direction);

/// <summary>The evidence in time.</summary>
/// <param name="Start">The first day shown: that of the oldest evidence, at most <see cref="MostDays"/> before the trade date.</param>
/// <param name="End">The trade date.</param>
/// <param name="Directed">Facts that point somewhere.</param>
/// <param name="Events">The newest first.</param>
internal sealed record EvidenceTimeline(DateOnly Start, DateOnly End, IReadOnlyList<CitedFact> Directed, IReadOnlyList<DatedEvent> Events)
{
    private const int MostDays = 550;
    private const int LeastDays = 30;

    /// <summary>As the numbers are shown: what would read 0.00 points nowhere.</summary>
    private const double LeastDirection = 0.005;

    private const string PriceAnalyst = "market";
    private const string PriceSource = "prices/";

    /// <summary>Null where no evidence points anywhere and nothing happened.</summary>
    public static EvidenceTimeline? Of(AnalysisReport report, EvidenceIndex evidence)
    {
        var end = report.TradeDate;
        var directed = evidence.All.Where(cited => IsDirected(cited) && cited.Fact.Date <= end).ToList();
        var events = evidence.All
            .Where(cited => IsEvent(cited.Fact, end))
            .GroupBy(cited => (cited.Fact.Date, cited.Fact.Analyst))
            .OrderByDescending(group => group.Key.Date)
            .Select(group => new DatedEvent(
                group.Key.Date,
                group.Key.Analyst,
                [.. group.OrderByDescending(cited => Math.Abs(cited.Fact.Direction))],
                group.Where(IsDirected).Select(cited => cited.Fact.Direction).DefaultIfEmpty(0).Average()))
            .ToList();
        if (directed.Count + events.Count == 0) return null;

        var oldest = directed.Concat(events.SelectMany(dated => dated.Facts)).Min(cited => cited.Fact.From ?? cited.Fact.Date);
        var days = Math.Clamp(end.DayNumber - oldest.DayNumber, LeastDays, MostDays);
        return new EvidenceTimeline(end.AddDays(-Math.Min(days, end.DayNumber)), end, directed, events);
    }

    public static bool IsDirected(CitedFact cited) => double.IsFinite(cited.Fact.Direction) && Math.Abs(cited.Fact.Direction) >= LeastDirection;

    /// <summary>A number of the trade date itself over a window is a reckoning of that day, not something that happened on it.</summary>
    private static bool IsEvent(Evidence fact, DateOnly end) =>
        fact.Analyst != PriceAnalyst &&
        !fact.Source.Contains(PriceSource, StringComparison.Ordinal) &&
        (fact.Date < end || (fact.Date == end && fact.From is null));
}
