using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.News.CentralBanks;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishNewsTexts : NewsTexts
{
    public override string Title(NewsTheme theme) => theme switch
    {
        NewsTheme.Events => "What happened",
        NewsTheme.CentralBank => "Central bank",
        _ => "Tone",
    };

    public override string Title(SentimentTheme theme) => theme switch
    {
        SentimentTheme.Mood => "Mood",
        SentimentTheme.Trend => "Trend of the mood",
        _ => "Agreement",
    };

    public override string NoNews(string analyst, string symbol, DateOnly to) => $"No text about {symbol} or the economy is held for the {NewsView.WindowDays} days to {Date(to)}: {analyst} left out.";

    public override string OnlyMacro(string symbol, DateOnly to) =>
        $"No text about {symbol} itself is held for the {NewsView.WindowDays} days to {Date(to)}: news and mood rest on texts about the economy alone.";

    public override string Skipped(NewsSkip skip) => skip.Lines == 0
        ? $"{skip.File} could not be read ({skip.FirstReason}): left out."
        : $"{skip.File}: {Lines(skip.Lines)} could not be read and {(skip.Lines == 1 ? "was" : "were")} left out; line {skip.FirstLine}: {skip.FirstReason}.";

    public override string Repeated(int times) => $"{Texts(times)} repeated another word for word and {(times == 1 ? "was" : "were")} counted once.";

    public override string NewsSummary(string symbol, NewsView view, double score, double confidence, StanceChange? latest, bool isLedByCentralBank) =>
        $"What the news to {Date(view.TradeDate)} says is {Choose(score, "clearly good", "rather good", "neither good nor bad", "rather bad", "clearly bad")} for {symbol} (score {Plain(score, 2)} on a scale of -1 to 1, confidence {Percent(confidence)})" +
        (isLedByCentralBank && IsLeaning(score) ? $", mainly because the central bank's statements lean to {(score < 0 ? "tighter" : "easier")} money; the tone is {Choose(MeanTone(view), "clearly good", "rather good", "neutral", "rather bad", "clearly bad")}." : ".") +
        (latest is null || isLedByCentralBank && IsSaid(latest, score) ? "" : $" The {Name(latest.Now.Text)} statement of {Date(latest.Now.Text.Published)} {Shift(latest)}.") +
        (view.HasOwn || Listing.IsIndex(symbol) ? "" : $" None of it is about {symbol} itself.");

    public override string Coverage(string symbol, NewsView view)
    {
        var own = view.Texts.Count(text => !text.IsMacro);
        var macro = view.Texts.Count - own;
        var economy = $"{Texts(macro)} {(macro == 1 ? "is" : "are")} about the economy as a whole";
        var itself = $"{Texts(own)} {(own == 1 ? "is" : "are")} about {symbol}";
        return $"In the {NewsView.WindowDays} days to {Date(view.TradeDate)}, {(own == 0 && Listing.IsIndex(symbol) ? economy : own == 0 ? $"no text is about {symbol} itself; {economy}" : macro == 0 ? itself : $"{itself} and {economy}")}.";
    }

    public override string Event(string symbol, RelevantText text) => text.Statement is null
        ? $"{Date(text.Text.Published)}, {Name(text.Text)}: “{Quote.Of(text.Text.Headline, 200)}”; tone {ToneOf(text)}, {About(symbol, text)}."
        : text.Change is null ? $"{Date(text.Text.Published)}: {Name(text.Text)} published a statement; its tone is {ToneOf(text)}. It concerns the market as a whole."
        : $"{Date(text.Text.Published)}: {Name(text.Text)} published a statement; compared with that of {Date(text.Change.Before.Text.Published)}, what changed sounds {Choose(text.Tone.Value, "clearly better", "rather better", "about the same", "rather worse", "clearly worse")} ({Signed(text.Tone.Value, 2)}). It concerns the market as a whole.";

    public override string NewsTone(double tone, int texts, int toned) =>
        $"Weighted by relevance and age, the {Texts(texts)} sound {Choose(tone, "clearly good", "rather good", "neutral", "rather bad", "clearly bad")} ({Signed(tone, 2)} on a scale of -1 to 1); {(toned == texts ? $"{(texts == 2 ? "both" : "all")} contain" : toned == 0 ? "none contains" : toned == 1 ? "1 of them contains" : $"{toned} of them contain")} words of the lexicon.";

    public override string Decided(NewsText text, string quote) => $"{Name(text)}, {Date(text.Published)}: “{quote}”";

    public override string PolicyRate(NewsText text, double low, double high) =>
        $"The {Name(text)} statement of {Date(text.Published)} puts the target range of the policy rate at {Plain(low, 2)} to {Plain(high, 2)}%.";

    public override string Stance(StanceChange change) =>
        $"The {Name(change.Now.Text)} statement of {Date(change.Now.Text.Published)}, compared with that of {Date(change.Before.Text.Published)}, {Shift(change)} ({Signed(change.Shift, 1)} points; above 0 is tighter money).";

    public override string OtherChanges(StanceChange change, int count, double sum) => count == 1
        ? $"One more change of the statement of {Date(change.Now.Text.Published)} counts {Signed(sum, 1)}."
        : $"The other {Count(count)} changes of the statement of {Date(change.Now.Text.Published)} {(sum == 0 ? "cancel out" : $"come to {Signed(sum, 1)} points together")}.";

    public override string Changed(SentenceChange change, NewsText before, NewsText now, string? quoteBefore, string? quoteNow)
    {
        var effect = change.Shift > 0 ? "Hawkish" : "Dovish";
        return (quoteBefore, quoteNow) switch
        {
            (null, { } added) => $"{effect} ({Signed(change.Shift, 1)}), new: “{added}” ({Cite(now)})",
            ({ } dropped, null) => $"{effect} ({Signed(change.Shift, 1)}), no longer said: “{dropped}” ({Cite(before)})",
            _ => $"{effect} ({Signed(change.Shift, 1)}), now: “{quoteNow}” ({Cite(now)}); before: “{quoteBefore}” ({Cite(before)})",
        };
    }

    public override string SentimentSummary(string symbol, DateOnly date, SentimentReport mood, int texts, double confidence) =>
        $"The mood for {symbol} on {Date(date)} is {Band(mood.OverallBand)}: {Plain(mood.OverallScore, 1)} on a scale of 0 to 10 where 5 is neutral, from {Texts(texts)}; confidence is {Level(mood.Confidence)} ({Percent(confidence)}).";

    public override string WindowTone(int days, double tone, int texts, int good, int bad)
    {
        var sound = $"{Choose(tone, "clearly good", "rather good", "neutral", "rather bad", "clearly bad")}";
        if (texts == 1) return $"One text in {days} days: it sounds {sound} ({Signed(tone, 2)}).";
        var parts = new (int Count, string Tone)[] { (good, "good"), (bad, "bad"), (texts - good - bad, "neutral") }.Where(part => part.Count > 0).ToArray();
        return $"Over {days} days {Texts(texts)} sound {sound} on average ({Signed(tone, 2)}): " + (parts.Length == 1
            ? $"{(texts == 2 ? "both" : "all")} {parts[0].Tone}."
            : $"{string.Join(", ", parts[..^1].Select(part => $"{part.Count} {part.Tone}"))} and {parts[^1].Count} {parts[^1].Tone}.");
    }

    public override string TrendOfTone(double change, double recent, int recentTexts, double earlier, int earlierTexts, int days) =>
        $"The tone of the last {days} days ({Signed(recent, 2)}, {Texts(recentTexts)}) {(Math.Abs(change) < 0.1 ? "is about that of" : $"is {(Math.Abs(change) < 0.25 ? "a little " : "")}{(change > 0 ? "better" : "worse")} than that of")} the {NewsView.WindowDays - days} days before ({Signed(earlier, 2)}, {Texts(earlierTexts)}).";

    public override string Dispersion(double deviation, int texts, int good, int bad) =>
        $"The {Texts(texts)} {(good > 0 && bad > 0 ? $"contradict each other, as {good} {(good == 1 ? "sounds" : "sound")} good and {bad} bad" : deviation < 0.2 ? "largely agree" : deviation < 0.4 ? "differ somewhat" : "differ widely")}: the standard deviation of their tone is {Plain(deviation, 2)}.";

    public override string Loudest(RelevantText text, string quote) =>
        $"What weighs most on the {(text.Tone.Value >= 0 ? "good" : "bad")} side: “{quote}” ({Cite(text.Text)}), tone {Signed(text.Tone.Value, 2)}.";

    private static string Shift(StanceChange change) => change.IsHawkish ? "leans to tighter money" : change.IsDovish ? "leans to easier money" : "leaves the stance about where it was";

    private static string Name(NewsText text) => Quote.Of(text.Source, 80);

    private static string Cite(NewsText text) => $"{Name(text)}, {Date(text.Published)}";

    private static string About(string symbol, RelevantText text) => text.IsMacro ? "about the economy" : text.Relevance >= 1 ? $"about {symbol} alone" : $"also about {symbol}";

    private static string ToneOf(RelevantText text) =>
        text.Tone.Words == 0 ? "neutral" : $"{Choose(text.Tone.Value, "clearly good", "rather good", "neutral", "rather bad", "clearly bad")} ({Signed(text.Tone.Value, 2)})";

    private static string Band(SentimentBand band) => band switch
    {
        SentimentBand.Bullish => "bullish",
        SentimentBand.MildlyBullish => "mildly bullish",
        SentimentBand.Neutral => "neutral",
        SentimentBand.Mixed => "mixed",
        SentimentBand.MildlyBearish => "mildly bearish",
        _ => "bearish",
    };

    private static string Level(SentimentConfidence confidence) => confidence switch
    {
        SentimentConfidence.High => "high",
        SentimentConfidence.Medium => "medium",
        _ => "low",
    };

    private static string Texts(int count) => count == 1 ? "1 text" : $"{Count(count)} texts";

    private static string Lines(int count) => count == 1 ? "1 line" : $"{Count(count)} lines";

    private static string Percent(double fraction) => Plain(Math.Round(fraction * 100), 0).TrimEnd('.') + "%";

    private static string Choose(double score, string strongUp, string up, string neutral, string down, string strongDown) => Shown(score) switch
    {
        >= 0.4 => strongUp,
        >= 0.1 => up,
        > -0.1 => neutral,
        > -0.4 => down,
        _ => strongDown,
    };
}
