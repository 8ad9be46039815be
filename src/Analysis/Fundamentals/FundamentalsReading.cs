using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Turns filings into a report.</summary>
internal sealed class FundamentalsReading(FundamentalsNotes notes)
{
    /// <summary>What the weights come to where nothing is missing.</summary>
    private const double AllWeights = 1;

    private const int UsualDaysBetweenFilings = 135;
    private const int OldDays = 250;
    private const int RestatementsNamed = 4;

    /// <summary>The end of the newest period with a net income or a revenue, and its currency; null where there is none.</summary>
    public static (DateOnly To, string Currency)? LatestPeriod(FilingsView view)
    {
        var newest = view.All
            .Where(fact => fact.Months > 0 && (fact.Latest.Concept == Concepts.NetIncome || Concepts.Revenue.Contains(fact.Latest.Concept)))
            .OrderByDescending(fact => fact.PeriodEnd).ThenByDescending(fact => fact.Latest.Filed).ThenBy(fact => fact.Latest.Unit, StringComparer.Ordinal)
            .FirstOrDefault();
        return newest is null ? null : (newest.PeriodEnd, newest.Latest.Unit);
    }

    /// <param name="close">The last one of the window.</param>
    public void Read(double close)
    {
        new BusinessReading(notes).Read();
        new ValuationReading(notes).Read(close);
        ReadNewestFiling();
    }

    public AnalystFindings Conclude(string analyst, IReadOnlyList<FiledFact> facts)
    {
        if (notes.DaysOld > OldDays) notes.Miss(notes.Texts.OldFilings(notes.View.NewestFiling, notes.DaysOld, notes.Window.TradeDate));
        var score = Math.Round(notes.Book.Score, 2);
        var confidence = Math.Round(Confidence(score), 2);
        return new AnalystFindings
        {
            Report = new AnalystReport
            {
                Analyst = analyst,
                Score = score,
                Confidence = confidence,
                Summary = notes.Texts.Summary(notes.Window.Symbol, notes.Window.TradeDate, notes.View.NewestFiling, notes.To, score, confidence),
                Sections = [.. Enum.GetValues<FundamentalsTheme>().Where(notes.Book.Has).Select(theme => new ReportSection(notes.Texts.Title(theme), [.. LeadOf(theme), .. notes.Book.StatementsOf(theme)]))],
            },
            Evidence = notes.Book.Evidence,
            KeyEvidence = notes.Book.IdsByWeight,
            Signals = notes.Book.Signals,
            DataWindows = [new DataWindow(notes.Source, facts[0].Filed, facts[^1].Filed, facts.Count, RowDigest.Of(facts))],
            Missing = notes.Missing,
        };
    }

    private IEnumerable<string> LeadOf(FundamentalsTheme theme) => notes.Book.ScoreOf(theme) is { } score ? [notes.Texts.Lead(theme, score)] : [];

    /// <summary>Agreement and strength of the signals, less for what is missing and for old filings; at most 0.75, as filings look back and say nothing of what is expected.</summary>
    private double Confidence(double score)
    {
        var strength = Math.Min(1, Math.Abs(score) / 0.5);
        var coverage = Math.Min(1, notes.Book.Weights / AllWeights);
        var fresh = 1 - 0.5 * Math.Clamp((notes.DaysOld - UsualDaysBetweenFilings) / (double)(OldDays - UsualDaysBetweenFilings), 0, 1);
        return 0.75 * (0.6 * notes.Book.Agreement + 0.4 * strength) * coverage * fresh;
    }

    private void ReadNewestFiling()
    {
        notes.Book.Add(FundamentalsTheme.Filings, "newest_filing", notes.Texts.NewestFiling(notes.View.NewestFiling, notes.To, notes.DaysOld, notes.Window.TradeDate), notes.DaysOld, "days");
        var restated = notes.Used.Where(fact => fact.RestatedFrom is not null).DistinctBy(fact => (fact.Latest.Concept, fact.Latest.PeriodStart, fact.PeriodEnd))
            .OrderByDescending(fact => fact.PeriodEnd).ThenBy(fact => fact.Latest.Concept, StringComparer.Ordinal).ThenByDescending(fact => fact.Months).Take(RestatementsNamed);
        foreach (var fact in restated)
        {
            notes.Book.Add(FundamentalsTheme.Filings, FormattableString.Invariant($"restated_{fact.Latest.Concept}_{fact.PeriodEnd:yyyyMMdd}_{fact.Months}"), notes.Texts.Restated(fact, notes.Basis.IsOnlyRebased(fact)), fact.Value,
                fact.Latest.Unit, fact.Latest.PeriodStart, date: fact.Origin.Filed);
        }
    }
}
