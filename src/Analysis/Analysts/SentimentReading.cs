using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.News.CentralBanks;
using TradingAgents.Analysis.News.Tone;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Turns the tone of many texts into a mood. Weights: docs/analysis.md.</summary>
internal sealed class SentimentReading(string symbol, int depth, NewsView view, NewsTexts texts)
{
    private const string Analyst = "sentiment";
    private const double LevelWeight = 0.7;
    private const double TrendWeight = 0.3;
    private const double ToneInFull = 0.5;
    private const double Toned = 0.1;
    private const double Disagreement = 0.4;
    private const int RecentDays = 30;
    private const int DispersionNeeds = 4;
    private const int LongestQuote = 200;

    private readonly EvidenceBook<SentimentTheme> _book = new(Analyst, NewsView.SourceOf(view.Texts.Select(text => text.Text)), view.TradeDate);

    /// <summary>Days back: 90, from depth 2 also 30, from depth 3 also 7.</summary>
    private int[] Windows => depth switch { 1 => [90], 2 => [30, 90], _ => [7, 30, 90] };

    public AnalystFindings Conclude()
    {
        if (view.Texts.Count == 0) return TextFindings.Nothing(Analyst, symbol, view, texts);
        ReadLevels();
        ReadTrend();
        var deviation = ReadDispersion();
        var score = _book.Score;
        var confidence = Math.Round(TextFindings.Confidence(view, 1 - Math.Min(1, deviation)), 2);
        var mood = MoodOf(score, deviation, confidence);
        return new AnalystFindings
        {
            Report = new AnalystReport
            {
                Analyst = Analyst,
                Score = Math.Round(score, 3),
                Confidence = confidence,
                Summary = texts.SentimentSummary(symbol, view.TradeDate, mood, view.Texts.Count, confidence),
                Sections = [.. Enum.GetValues<SentimentTheme>().Where(_book.Has).Select(theme => new ReportSection(texts.Title(theme), [.. _book.StatementsOf(theme)]))],
                Sentiment = mood,
            },
            Evidence = _book.Evidence,
            KeyEvidence = _book.IdsByWeight,
            Signals = _book.Signals,
            DataWindows = view.DataWindows,
            Missing = TextFindings.Missing(symbol, view, texts),
        };
    }

    private void ReadLevels()
    {
        // A window without a text says nothing, and one with no fewer texts than a longer one says the same again.
        var windows = Windows.Reverse().Select(days => (Days: days, Within: view.Texts.Where(text => text.AgeDays < days).ToArray()))
            .Where(window => window.Within.Length > 0).DistinctBy(window => window.Within.Length).Reverse().ToArray();
        foreach (var (days, within) in windows)
        {
            var tone = MeanOf(within);
            var (from, date) = within is [var only] ? ((DateOnly?)null, only.Text.Published) : (view.TradeDate.AddDays(1 - days), view.TradeDate);
            _book.Add(SentimentTheme.Mood, $"tone_{days}", texts.WindowTone(days, tone, within.Length, Good(within), Bad(within)),
                tone, "tone", from, LevelWeight / windows.Length, Math.Clamp(tone / ToneInFull, -1, 1) * NewsView.Credit(within.Length), date,
                NewsView.SourceOf(within.Select(text => text.Text)));
        }

        // Of the side to which the mood leans, so that the one text quoted speaks for it.
        var side = view.Texts.Count == 0 ? 0 : Math.Sign(MeanOf(view.Texts));
        if (view.Texts.Where(text => text.Tone.Words > 0 && Math.Abs(NewsTexts.Shown(text.Tone.Value)) >= Toned)
            .OrderByDescending(text => Math.Sign(text.Tone.Value) == side).ThenByDescending(text => text.Weight * Math.Abs(text.Tone.Value)).FirstOrDefault() is { } loudest && LoudestSentence(loudest) is { } sentence)
        {
            _book.Add(SentimentTheme.Mood, "loudest", texts.Loudest(loudest, sentence), loudest.Tone.Value, "tone",
                direction: Math.Clamp(loudest.Tone.Value / ToneInFull, -1, 1), date: loudest.Text.Published, source: loudest.Text.File);
        }
    }

