using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Localization;

/// <summary>What every format says in the same words.</summary>
internal static class ReportWords
{
    /// <summary>What the confidence is a probability of, and what it rests on. A report of an earlier version has no track record: its confidence was no probability.</summary>
    public static string ConfidenceNote(Decision decision, Labels labels)
    {
        if (decision.TrackRecord is not { } record) return decision.Confidence > 0 ? labels.NoTrackRecord : labels.ConfidenceMeans[decision.Action];

        var sentences = new List<string> { labels.ConfidenceMeans[decision.Action] };
        sentences.Add(record is { Cases: > 0, From: { } from, To: { } to }
            ? Labels.FillCounted(labels.TrackRecord, record.Cases, record.Right == 0 ? labels.NoneRight : NumberText.Count(record.Right), NumberText.Count(record.Cases), NumberText.Date(from), NumberText.Date(to))
            : labels.NoCases);
        if (record.BaseRate is { } rate) sentences.Add(Labels.Fill(labels.BaseRate, NumberText.Percent(rate), NumberText.Percent(record.Prior)));
        return string.Join(labels.SentenceGap, sentences);
    }

    /// <summary>What was written to stand by itself, among sentences: what has no full stop gets one, and its capital.</summary>
    public static string Sentence(string text, Labels labels) =>
        text.Length == 0 || text.EndsWith(labels.FullStop, StringComparison.Ordinal) ? text : char.ToUpperInvariant(text[0]) + text[1..] + labels.FullStop;

    /// <summary>The horizon with the day it ends.</summary>
    public static string Horizon(AnalysisReport report, Labels labels)
    {
        var (horizon, weeks) = (report.Decision.Horizon, report.Decision.HorizonWeeks);
        return weeks > 0 && DateOnly.MaxValue.DayNumber - report.TradeDate.DayNumber > weeks * 7L
            ? Labels.Fill(labels.HorizonTo, horizon, NumberText.Date(report.TradeDate.AddDays(weeks * 7)))
            : horizon;
    }

    /// <summary>A share of the equity, as a size.</summary>
    public static string Size(double share, Labels labels) => Labels.Fill(labels.OfEquity, NumberText.Share(share));

    public static string VoteSentences(VoteSpread spread, Labels labels) => string.Join(
        labels.SentenceGap,
        Labels.Fill(labels.VoteCounts, spread.Up, spread.Down, spread.Neither),
        Labels.Fill(
            labels.VoteGap,
            NumberText.Unsigned(spread.Gap),
            labels.AnalystName(spread.Highest.Analyst),
            NumberText.Signed(spread.Highest.Score),
            labels.AnalystName(spread.Lowest.Analyst),
            NumberText.Signed(spread.Lowest.Score)));

    public static string FactCounts(IReadOnlyCollection<CitedFact> facts, Labels labels)
    {
        var directed = facts.Where(EvidenceTimeline.IsDirected).ToList();
        var up = directed.Count(cited => cited.Fact.Direction > 0);
        return Labels.FillCounted(labels.FactCounts, facts.Count, NumberText.Count(facts.Count), up, directed.Count - up, facts.Count - directed.Count);
    }

    public static string Mood(SentimentReport mood, Labels labels) =>
        Labels.Fill(labels.MoodLine, labels.Bands[mood.OverallBand], NumberText.OneDecimal(mood.OverallScore), labels.Confidences[mood.Confidence]);

    public static string Dates(Evidence fact) =>
        fact.From is { } from && from != fact.Date ? $"{NumberText.Date(from)} – {NumberText.Date(fact.Date)}" : NumberText.Date(fact.Date);

    /// <summary>Number with unit, date and source of a fact.</summary>
    public static IEnumerable<string> Particulars(Evidence fact, Labels labels) =>
        [NumberWithUnit(fact, labels), Dates(fact), fact.Source];

    public static string NumberWithUnit(Evidence fact, Labels labels)
    {
        var unit = labels.UnitName(fact.Unit);
        return NumberText.Format(fact.Value, fact.Unit) + (unit.StartsWith('%') ? unit : unit.Length == 0 ? "" : " " + unit);
    }

    /// <summary>How a point came through: what the answers left of it, or that there was none.</summary>
    public static string Outcome(ArguedPoint point, Labels labels) => point.Answers.Count == 0
        ? labels.Debate.Unanswered
        : Labels.Fill(labels.Debate.Leaves, NumberText.Percent(point.Remaining));
}
