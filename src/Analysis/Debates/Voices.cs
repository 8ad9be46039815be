using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Debates;

/// <summary>How much each analyst's word counts. News and sentiment read the same texts, so together they count as the surer of the two, not as both.</summary>
internal static class Voices
{
    private const string News = "news";
    private const string Sentiment = "sentiment";

    private const double WorthNaming = 0.10;

    /// <summary>The confidence from which an analyst's evidence is named where a decision gives its reasons: 0.10, or half of the surest analyst's where that is less. What is below counts all the same.</summary>
    public static double NamedFrom(IReadOnlyList<AnalystFindings> all) => Math.Min(WorthNaming, all.Select(found => found.Report.Confidence).DefaultIfEmpty().Max() / 2);

    /// <summary>Whether the analyst reads texts.</summary>
    public static bool ReadsTexts(AnalystFindings found) => found.Report.Analyst is News or Sentiment;

    /// <summary>The analyst's own confidence; of those that read texts a part of the surer one's, in proportion.</summary>
    public static double WeightOf(AnalystFindings found, IReadOnlyList<AnalystFindings> all)
    {
        var own = found.Report.Confidence;
        if (!ReadsTexts(found)) return own;
        var sum = all.Where(ReadsTexts).Sum(one => one.Report.Confidence);
        return sum > 0 ? own * all.Where(ReadsTexts).Max(one => one.Report.Confidence) / sum : 0;
    }

    /// <summary>The confidences of all who speak for themselves; those that read texts are one.</summary>
    public static IEnumerable<double> Of(IReadOnlyList<AnalystFindings> all) =>
        [
            .. all.Where(found => !ReadsTexts(found)).Select(found => found.Report.Confidence),
            .. all.Where(ReadsTexts).Select(found => found.Report.Confidence).OrderDescending().Take(1),
        ];

    /// <summary>What a piece of evidence is about, to give each reason once: how the texts sound is one, by each of them or by all.</summary>
    public static string SubjectOf(Evidence evidence) => evidence.Unit == "tone" ? "tone" : evidence.Id;

    /// <summary>Of those that read texts the news analyst first: where both report the same of a text, its words stand.</summary>
    public static IEnumerable<AnalystFindings> InTurn(IReadOnlyList<AnalystFindings> all) => all.OrderBy(found => found.Report.Analyst == Sentiment);
}
