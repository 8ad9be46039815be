using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.News.CentralBanks;
using TradingAgents.Analysis.News.Tone;

namespace TradingAgents.Analysis.News;

/// <summary>The texts that concern a stock, as they were known on a day.</summary>
internal sealed class NewsView
{
    /// <summary>Days looked back, the trade date included.</summary>
    public const int WindowDays = 90;

    private const int StatementDays = 365; // The statement before the first of the window may be this much older.
    private const int MostTexts = 400;
    private const int MostBanks = 8;
    private const int MostStatements = 16; // Of a bank; there are eight a year.

    private NewsView(DateOnly tradeDate, NewsHeld held, string symbol)
    {
        TradeDate = tradeDate;
        Skipped = held.Skipped;
        Changes = ChangesIn(held.Texts);
        var changeByText = Changes.ToDictionary(change => change.Now.Text);
        var seen = new HashSet<(string, string)>();
        var relevant = new List<RelevantText>();
        foreach (var text in held.Texts.Where(text => text.Published >= From))
        {
            var relevance = NewsRelevance.Of(text, symbol);
            if (relevance == 0) continue;
            if (seen.Add((text.Headline.ToLowerInvariant(), text.Text.Length <= 200 ? text.Text : text.Text[..200])))
                relevant.Add(new RelevantText(text, relevance, tradeDate.DayNumber - text.Published.DayNumber, default, null, changeByText.GetValueOrDefault(text)));
            else Repeated++;
        }

        // Only those that are used are read closely.
        Texts =
        [
            .. relevant.OrderByDescending(text => text.Weight).ThenByDescending(text => text.Text.Published).Take(MostTexts)
                .Select(text => text with { Tone = ToneOf(text.Text, text.Change), Statement = text.Change?.Now ?? Statement.Of(text.Text) }),
        ];
        Changes = [.. Changes.Where(change => change.Now.Text.Published >= From)];
    }

    public DateOnly TradeDate { get; }

    public DateOnly From => TradeDate.AddDays(1 - WindowDays);

    /// <summary>The weightiest first; what was repeated word for word stands once.</summary>
    public IReadOnlyList<RelevantText> Texts { get; }

    /// <summary>How often a text stood again.</summary>
    public int Repeated { get; }

    /// <summary>Statements of the window against the ones before, the latest first.</summary>
    public IReadOnlyList<StanceChange> Changes { get; }

    public IReadOnlyList<NewsSkip> Skipped { get; }

    /// <summary>Whether any text is about this stock, not about the economy alone.</summary>
    public bool HasOwn => Texts.Any(text => !text.IsMacro);

    /// <summary>Few texts tell little: a mean of them counts by this share, 1/3 for one text, 1/2 for two, 0.8 for eight.</summary>
    public static double Credit(int texts) => texts / (texts + 2.0);

    /// <summary>Relevance and recency of all texts together.</summary>
    public double Weight => Texts.Sum(text => text.Weight);

    /// <summary>The texts' files, with what was used of each; also a statement before the window where its successor was compared with it.</summary>
    public IReadOnlyList<DataWindow> DataWindows =>
    [
        .. Texts.Select(text => text.Text).Concat(Changes.Select(change => change.Before.Text)).Distinct().GroupBy(text => text.File).OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => new DataWindow(file.Key, file.Min(text => text.Published), file.Max(text => text.Published), file.Count(), RowDigest.Of(file))),
    ];

    /// <summary>Reads nothing published after the trade date.</summary>
    public static async Task<NewsView> ReadAsync(INews news, string symbol, DateOnly tradeDate, CancellationToken cancellationToken)
    {
        var held = await news.GetNewsAsync(tradeDate.AddDays(-WindowDays - StatementDays), tradeDate, cancellationToken);
        return await Task.Run(() => new NewsView(tradeDate, held, symbol), cancellationToken);
    }

    /// <summary>The files of some texts as one source.</summary>
    public static string SourceOf(IEnumerable<NewsText> texts) => string.Join(", ", texts.Select(text => text.File).Distinct().Order(StringComparer.Ordinal));

    /// <summary>A statement repeats most of the one before, and central banks sound hopeful at all times: only how the tone changes tells something.</summary>
    private static ToneScore ToneOf(NewsText text, StanceChange? change)
    {
        if (change is null) return ToneScorer.Of(text.Headline, text.Text);
        ToneScore now = ToneScorer.Of(string.Join('\n', change.Added)), before = ToneScorer.Of(string.Join('\n', change.Dropped));
        return new ToneScore(Math.Clamp(now.Value - before.Value, -1, 1), now.Words + before.Words);
    }

    private static List<StanceChange> ChangesIn(IReadOnlyList<NewsText> texts)
    {
        var changes = new List<StanceChange>();
        foreach (var bank in texts.Where(Statement.IsStatement).GroupBy(text => text.Source, StringComparer.OrdinalIgnoreCase).Take(MostBanks))
        {
            Statement[] inTurn = [.. bank.TakeLast(MostStatements).Select(Statement.Of).OfType<Statement>()];
            for (var i = 1; i < inTurn.Length; i++)
            {
                var isRecent = inTurn[i].Text.Published.DayNumber - inTurn[i - 1].Text.Published.DayNumber <= StatementDays;
                if (isRecent && inTurn[i].Text.Text != inTurn[i - 1].Text.Text) changes.Add(StanceChange.Between(inTurn[i - 1], inTurn[i]));
            }
        }

        return [.. changes.OrderByDescending(change => change.Now.Text.Published)];
    }
}
