namespace TradingAgents.Analysis.Texts;

/// <summary>The sentences of one language, for prices of one unit and size.</summary>
internal sealed record ReportLanguage(MarketTexts Market, DecisionTexts Decision, TrackRecordTexts TrackRecord)
{
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="unit">Of the prices: a currency, or points.</param>
    /// <param name="close">The last close: tells how many decimals a price has.</param>
    public static ReportLanguage Of(string language, string unit, double close)
    {
        var (numbers, names) = (NumberTexts.Of(language, unit, close), EvidenceNames.Of(language));
        return language == "zh"
            ? new ReportLanguage(new ChineseMarketTexts(numbers), new ChineseDecisionTexts(names, numbers), new ChineseTrackRecordTexts())
            : new ReportLanguage(new EnglishMarketTexts(numbers), new EnglishDecisionTexts(names, numbers), new EnglishTrackRecordTexts());
    }
}
