namespace TradingAgents.Analysis.Texts;

/// <summary>The sentences of one language, for prices of one currency and size.</summary>
internal sealed record ReportLanguage(MarketTexts Market, DecisionTexts Decision, TrackRecordTexts TrackRecord)
{
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="currency">Of the prices.</param>
    /// <param name="close">The last close: tells how many decimals a price has.</param>
    public static ReportLanguage Of(string language, string currency, double close)
    {
        if (language == "zh")
        {
            var chinese = new NumberTexts(currency, close, "%");
            return new ReportLanguage(new ChineseMarketTexts(chinese), new ChineseDecisionTexts(EvidenceNames.Of(language), chinese), new ChineseTrackRecordTexts(chinese));
        }

        var english = new NumberTexts(currency, close, " %");
        return new ReportLanguage(new EnglishMarketTexts(english), new EnglishDecisionTexts(EvidenceNames.Of(language), english), new EnglishTrackRecordTexts(english));
    }
}
