using System.Xml.Linq;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>Small bars within the text; the number they show always stands beside them.</summary>
internal static class Bars
{
    /// <summary>A share of the whole, with a mark at another share for comparison.</summary>
    public static XElement Share(double share, double? mark = null) => Bar(
        "share",
        6,
        El("rect.track", Attr("width", "100%"), Attr("height", 6), Attr("rx", 3)),
        El("rect.fill", Attr("width", Percent(Clamp(share))), Attr("height", 6), Attr("rx", 3)),
        mark is { } at ? El("rect.mark", Attr("x", Percent(Clamp(at))), Attr("y", -3), Attr("width", 2), Attr("height", 12)) : null);

    /// <summary>From the middle to the left for a negative score, to the right for a positive one; the paler, the less sure.</summary>
    public static XElement Lean(double score, double sureness)
    {
        var half = Clamp(Math.Abs(score)) / 2;
        return Bar(
            "lean",
            14,
            El("rect.track", Attr("y", 6), Attr("width", "100%"), Attr("height", 2)),
            half == 0 ? null : El(
                "rect." + AnalystSection.Tone(score),
                Attr("x", Percent(score < 0 ? 0.5 - half : 0.5)),
                Attr("width", Percent(half)),
                Attr("height", 14),
                Attr("fill-opacity", NumberText.Unsigned(0.3 + (0.7 * Clamp(sureness))))),
            El("rect.middle", Attr("x", "50%"), Attr("width", 1), Attr("height", 14)));
    }

    /// <summary>A weight, and within it what is left.</summary>
    public static XElement Weight(double weight, double left) => Bar(
        "weight",
        4,
        El("rect.track", Attr("width", Percent(Clamp(weight))), Attr("height", 4)),
        El("rect.fill", Attr("width", Percent(Clamp(left))), Attr("height", 4)));

    /// <summary>Two sides that share the whole.</summary>
    public static XElement Balance(double left)
    {
        var share = Clamp(left);
        return Bar(
            "balance",
            12,
            El("rect.up", Attr("width", Percent(share)), Attr("height", 12)),
            El("rect.down", Attr("x", Percent(share)), Attr("width", Percent(1 - share)), Attr("height", 12)));
    }

    private static XElement Bar(string cssClass, int height, params object?[] shapes) =>
        El("svg.bar." + cssClass, Attr("width", "100%"), Attr("height", height), Attr("aria-hidden", "true"), shapes);

    private static double Clamp(double value) => double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0;

    private static string Percent(double share) => NumberText.Coordinate(share * 100) + "%";
}
