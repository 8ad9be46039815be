using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.News.CentralBanks;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseNewsTexts : NewsTexts
{
    public override string Title(NewsTheme theme) => theme switch
    {
        NewsTheme.Events => "事件",
        NewsTheme.CentralBank => "央行",
        _ => "语气",
    };

    public override string Title(SentimentTheme theme) => theme switch
    {
        SentimentTheme.Mood => "情绪",
        SentimentTheme.Trend => "情绪走势",
        _ => "一致程度",
    };

    public override string NoNews(string analyst, string symbol, DateOnly to) =>
        $"所持数据中没有截至 {Date(to)} 的 {NewsView.WindowDays} 天内有关 {symbol} 或整体经济的文本：未作{(analyst == "sentiment" ? "情绪" : "新闻")}分析。";

    public override string OnlyMacro(string symbol, DateOnly to) => $"所持数据中没有截至 {Date(to)} 的 {NewsView.WindowDays} 天内专门关于 {symbol} 的文本：新闻与情绪仅依据有关整体经济的文本。";

    public override string Skipped(NewsSkip skip) => skip.Lines == 0
        ? $"{skip.File} 无法读取，已略过。"
        : $"{skip.File}：{Count(skip.Lines)} 行无法读取，已略过；其中第一处在第 {skip.FirstLine} 行。";

    public override string Repeated(int times) => $"{Count(times)} 篇文本与另一篇完全相同，只计一次。";

    public override string NewsSummary(string symbol, NewsView view, double score, double confidence, StanceChange? latest, bool isLedByCentralBank) =>
        $"截至 {Date(view.TradeDate)}，新闻内容对 {symbol} {Choose(score, "明显有利", "略为有利", "没有明确利弊", "略为不利", "明显不利")}（评分 {Plain(score, 2)}，范围 -1 至 1；置信度 {Percent(confidence)}）" +
        (isLedByCentralBank && IsLeaning(score) ? $"，主要因为央行声明偏向{(score < 0 ? "收紧" : "宽松")}；文本语气{Choose(MeanTone(view), "明显偏正面", "略偏正面", "中性", "略偏负面", "明显偏负面")}。" : "。") +
        (latest is null || isLedByCentralBank && IsSaid(latest, score) ? "" : $"{Name(latest.Now.Text)} {Date(latest.Now.Text.Published)} 的声明{Shift(latest)}。") +
        (view.HasOwn || Listing.IsIndex(symbol) ? "" : $"其中没有一篇专门关于 {symbol}。");

    public override string Coverage(string symbol, NewsView view)
    {
        var own = view.Texts.Count(text => !text.IsMacro);
        var macro = view.Texts.Count - own;
        var economy = $"有关整体经济的文本 {Count(macro)} 篇";
        return $"截至 {Date(view.TradeDate)} 的 {NewsView.WindowDays} 天内，{(own == 0 && Listing.IsIndex(symbol) ? economy : own == 0 ? $"没有专门关于 {symbol} 的文本，{economy}" : macro == 0 ? $"关于 {symbol} 的文本 {Count(own)} 篇" : $"关于 {symbol} 的文本 {Count(own)} 篇，{economy}")}。";
    }

    public override string Event(string symbol, RelevantText text) => text.Statement is null
        ? $"{Date(text.Text.Published)}，{Name(text.Text)}：“{Quote.Of(text.Text.Headline, 200)}”；语气{ToneOf(text)}，{About(symbol, text)}。"
        : text.Change is null ? $"{Date(text.Text.Published)}：{Name(text.Text)} 发布声明；语气{ToneOf(text)}，与整个市场有关。"
        : $"{Date(text.Text.Published)}：{Name(text.Text)} 发布声明；与 {Date(text.Change.Before.Text.Published)} 的声明相比，改动之处的语气{Choose(text.Tone.Value, "明显转好", "略为转好", "大致相同", "略为转差", "明显转差")}（{Signed(text.Tone.Value, 2)}），与整个市场有关。";

    public override string NewsTone(double tone, int texts, int toned) =>
        $"按相关度与时效加权，{Count(texts)} 篇文本的语气{Choose(tone, "明显偏正面", "略偏正面", "中性", "略偏负面", "明显偏负面")}（{Signed(tone, 2)}，范围 -1 至 1）；{(toned == texts ? "均含词库中的词" : toned == 0 ? "都不含词库中的词" : $"其中 {toned} 篇含词库中的词")}。";

    public override string Decided(NewsText text, string quote) => $"{Name(text)}，{Date(text.Published)}：“{quote}”";

    public override string PolicyRate(NewsText text, double low, double high) => $"{Name(text)} {Date(text.Published)} 的声明将政策利率目标区间定为 {Plain(low, 2)} 至 {Plain(high, 2)}%。";

    public override string Stance(StanceChange change) =>
        $"与 {Date(change.Before.Text.Published)} 的声明相比，{Name(change.Now.Text)} {Date(change.Now.Text.Published)} 的声明{Shift(change)}（{Signed(change.Shift, 1)} 分；大于 0 为收紧）。";

    public override string OtherChanges(StanceChange change, int count, double sum) =>
        $"{Date(change.Now.Text.Published)} 的声明" + (count == 1 ? $"另有 1 处改动，计 {Signed(sum, 1)} 分。" : $"其余 {Count(count)} 处改动{(sum == 0 ? "相互抵消" : $"合计 {Signed(sum, 1)} 分")}。");

    public override string Changed(SentenceChange change, NewsText before, NewsText now, string? quoteBefore, string? quoteNow)
    {
        var effect = change.Shift > 0 ? "偏鹰" : "偏鸽";
        return (quoteBefore, quoteNow) switch
        {
            (null, { } added) => $"{effect}（{Signed(change.Shift, 1)}），新增：“{added}”（{Cite(now)}）",
            ({ } dropped, null) => $"{effect}（{Signed(change.Shift, 1)}），不再提及：“{dropped}”（{Cite(before)}）",
            _ => $"{effect}（{Signed(change.Shift, 1)}），现为：“{quoteNow}”（{Cite(now)}）；原为：“{quoteBefore}”（{Cite(before)}）",
        };
    }

    public override string SentimentSummary(string symbol, DateOnly date, SentimentReport mood, int texts, double confidence) =>
        $"{Date(date)}，{symbol} 的情绪{Band(mood.OverallBand)}：{Plain(mood.OverallScore, 1)} 分（0 至 10，5 为中性），依据 {Count(texts)} 篇文本；置信度{Level(mood.Confidence)}（{Percent(confidence)}）。";

    public override string WindowTone(int days, double tone, int texts, int good, int bad)
    {
        var sound = Choose(tone, "明显偏正面", "略偏正面", "中性", "略偏负面", "明显偏负面");
        if (texts == 1) return $"{days} 天内有 1 篇文本，语气{sound}（{Signed(tone, 2)}）。";
        var parts = new (int Count, string Tone)[] { (good, "偏正面"), (bad, "偏负面"), (texts - good - bad, "中性") }.Where(part => part.Count > 0).ToArray();
        return $"{days} 天内 {Count(texts)} 篇文本的平均语气{sound}（{Signed(tone, 2)}）：{(parts.Length == 1 ? $"均{parts[0].Tone}" : string.Join("，", parts.Select(part => $"{part.Count} 篇{part.Tone}")))}。";
    }

    public override string TrendOfTone(double change, double recent, int recentTexts, double earlier, int earlierTexts, int days) =>
        $"最近 {days} 天的语气（{Signed(recent, 2)}，{Count(recentTexts)} 篇）{(Math.Abs(change) < 0.1 ? "大致等于" : $"{(Math.Abs(change) < 0.25 ? "略" : "")}{(change > 0 ? "好于" : "差于")}")}此前 {NewsView.WindowDays - days} 天（{Signed(earlier, 2)}，{Count(earlierTexts)} 篇）。";

    public override string Dispersion(double deviation, int texts, int good, int bad) =>
        $"{Count(texts)} 篇文本{(good > 0 && bad > 0 ? $"彼此矛盾，偏正面 {good} 篇，偏负面 {bad} 篇" : deviation < 0.2 ? "大体一致" : deviation < 0.4 ? "有所分歧" : "分歧很大")}：语气的标准差为 {Plain(deviation, 2)}。";

    public override string Loudest(RelevantText text, string quote) =>
        $"{(text.Tone.Value >= 0 ? "最有力的正面文本" : "最有力的负面文本")}：“{quote}”（{Cite(text.Text)}），语气 {Signed(text.Tone.Value, 2)}。";

    private static string Shift(StanceChange change) => change.IsHawkish ? "偏向收紧" : change.IsDovish ? "偏向宽松" : "立场大致未变";

    private static string Name(NewsText text) => Quote.Of(text.Source, 80);

    private static string Cite(NewsText text) => $"{Name(text)}，{Date(text.Published)}";

    private static string About(string symbol, RelevantText text) => text.IsMacro ? "关于整体经济" : text.Relevance >= 1 ? $"专门关于 {symbol}" : $"也关于 {symbol}";

    private static string ToneOf(RelevantText text) =>
        text.Tone.Words == 0 ? "中性" : $"{Choose(text.Tone.Value, "明显偏正面", "略偏正面", "中性", "略偏负面", "明显偏负面")}（{Signed(text.Tone.Value, 2)}）";

    private static string Band(SentimentBand band) => band switch
    {
        SentimentBand.Bullish => "看多",
        SentimentBand.MildlyBullish => "略微看多",
        SentimentBand.Neutral => "中性",
        SentimentBand.Mixed => "分歧",
        SentimentBand.MildlyBearish => "略微看空",
        _ => "看空",
    };

    private static string Level(SentimentConfidence confidence) => confidence switch
    {
        SentimentConfidence.High => "高",
        SentimentConfidence.Medium => "中等",
        _ => "低",
    };

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
