using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>One analyst's view, theme by theme.</summary>
internal static class AnalystSection
{
    public static XElement Build(AnalystReport analyst, Labels labels) => El(
        "article.analyst",
        El(
            "div.who",
            El("h3", labels.AnalystName(analyst.Analyst)),
            El(
                "p.figures",
                El("span", labels.Score, " ", El("b." + Tone(analyst.Score), NumberText.Signed(analyst.Score))),
                El("span", labels.Confidence, " ", El("b", NumberText.Percent(analyst.Confidence)))),
            El("p", analyst.Summary)),
        El("div.themes", analyst.Sections.Select(section => El(
            "section",
            El("h4", section.Title),
            section.Sentences.Select(sentence => El("p", sentence))))));

    /// <summary>The class that colours a number between bearish and bullish.</summary>
    public static string Tone(double direction) => direction switch
    {
        > 0.005 => "up",
        < -0.005 => "down",
        _ => "flat",
    };
}
