using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>The analysts' votes at a glance, and below them what the research manager made of the debate.</summary>
internal static class VotesSection
{
    /// <summary>Null where fewer than two analysts have spoken.</summary>
    public static XElement? Build(AnalysisReport report, Labels labels)
    {
        if (VoteSpread.Of(report.Analysts) is not { } spread) return null;

        return El(
            "section",
            Attr("id", "votes"),
            El("h2", labels.Votes),
            El("p.spread", ReportWords.VoteSentences(spread, labels)),
            El(
                "table.votes",
                El("thead", El(
                    "tr",
                    El("th", labels.Analyst),
                    El("th.scale-of-lean", El("span", labels.Bearish), El("span", labels.Bullish)),
                    El("th", labels.Vote),
                    El("th.number", labels.Score),
                    El("th.number", labels.Confidence))),
                El("tbody", report.Analysts.Select((analyst, i) => Row(
                    El("a", Attr("href", "#" + AnalystSection.AnchorOf(i)), labels.AnalystName(analyst.Analyst)),
                    analyst.Vote,
                    analyst.Score,
                    analyst.Confidence,
                    labels))),
                report.ResearchPlan is { } plan
                    ? El("tfoot", Row(El("a", Attr("href", "#plan"), labels.Debate.ResearchManager), plan.Recommendation, plan.Score, null, labels))
                    : null),
            El("p.note", labels.VotesNote));
    }

    private static XElement Row(XElement who, Rating? vote, double score, double? confidence, Labels labels) => El(
        "tr",
        El("th", Attr("scope", "row"), who),
        El("td.leaning", Bars.Lean(score, confidence ?? 1)),
        vote is { } rating ? El("td.vote." + ContractJson.NameOf(rating), labels.Ratings[rating]) : El("td.vote", NumberText.Absent),
        El("td.number", El("b." + AnalystSection.Tone(score), NumberText.Signed(score))),
        El("td.number", confidence is { } sure ? NumberText.Percent(sure) : ""));
}
