using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.News.CentralBanks;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the news and the sentiment analyst; one implementation a language. Excerpts stay in the language they were written in.</summary>
internal abstract class NewsTexts
{
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    public static NewsTexts Of(string language) => language == "zh" ? new ChineseNewsTexts() : new EnglishNewsTexts();

    public abstract string Title(NewsTheme theme);
    public abstract string Title(SentimentTheme theme);

    /// <param name="analyst">news or sentiment.</param>
    /// <param name="symbol">The stock.</param>
    /// <param name="to">The trade date.</param>
    public abstract string NoNews(string analyst, string symbol, DateOnly to);

    public abstract string OnlyMacro(string symbol, DateOnly to);
    public abstract string Skipped(NewsSkip skip);
    public abstract string Repeated(int times);

    public abstract string NewsSummary(string symbol, NewsView view, double score, double confidence, StanceChange? latest, bool isLedByCentralBank);

    /// <summary>How many texts there are, and of which kind.</summary>
    public abstract string Coverage(string symbol, NewsView view);

    /// <summary>One text, with its headline or, for a statement, without.</summary>
    public abstract string Event(string symbol, RelevantText text);

    /// <summary>What the recent texts sound like together.</summary>
    /// <param name="tone">-1 to 1.</param>
    /// <param name="texts">Two or more: a single one stands for itself.</param>
    /// <param name="toned">How many have words of the lexicon.</param>
    public abstract string NewsTone(double tone, int texts, int toned);

    /// <summary>What the last statement decided, in its words.</summary>
    public abstract string Decided(NewsText text, string quote);

    public abstract string PolicyRate(NewsText text, double low, double high);

    /// <summary>The sum of what a statement says otherwise.</summary>
    public abstract string Stance(StanceChange change);

    /// <summary>What is not listed of a statement's changes, so that all add up.</summary>
    /// <param name="change">All of it.</param>
    /// <param name="count">How many changes are not listed, at least one.</param>
    /// <param name="sum">Their points.</param>
    public abstract string OtherChanges(StanceChange change, int count, double sum);

    /// <summary>One sentence put otherwise; quotes are ready to be shown.</summary>
    public abstract string Changed(SentenceChange change, NewsText before, NewsText now, string? quoteBefore, string? quoteNow);

    public abstract string SentimentSummary(string symbol, DateOnly date, SentimentReport mood, int texts, double confidence);
    public abstract string WindowTone(int days, double tone, int texts, int good, int bad);
    public abstract string TrendOfTone(double change, double recent, int recentTexts, double earlier, int earlierTexts, int days);

    /// <param name="deviation">Standard deviation of the tones.</param>
    /// <param name="texts">How many there are, two or more.</param>
    /// <param name="good">How many sound good.</param>
    /// <param name="bad">How many sound bad; some good and some bad never agree, however close their tones are.</param>
    public abstract string Dispersion(double deviation, int texts, int good, int bad);

    /// <summary>The text that weighs most for or against.</summary>
    public abstract string Loudest(RelevantText text, string quote);

    /// <summary>As it is shown: what is said of a number must hold for the number that stands beside it.</summary>
    public static double Shown(double tone) => Math.Round(tone, 2);

    /// <summary>Whether the score is worded as leaning at all, so that a reason for it can be given.</summary>
    protected static bool IsLeaning(double score) => Math.Abs(Shown(score)) >= 0.1;

    /// <summary>Whether a score that the central bank leads says already which way its latest statement leans.</summary>
    protected static bool IsSaid(StanceChange latest, double score) => IsLeaning(score) && (score < 0 ? latest.IsHawkish : latest.IsDovish);

    protected static double MeanTone(NewsView view) => view.Texts.Sum(text => text.Weight * text.Tone.Value) / view.Weight;

    protected static string Signed(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals);
        return (rounded > 0 ? "+" : "") + NumberTexts.Plain(rounded == 0 ? 0 : rounded, decimals);
    }
}
