using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the fundamentals analyst; one implementation a language.</summary>
/// <param name="numbers">Of the prices.</param>
/// <param name="currency">Of the filings.</param>
internal abstract class FundamentalsTexts(NumberTexts numbers, string currency)
{
    protected NumberTexts Numbers { get; } = numbers;

    protected string Currency { get; } = currency;

    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="priceCurrency">Of the prices.</param>
    /// <param name="close">The last close: tells how many decimals a price has.</param>
    /// <param name="currency">Of the filings.</param>
    public static FundamentalsTexts Of(string language, string priceCurrency, double close, string currency) => language == "zh"
        ? new ChineseFundamentalsTexts(NumberTexts.Of(language, priceCurrency, close), currency)
        : new EnglishFundamentalsTexts(NumberTexts.Of(language, priceCurrency, close), currency);

    public abstract string Title(FundamentalsTheme theme);

    /// <summary>What the readings of a theme come to; its score is -1 to 1.</summary>
    public abstract string Lead(FundamentalsTheme theme, double score);

    public abstract string Summary(string symbol, DateOnly tradeDate, FiledFact newest, DateOnly periodEnd, double score, double confidence);

    public abstract string Growth(string concept, Comparison figures);

    /// <param name="figures">On one share count.</param>
    /// <param name="isPriceBasis">Whether that is known to be the one of the prices.</param>
    public abstract string PerShareGrowth(Comparison figures, bool isPriceBasis);

    /// <param name="concept">The part of revenue.</param>
    /// <param name="now">The part's figure.</param>
    /// <param name="margin">As a fraction of revenue.</param>
    /// <param name="before">The margin a year earlier; null where unknown.</param>
    public abstract string Margin(string concept, Figure now, double margin, double? before);

    /// <param name="cash">From operations.</param>
    /// <param name="netIncome">Of the same period.</param>
    public abstract string CashConversion(Figure cash, Figure netIncome);

    /// <param name="free">What is left after capital expenditure.</param>
    /// <param name="expenditure">Of the same period.</param>
    /// <param name="share">Of revenue; null where unknown.</param>
    public abstract string FreeCashFlow(double free, Figure expenditure, double? share);

    /// <param name="day">Of the balance sheet.</param>
    /// <param name="liabilities">Above 0.</param>
    /// <param name="equity">May be negative.</param>
    /// <param name="isDerived">Whether liabilities are assets less equity.</param>
    public abstract string Liabilities(DateOnly day, double liabilities, double equity, bool isDerived);

    /// <param name="day">Of the balance sheet.</param>
    /// <param name="debt">Long-term.</param>
    /// <param name="equity">Above 0.</param>
    /// <param name="includesCurrent">Whether the part due within a year is in it.</param>
    public abstract string Debt(DateOnly day, double debt, double equity, bool includesCurrent);

    public abstract string CurrentRatio(DateOnly day, double ratio);
    public abstract string Cash(DateOnly day, double cash);

    /// <param name="shares">Average diluted shares.</param>
    /// <param name="isRebased">Whether they were brought to the share count of the prices.</param>
    public abstract string ShareCount(Comparison shares, bool isRebased);

    /// <param name="paid">Of the period.</param>
    /// <param name="share">Of the market value; null where unknown.</param>
    public abstract string Repurchases(Figure paid, double? share);

    /// <param name="paid">Of the period.</param>
    /// <param name="share">Of the net income; null where that is no gain.</param>
    public abstract string Dividends(Figure paid, double? share);

    /// <param name="value">Shares times close.</param>
    /// <param name="shares">On the share count of the prices.</param>
    /// <param name="source">Where the share count comes from.</param>
    /// <param name="close">The price.</param>
    /// <param name="day">Of the price.</param>
    public abstract string MarketValue(double value, Figure shares, ShareCountSource source, double close, DateOnly day);

    /// <param name="close">The price.</param>
    /// <param name="day">Of the price.</param>
    /// <param name="eps">Twelve months, on the share count of the prices.</param>
    /// <param name="isRebased">Whether a split had to be bridged.</param>
    public abstract string PriceToEarnings(double close, DateOnly day, Figure eps, bool isRebased);

    /// <summary>In place of <see cref="PriceToEarnings"/> where the earnings per share of twelve months are not known.</summary>
    public abstract string ValueToEarnings(double value, Figure netIncome);

    public abstract string PriceToSales(double ratio, Figure revenue);
    public abstract string PriceToBook(double ratio, DateOnly day);

    /// <param name="yield">Of the market value.</param>
    /// <param name="period">Of the cash flow.</param>
    public abstract string FreeCashFlowYield(double yield, Figure period);

    public abstract string NewestFiling(FiledFact newest, DateOnly periodEnd, int daysOld, DateOnly tradeDate);
    public abstract string Restated(KnownFact fact, bool isOnlyRebased);

    /// <summary>Of an index.</summary>
    public abstract string FilesNothing(string symbol);

    public abstract string NoFilings(string symbol, DateOnly tradeDate);
    public abstract string NoFigures(string symbol, DateOnly tradeDate);
    public abstract string NoYear(DateOnly periodEnd);
    public abstract string NoYearBefore(DateOnly periodEnd);
    public abstract string NoCashFlow(DateOnly periodEnd);
    public abstract string NoCapitalExpenditure(DateOnly periodEnd);
    public abstract string NotComparable(ShareBasisProblem problem);
    public abstract string OtherCurrency(string priceCurrency);
    public abstract string NoPerShareYear(DateOnly periodEnd);
    public abstract string NoShareCount(DateOnly periodEnd);
    public abstract string OldFilings(FiledFact newest, int daysOld, DateOnly tradeDate);
}

/// <summary>Where a share count comes from.</summary>
internal enum ShareCountSource
{
    /// <summary>The average diluted shares as filed.</summary>
    Filed,

    /// <summary>Net income over diluted earnings per share, where no count is filed.</summary>
    Implied,
}