    private void ReadTrend()
    {
        RelevantText[] recent = [.. view.Texts.Where(text => text.AgeDays < RecentDays)], earlier = [.. view.Texts.Where(text => text.AgeDays >= RecentDays)];
        if (recent.Length == 0 || earlier.Length == 0) return;
        double now = MeanOf(recent), before = MeanOf(earlier);
        _book.Add(SentimentTheme.Trend, "trend", texts.TrendOfTone(now - before, now, recent.Length, before, earlier.Length, RecentDays), now - before, "tone", view.From,
            TrendWeight, Math.Clamp((now - before) / ToneInFull, -1, 1) * NewsView.Credit(Math.Min(recent.Length, earlier.Length)));
    }

    /// <summary>The standard deviation of tone, weighted by relevance; 0 for a single text.</summary>
    private double ReadDispersion()
    {
        var mean = MeanOf(view.Texts);
        var variance = view.Texts.Sum(text => text.Relevance * Math.Pow(text.Tone.Value - mean, 2)) / view.Texts.Sum(text => text.Relevance);
        var deviation = Math.Sqrt(variance);
        if (view.Texts.Count > 1) _book.Add(SentimentTheme.Dispersion, "dispersion", texts.Dispersion(deviation, view.Texts.Count, Good(view.Texts), Bad(view.Texts)), deviation, "tone", view.From);
        return deviation;
    }

    private SentimentReport MoodOf(double score, double deviation, double confidence) => new()
    {
        OverallBand = score switch
        {
            >= 0.4 => SentimentBand.Bullish,
            <= -0.4 => SentimentBand.Bearish,
            > -0.2 and < 0.2 when deviation >= Disagreement && view.Texts.Count >= DispersionNeeds => SentimentBand.Mixed,
            >= 0.1 => SentimentBand.MildlyBullish,
            <= -0.1 => SentimentBand.MildlyBearish,
            _ => SentimentBand.Neutral,
        },
        OverallScore = Math.Round(5 + 5 * score, 1),
        Confidence = confidence switch { >= 0.5 => SentimentConfidence.High, >= 0.25 => SentimentConfidence.Medium, _ => SentimentConfidence.Low },
        Narrative = string.Join(' ', Enum.GetValues<SentimentTheme>().SelectMany(_book.StatementsOf)),
    };

    /// <summary>The sentence that carries most of the text's tone, or its headline; of a statement that is compared the one that changed most that way, null where none that is new did.</summary>
    private static string? LoudestSentence(RelevantText text)
    {
        var sign = Math.Sign(text.Tone.Value);
        if (text.Change is { } compared)
        {
            var changed = compared.Changes.Where(change => change.Now is not null).Select(change => (change.Now!.Text, Tone: sign * (ToneOf(change.Now) - ToneOf(change.Before)))).MaxBy(change => change.Tone);
            return changed.Tone > 0 ? Quote.Of(changed.Text, LongestQuote) : null;
        }

        if (text.Statement is null && ToneScorer.Of(text.Text.Headline).Value * text.Tone.Value > 0) return Quote.Of(text.Text.Headline, LongestQuote);
        var sentence = text.Quotable.MaxBy(sentence => sign * ToneScorer.Of(sentence).Value);
        return Quote.Of(sentence ?? text.Text.Headline, LongestQuote);
    }

    private static double ToneOf(StatementSentence? sentence) => sentence is null ? 0 : ToneScorer.Of(sentence.Text).Value;

    private static int Good(IReadOnlyList<RelevantText> some) => some.Count(text => NewsTexts.Shown(text.Tone.Value) >= Toned);

    private static int Bad(IReadOnlyList<RelevantText> some) => some.Count(text => NewsTexts.Shown(text.Tone.Value) <= -Toned);

    private static double MeanOf(IReadOnlyList<RelevantText> some) => some.Sum(text => text.Relevance * text.Tone.Value) / some.Sum(text => text.Relevance);
}
