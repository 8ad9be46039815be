using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.News.CentralBanks;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Turns the texts about a stock into evidence. Weights: docs/analysis.md.</summary>
internal sealed class NewsReading(string symbol, int depth, NewsView view, NewsTexts texts)
{
    private const string Analyst = "news";
    private const double ToneWeight = 0.4;
    private const double EventsWeight = 0.3;
    private const double StanceWeight = 0.3;
    private const double ToneInFull = 0.5;
    private const double ShiftInFull = 6;

    private readonly EvidenceBook<NewsTheme> _book = new(Analyst, NewsView.SourceOf(view.Texts.Select(text => text.Text)), view.TradeDate);

    public AnalystFindings Conclude()
    {
        if (view.Texts.Count == 0) return TextFindings.Nothing(Analyst, symbol, view, texts);
        ReadEvents();
        ReadStance();
        ReadTone();
        var score = _book.Score;
        var confidence = Math.Round(TextFindings.Confidence(view, _book.Agreement), 2);
        return new AnalystFindings
        {
            Report = new AnalystReport
            {
                Analyst = Analyst,
                Score = Math.Round(score, 3),
                Confidence = confidence,
                Summary = texts.NewsSummary(symbol, view, score, confidence, view.Changes.Count > 0 ? view.Changes[0] : null, IsLedByCentralBank(score)),
                Sections = [.. Enum.GetValues<NewsTheme>().Where(_book.Has).Select(theme => new ReportSection(texts.Title(theme), [.. _book.StatementsOf(theme)]))],
            },
            Evidence = _book.Evidence,
            KeyEvidence = _book.IdsByWeight,
            Signals = _book.Signals,
            DataWindows = view.DataWindows,
            Missing = TextFindings.Missing(symbol, view, texts),
        };
    }

    private void ReadEvents()
    {
        _book.Add(NewsTheme.Events, "texts", texts.Coverage(symbol, view), view.Texts.Count, "texts", view.From);
        RelevantText[] shown = [.. view.Texts.Take(3 + 2 * depth)];
        var weights = shown.Sum(text => text.Weight);
        for (var i = 0; i < shown.Length; i++)
        {
            _book.Add(NewsTheme.Events, $"text_{i + 1}", texts.Event(symbol, shown[i]), shown[i].Tone.Value, "tone", null,
                EventsWeight * shown[i].Weight / weights, Direction(shown[i].Tone.Value) * NewsView.Credit(shown.Length), shown[i].Text.Published, shown[i].Text.File);
        }
    }

    private void ReadStance()
    {
        StanceChange[] changes = [.. view.Changes.Take(depth)];
        if (view.Texts.Where(text => text.Statement is not null).MaxBy(text => text.Text.Published)?.Statement is { } latest)
        {
            if (latest.Rate is { } rate) AddText("policy_rate", texts.PolicyRate(latest.Text, rate.Low, rate.High), rate.High, "%", latest);
            // Where the decision is new it stands below, against what was said before.
            if (latest.Decision is { } decision && !changes.Any(change => change.ThatMatter.Any(one => one.Now?.Key == decision.Key))) AddText("policy_decision", texts.Decided(latest.Text, Excerpt(decision)), decision.Stance, "points", latest);
        }

        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            var age = view.TradeDate.DayNumber - change.Now.Text.Published.DayNumber;
            var weight = StanceWeight * Math.Pow(0.5, age / (2 * RelevantText.HalfLifeDays));
            _book.Add(NewsTheme.CentralBank, $"stance_{i + 1}", texts.Stance(change), change.Shift, "points", change.Before.Text.Published,
                weight, Math.Clamp(-change.Shift / ShiftInFull, -1, 1), change.Now.Text.Published, change.Now.Text.File);
            var (shown, rest) = (change.ThatMatter.Take(i == 0 ? 2 + depth : 2).ToArray(), change.ThatMatter.Skip(i == 0 ? 2 + depth : 2).ToArray());
            for (var j = 0; j < shown.Length; j++)
            {
                _book.Add(NewsTheme.CentralBank, $"stance_{i + 1}_sentence_{j + 1}",
                    texts.Changed(shown[j], change.Before.Text, change.Now.Text, QuoteOf(shown[j].Before ?? shown[j].Likest), QuoteOf(shown[j].Now ?? shown[j].Likest)),
                    shown[j].Shift, "points", (shown[j].Before ?? shown[j].Likest) is null ? null : change.Before.Text.Published, 0, Math.Clamp(-shown[j].Shift / ShiftInFull, -1, 1), change.Now.Text.Published, change.Now.Text.File);
            }

            // So that what is listed adds up to the whole.
            if (rest.Length == 0) continue;
            var sum = rest.Sum(one => one.Shift);
            _book.Add(NewsTheme.CentralBank, $"stance_{i + 1}_rest", texts.OtherChanges(change, rest.Length, sum), sum, "points", change.Before.Text.Published,
                0, Math.Clamp(-sum / ShiftInFull, -1, 1), change.Now.Text.Published, change.Now.Text.File);
        }

        string? QuoteOf(StatementSentence? sentence) => sentence is null ? null : Excerpt(sentence);

        void AddText(string id, string statement, double value, string unit, Statement from) =>
            _book.Add(NewsTheme.CentralBank, id, statement, value, unit, date: from.Text.Published, source: from.Text.File);
    }

    /// <summary>Whether the shifts of the statements move the score more than the texts do.</summary>
    private bool IsLedByCentralBank(double score)
    {
        var pulls = _book.Signals.GroupBy(signal => signal.Theme).ToDictionary(theme => theme.Key, theme => theme.Sum(signal => signal.Pull));
        var bank = pulls.GetValueOrDefault(nameof(NewsTheme.CentralBank));
        return bank * score > 0 && Math.Abs(bank) > Math.Abs(pulls.Sum(theme => theme.Value) - bank);
    }

    /// <summary>A single text stands above for itself: its tone is not said, nor counted, again.</summary>
    private void ReadTone()
    {
        if (view.Texts.Count == 1) return;
        var tone = view.Texts.Sum(text => text.Weight * text.Tone.Value) / view.Weight;
        _book.Add(NewsTheme.Tone, "tone", texts.NewsTone(tone, view.Texts.Count, view.Texts.Count(text => text.Tone.Words > 0)), tone, "tone", view.From, ToneWeight, Direction(tone) * NewsView.Credit(view.Texts.Count));
    }

    private static double Direction(double tone) => Math.Clamp(tone / ToneInFull, -1, 1);

    private static string Excerpt(StatementSentence sentence) => Quote.Around(sentence.Text, sentence.Place);
}
