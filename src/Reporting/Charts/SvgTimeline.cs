using System.Xml.Linq;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Charts;

/// <summary>
/// The evidence in time: a lane for the price and one an analyst. In an analyst's lane each fact is a dot at its day, above the line where it speaks
/// for higher prices, below where for lower, with a tail over the days that went into it; a diamond marks what became public on a day.
/// </summary>
internal static class SvgTimeline
{
    private const double PriceLane = 64;
    private const double Lane = 84;
    private const double Reach = 32;
    private const double DateRow = 22;

    public static XElement Draw(EvidenceTimeline timeline, ChartData? prices, string title, string description, Labels labels)
    {
        var axis = new CalendarAxis(timeline.Start, timeline.End);
        var analysts = timeline.Directed.Select(cited => cited.Fact.Analyst).Concat(timeline.Events.Select(dated => dated.Analyst)).Distinct().ToList();
        var first = prices is null ? 0 : PriceLane;
        var height = first + (analysts.Count * Lane);
        var ticks = axis.Ticks(labels);
        return El(
            "svg.plot.timeline",
            Attr("role", "img"),
            Attr("aria-labelledby", "timeline-title timeline-desc"),
            Attr("width", "100%"),
            Attr("height", height + DateRow),
            El("title", Attr("id", "timeline-title"), title),
            El("desc", Attr("id", "timeline-desc"), description),
            El(
                "svg.drawing",
                Attr("width", "100%"),
                Attr("height", height),
                Attr("viewBox", $"0 0 {DateAxis.Width} {NumberText.Coordinate(height)}"),
                Attr("preserveAspectRatio", "none"),
                El("path.grid", Attr("d", string.Concat(ticks.Select(tick => SvgPath.Vertical(tick.X, 0, height))))),
                prices is null ? null : El("path.close", Attr("d", Price(prices, timeline, axis))),
                analysts.Select((analyst, i) => Facts(timeline, analyst, Middle(i), axis))),
            prices is null ? null : Name(labels.Close, 0),
            analysts.Select((analyst, i) => Name(labels.AnalystName(analyst), first + (i * Lane))),
            timeline.Events.Where(dated => dated.Date >= timeline.Start).Select(dated => Diamond(dated, Middle(analysts.IndexOf(dated.Analyst)), axis, labels)),
            ticks.Select(tick => El(
                tick.Minor ? "text.tick.minor" : "text.tick",
                Attr("x", Share(tick.X)),
                Attr("y", NumberText.Coordinate(height + DateRow - 6)),
                Attr("text-anchor", tick.X < 25 ? "start" : tick.X > DateAxis.Width - 35 ? "end" : "middle"),
                tick.Text)));

        double Middle(int lane) => first + (lane * Lane) + (Lane / 2) + 4;
    }

    /// <summary>The strongest last, so that they lie on top.</summary>
    private static IEnumerable<XElement> Facts(EvidenceTimeline timeline, string analyst, double middle, CalendarAxis axis)
    {
        var facts = timeline.Directed.Where(cited => cited.Fact.Analyst == analyst && cited.Fact.Date >= timeline.Start).OrderBy(cited => Math.Abs(cited.Fact.Direction)).ToList();
        return facts.Where(cited => cited.Fact.From is not null).Select(Tail).Prepend(El("path.zero", Attr("d", SvgPath.Horizontal(middle)))).Concat(facts.Select(Dot));

        XElement Tail(CitedFact cited) =>
            El("path.tail." + Tone(cited), Attr("d", SvgPath.Horizontal(Y(cited), axis.X(cited.Fact.From!.Value), axis.X(cited.Fact.Date))));

        XElement Dot(CitedFact cited) => El(
            "path.dot." + Tone(cited),
            Attr("d", SvgPath.Dot(axis.X(cited.Fact.Date), Y(cited))),
            El("title", $"[{NumberText.Count(cited.Number)}] {cited.Fact.Statement}\n{ReportWords.Dates(cited.Fact)}  {NumberText.Signed(cited.Fact.Direction)}"));

        double Y(CitedFact cited) => middle - (Reach * Math.Clamp(cited.Fact.Direction, -1, 1));
    }

    private static XElement Diamond(DatedEvent dated, double middle, CalendarAxis axis, Labels labels) => El(
        "text.event." + (dated.Direction > 0 ? "up" : dated.Direction < 0 ? "down" : "flat"),
        Attr("x", Share(axis.X(dated.Date))),
        Attr("y", NumberText.Coordinate(middle + 4)),
        Attr("text-anchor", "middle"),
        "◆",
        El("title", $"{NumberText.Date(dated.Date)}  {labels.AnalystName(dated.Analyst)}  {NumberText.Signed(dated.Direction)}"));

    private static string Price(ChartData prices, EvidenceTimeline timeline, CalendarAxis axis)
    {
        var shown = prices.Dates.Zip(prices.Close).Where(day => day.Second is not null && day.First >= timeline.Start && day.First <= timeline.End).ToList();
        var scale = LinearScale.Around(shown.Select(day => day.Second), 18, PriceLane - 2);
        return string.Concat(shown.Select((day, i) => SvgPath.Step(axis.X(day.First), scale.Y(day.Second!.Value), i == 0)));
    }

    private static XElement Name(string name, double top) =>
        El("text.lane", Attr("x", 0), Attr("dx", 4), Attr("y", NumberText.Coordinate(top + 13)), name);

    private static string Tone(CitedFact cited) => cited.Fact.Direction > 0 ? "up" : "down";

    private static string Share(double x) => NumberText.Coordinate(x / DateAxis.Width * 100) + "%";
}
