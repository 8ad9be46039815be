using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.News;

/// <summary>How far a text concerns a stock.</summary>
internal static class NewsRelevance
{
    /// <summary>Of a macro topic without symbols.</summary>
    public const double Macro = 0.35;

    private const double Named = 0.7;

    /// <summary>1 where its symbols are the stock alone, 0.8 among up to four, 0.5 among more; 0.7 where the headline names it; 0.35 for macro topics; else 0.</summary>
    public static double Of(NewsText text, string symbol)
    {
        if (text.Symbols.Contains(symbol)) return text.Symbols.Count switch { 1 => 1, <= 4 => 0.8, _ => 0.5 };
        if (IsNamed(text.Headline, symbol)) return Named;
        return text.Symbols.Count == 0 && NewsTopics.IsMacro(text.Topic) ? Macro : 0;
    }

    /// <summary>As $AAPL, (AAPL) or (NASDAQ: AAPL): a bare word may be another, as CAT or T.</summary>
    private static bool IsNamed(string headline, string symbol)
    {
        for (var at = headline.IndexOf(symbol, StringComparison.Ordinal); at > 0; at = headline.IndexOf(symbol, at + 1, StringComparison.Ordinal))
        {
            var end = at + symbol.Length;
            var isWhole = end >= headline.Length || !(char.IsAsciiLetterOrDigit(headline[end]) || headline[end] is '-' or '.' && end + 1 < headline.Length && char.IsAsciiLetterOrDigit(headline[end + 1]));
            var before = headline.AsSpan(0, at).TrimEnd(' ');
            if (isWhole && (headline[at - 1] == '$' || before is [.., '(' or '（'] || (before is [.., ':' or '：'] && (headline.AsSpan(end) is [')' or '）', ..])))) return true;
        }

        return false;
    }
}
