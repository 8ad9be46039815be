using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>What the analysts of texts have in common.</summary>
internal static class TextFindings
{
    private const double Most = 0.7;

    /// <summary>Without any text there is no view: no evidence, no confidence.</summary>
    public static AnalystFindings Nothing(string analyst, string symbol, NewsView view, NewsTexts texts)
    {
        var reason = texts.NoNews(analyst, symbol, view.TradeDate);
        return new AnalystFindings
        {
            Report = new AnalystReport { Analyst = analyst, Score = 0, Confidence = 0, Summary = reason, Sections = [] },
            Evidence = [],
            KeyEvidence = [],
            DataWindows = [],
            Missing = [reason, .. view.Skipped.Select(texts.Skipped)],
        };
    }

    public static IReadOnlyList<string> Missing(string symbol, NewsView view, NewsTexts texts) =>
    [
        .. view.HasOwn || Listing.IsIndex(symbol) ? Array.Empty<string>() : [texts.OnlyMacro(symbol, view.TradeDate)],
        .. view.Repeated > 0 ? [texts.Repeated(view.Repeated)] : Array.Empty<string>(),
        .. view.Skipped.Select(texts.Skipped),
    ];

    /// <summary>Grows with how much there is of relevant, recent text, and with how far the signals agree; never above 0.7, as words are cheap, and half where no text is about the stock itself.</summary>
    public static double Confidence(NewsView view, double agreement) => Most * view.Weight / (view.Weight + 1) * (0.5 + 0.5 * agreement) * (view.HasOwn ? 1 : 0.5);
}
