using System.Globalization;
using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>Each analyst's view; where there are several, the findings theme by theme open on demand.</summary>
internal static class AnalystSection
{
    public static XElement Build(IReadOnlyList<AnalystReport> analysts, Labels labels) => El(
        "section",
        Attr("id", "analysts"),
        El("h2", labels.Analysts),
        analysts.Count == 0 ? El("p", labels.None) : analysts.Select((analyst, i) => Article(analyst, i, analysts.Count == 1, labels)));

    /// <summary>Of an analyst by its place: names are of unknown origin.</summary>
    public static string AnchorOf(int index) => "analyst-" + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The class that colours a number between bearish and bullish.</summary>
    public static string Tone(double direction) => direction switch
    {
        > 0.005 => "up",
        < -0.005 => "down",
        _ => "flat",
    };

    private static XElement Article(AnalystReport analyst, int index, bool alone, Labels labels) => El(
        "article.analyst",
        Attr("id", AnchorOf(index)),
        El(
            "div.who",
            El("h3", labels.AnalystName(analyst.Analyst)),
            El(
                "p.figures",
                El("span", labels.Score, " ", El("b." + Tone(analyst.Score), NumberText.Signed(analyst.Score))),
                El("span", labels.Confidence, " ", El("b", NumberText.Percent(analyst.Confidence))))),
        El(
            "div.says",
            El("p", analyst.Summary),
            analyst.Sentiment is { } mood ? El("p.mood", El("span", labels.Mood, " ", El("b", ReportWords.Mood(mood, labels)))) : null,
            analyst.Sections.Count == 0 ? null : Findings(analyst, alone, labels)));

    private static XElement Findings(AnalystReport analyst, bool open, Labels labels)
    {
        var details = El(
            "details",
            El("summary", labels.AnalystDetail, El("span.themes-named", string.Join(" · ", analyst.Sections.Select(section => section.Title)))),
            El("div.themes", analyst.Sections.Select(section => El(
                "section",
                El("h4", section.Title),
                section.Sentences.Select(sentence => El("p", sentence))))));
        if (open) details.SetAttributeValue("open", "open");
        return details;
    }
}
