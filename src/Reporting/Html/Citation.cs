using System.Xml.Linq;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>Links from a claim to the row of its evidence.</summary>
internal static class Citation
{
    /// <summary>The number in brackets; null where there is no evidence to lead to.</summary>
    public static object?[]? Link(CitedFact? cited) =>
        cited is null ? null : [" ", El("a.cite", Attr("href", "#" + cited.Anchor), $"[{NumberText.Count(cited.Number)}]")];

    /// <summary>Number, date and source of the evidence; null where there is none.</summary>
    public static XElement? Particulars(CitedFact? cited, Labels labels) => cited is null
        ? null
        : El("p.particulars", ReportWords.Particulars(cited.Fact, labels).Select(part => El("span", part)));
}
