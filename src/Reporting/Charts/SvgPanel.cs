using System.Xml.Linq;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Charts;

/// <summary>
/// One chart: a drawing that stretches with the page, and around it words and numbers that do not. The price axis hangs out to the
/// right of the picture, where the style sheet leaves it room.
/// </summary>
internal sealed class SvgPanel(string id, DateAxis axis, LinearScale scale, double height, Labels labels)
{
    private const double DateRow = 22;
    private const double LabelGap = 13;
    private const int MostHits = 400;

    private readonly List<object> _drawing = [];
    private readonly List<object> _words = [];
    private readonly List<double> _takenByTags = [];

    /// <summary>Draws a shape with the colours of a class; an empty path is left out.</summary>
    public void Draw(string cssClass, string path)
    {
        if (path.Length > 0) _drawing.Add(El("path", Attr("class", cssClass), Attr("d", path)));
    }

    /// <summary>A number that stands out on the price axis. Tags are set from the first on; one that would cover another moves aside.</summary>
    public void Tag(string cssClass, double value, string text)
    {
        var y = FreePlace(scale.Y(value));
        _takenByTags.Add(y);
        _words.Add(El(
            "g.tag." + cssClass,
            El("rect", Attr("x", "100%"), Attr("y", NumberText.Coordinate(y - 8)), Attr("width", 58), Attr("height", 16), Attr("rx", 3), Attr("transform", "translate(4 0)")),
            El("text", Attr("x", "100%"), Attr("dx", 9), Attr("y", NumberText.Coordinate(y + 4)), text)));
    }

    /// <summary>A word inside the drawing; <paramref name="x"/> in the drawing's own coordinates.</summary>
    public void Word(string cssClass, double x, double y, string anchor, string text) =>
        _words.Add(El(
            "text",
            Attr("class", cssClass),
            Attr("x", Share(x)),
            Attr("dx", anchor == "end" ? -5 : 5),
            Attr("y", NumberText.Coordinate(y)),
            Attr("text-anchor", anchor),
            text));

    /// <summary>The finished picture.</summary>
    /// <param name="title">Its name.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    /// <param name="ticks">Of the price axis.</param>
    /// <param name="tickText">A tick's text, from its value and the step.</param>
    /// <param name="hint">What is shown on pointing at a bar, from its index.</param>
    public XElement Build(string title, string description, (IReadOnlyList<double> Values, double Step) ticks, Func<double, double, string> tickText, Func<int, string> hint)
    {
        var dates = axis.Ticks(labels);
        return El(
            "svg.plot",
            Attr("role", "img"),
            Attr("aria-labelledby", $"{id}-title {id}-desc"),
            Attr("width", "100%"),
            Attr("height", height + DateRow),
            El("title", Attr("id", id + "-title"), title),
            El("desc", Attr("id", id + "-desc"), description),
            El(
                "svg.drawing",
                Attr("width", "100%"),
                Attr("height", height),
                Attr("viewBox", $"0 0 {DateAxis.Width} {height}"),
                Attr("preserveAspectRatio", "none"),
                El("path.grid", Attr("d", string.Concat(ticks.Values.Select(value => SvgPath.Horizontal(scale.Y(value)))))),
                El("path.grid.dates", Attr("d", string.Concat(dates.Select(tick => SvgPath.Vertical(tick.X, 0, height))))),
                _drawing),
            ticks.Values.Where(IsFree).Select(value => El(
                "text.tick", Attr("x", "100%"), Attr("dx", 9), Attr("y", NumberText.Coordinate(scale.Y(value) + 4)), tickText(value, ticks.Step))),
            dates.Select(DateLabel),
            _words,
            Hits(hint));
    }

    private XElement DateLabel(DateTick tick) => El(
        tick.Minor ? "text.tick.minor" : "text.tick",
        Attr("x", Share(tick.X)),
        Attr("y", height + DateRow - 6),
        Attr("text-anchor", tick.X < 25 ? "start" : tick.X > DateAxis.Width - 25 ? "end" : "middle"),
        tick.Text);

    /// <summary>Invisible columns that show a bar's numbers; several bars share one where there are very many.</summary>
    private XElement Hits(Func<int, string> hint)
    {
        var stride = (axis.Count + MostHits - 1) / MostHits;
        return El(
            "svg.drawing.hits",
            Attr("width", "100%"),
            Attr("height", height),
            Attr("viewBox", $"0 0 {DateAxis.Width} {height}"),
            Attr("preserveAspectRatio", "none"),
            Enumerable.Range(0, (axis.Count + stride - 1) / stride).Select(i => Math.Min((i * stride) + stride - 1, axis.Count - 1)).Select(last => El(
                "path",
                Attr("d", SvgPath.Box((last / stride) * stride * axis.SlotWidth, 0, axis.SlotWidth * stride, height)),
                El("title", hint(last)))));
    }

    private bool IsFree(double value) => _takenByTags.TrueForAll(y => Math.Abs(y - scale.Y(value)) >= LabelGap);

    /// <summary>The nearest height at which a tag covers no other.</summary>
    private double FreePlace(double wanted)
    {
        const double gap = 17;
        var (top, bottom) = (8d, height - 8);
        wanted = Math.Clamp(wanted, top, bottom);
        return _takenByTags
            .SelectMany(y => new[] { y - gap, y + gap })
            .Append(wanted)
            .Where(y => y >= top && y <= bottom && _takenByTags.TrueForAll(taken => Math.Abs(taken - y) >= gap - 0.01))
            .DefaultIfEmpty(wanted)
            .MinBy(y => Math.Abs(y - wanted));
    }

    private static string Share(double x) => NumberText.Coordinate(x / DateAxis.Width * 100) + "%";
}
