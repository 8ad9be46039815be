using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishFundamentalsTexts(NumberTexts numbers, string currency) : FundamentalsTexts(numbers, currency)
{
    public override string Title(FundamentalsTheme theme) => theme switch
    {
        FundamentalsTheme.Growth => "Growth",
        FundamentalsTheme.Margins => "Margins",
        FundamentalsTheme.CashFlow => "Cash flow",
        FundamentalsTheme.Leverage => "Leverage",
        FundamentalsTheme.Shareholders => "Shares and payouts",
        FundamentalsTheme.Valuation => "Valuation",
        _ => "Filings",
    };

    public override string Lead(FundamentalsTheme theme, double score) => theme switch
    {
        FundamentalsTheme.Growth => Choose(score, "The business is growing strongly.", "The business is growing.", "Growth is modest or mixed.", "The business is about flat.", "The business is shrinking."),
        FundamentalsTheme.Margins => Choose(score, "Margins are widening clearly.", "Margins are widening.", "Margins are about steady.", "Margins are narrowing.", "Margins are narrowing clearly."),
        FundamentalsTheme.CashFlow => Choose(score, "Earnings are more than backed by cash.", "Earnings are backed by cash.", "Earnings are roughly matched by cash.", "Earnings are not fully backed by cash.", "Earnings are not backed by cash."),
        FundamentalsTheme.Leverage => Choose(score, "The balance sheet is strong.", "The balance sheet is sound.", "The balance sheet carries usual burdens.", "The balance sheet is stretched.", "The balance sheet is heavily burdened."),
        FundamentalsTheme.Shareholders => Choose(score, "The share count is falling fast.", "The share count is falling.", "The share count is about steady.", "The share count is rising.", "The share count is rising fast."),
        _ => Choose(score, "Against the figures filed the price is low.", "Against the figures filed the price is rather low.", "Against the figures filed the price is middling.",
            "Against the figures filed the price is rather high.", "Against the figures filed the price is high."),
    };

    public override string Summary(string symbol, DateOnly tradeDate, FiledFact newest, DateOnly periodEnd, double score, double confidence) =>
        $"What {symbol} had filed by {Date(tradeDate)} {Decisions.RatingScale.Worded(score, "points up", "leans up", "is balanced", "leans down", "points down")} (score {Plain(score, 2)} of -1 to 1, confidence {WholePercent(confidence)}). " +
        $"The newest filing is the {newest.Form} of {Date(newest.Filed)}; the figures reach to {Date(periodEnd)}.";

    public override string Growth(string concept, Comparison figures)
    {
        var (now, before) = (figures.Now.Value, figures.Before.Value);
        var compared = figures.Growth is { } growth && now > 0
            ? $"{Move(growth, "more than", "less than", "the same as")} the {Amount(before)} of a year earlier"
            : $"after {Amount(before)} a year earlier";
        return $"{Upper(NameOf(concept))} of {PeriodOf(figures.Now)} was {Amount(now)}, {compared}{LengthNote(figures)}.";
    }

    public override string PerShareGrowth(Comparison figures, bool isPriceBasis)
    {
        var (now, before) = (figures.Now.Value, figures.Before.Value);
        var compared = figures.Growth is { } growth && now > 0 ? $"{Move(growth, "more than", "less than", "the same as")} {Plain(before, 2)} a year earlier" : $"after {Plain(before, 2)} a year earlier";
        return $"Diluted earnings per share of {PeriodOf(figures.Now)} were {Plain(now, 2)} {Currency}, {compared}, both on {(isPriceBasis ? "the share count of the prices" : "one share count")}{LengthNote(figures)}.";
    }

    public override string Margin(string concept, Figure now, double margin, double? before) =>
        $"{Upper(NameOf(concept))} was {Signed(margin)} of the revenue of {PeriodOf(now)}" + (before is { } earlier
            ? Math.Abs(margin - earlier) < 0.0005 ? ", as a year earlier." : $", {Plain(Math.Abs(margin - earlier) * 100, 1)} percentage points {(margin > earlier ? "more" : "less")} than a year earlier."
            : ".");

    public override string CashConversion(Figure cash, Figure netIncome) =>
        cash.Value >= 0 && netIncome.Value > 0
            ? $"Operations brought in {Amount(cash.Value)} of cash in {PeriodOf(cash)}, {Plain(cash.Value / netIncome.Value, 2)} times the net income."
            : $"Operations {(cash.Value >= 0 ? "brought in" : "used up")} {Amount(Math.Abs(cash.Value))} of cash in {PeriodOf(cash)}, against a net {(netIncome.Value > 0 ? "income" : "loss")} of {Amount(Math.Abs(netIncome.Value))}.";

    public override string FreeCashFlow(double free, Figure expenditure, double? share) =>
        $"After {Amount(expenditure.Value)} of capital expenditure in {PeriodOf(expenditure)}, " + (free >= 0
            ? $"{Amount(free)} of free cash flow was left" + (share is { } part ? $", {Percent(part)} of revenue." : ".")
            : $"{Amount(-free)} was lacking.");

    public override string Liabilities(DateOnly day, double liabilities, double equity, bool isDerived) =>
        $"On {Date(day)} liabilities{(isDerived ? " (assets less equity)" : "")} were {Amount(liabilities)}, " +
        (equity > 0 ? $"{Plain(liabilities / equity, 2)} times the equity of {Amount(equity)}." : $"more than all the assets: equity was {Amount(equity)}.");

    public override string Debt(DateOnly day, double debt, double equity, bool includesCurrent) =>
        $"Long-term debt{(includesCurrent ? ", with its part due within a year," : " due after a year")} was {Amount(debt)} on {Date(day)}, {Plain(debt / equity, 2)} times equity.";

    public override string CurrentRatio(DateOnly day, double ratio) => $"Current assets were {Plain(ratio, 2)} times current liabilities on {Date(day)}.";

    public override string Cash(DateOnly day, double cash) => $"Cash and cash equivalents, without other securities, were {Amount(cash)} on {Date(day)}.";

    public override string ShareCount(Comparison shares, bool isRebased) =>
        $"Diluted shares averaged {Shares(shares.Now.Value)} in {PeriodOf(shares.Now)}, {Move(shares.Growth ?? 0, "more than", "fewer than", "as many as")} a year earlier{(isRebased ? " (counted as the split-adjusted prices count them)" : "")}.";

    public override string Repurchases(Figure paid, double? share) => paid.Value == 0
        ? $"Nothing was spent on buying back shares in {PeriodOf(paid)}."
        : $"{Amount(paid.Value)} was spent on buying back shares in {PeriodOf(paid)}" + (share is { } part ? $", {Percent(part)} of the market value." : ".");

    public override string Dividends(Figure paid, double? share) => paid.Value == 0
        ? $"No dividends were paid in {PeriodOf(paid)}."
        : $"Dividends of {Amount(paid.Value)} were paid in {PeriodOf(paid)}" + (share is { } part ? $", {Percent(part)} of net income." : ".");

    public override string MarketValue(double value, Figure shares, ShareCountSource source, double close, DateOnly day) =>
        $"At the close of {Numbers.Money(close)} on {Date(day)} the market values the company at about {Amount(value)}: {Shares(shares.Value)} diluted shares, " +
        (source == ShareCountSource.Filed ? $"the average of {PeriodOf(shares)}." : $"as net income over earnings per share of {PeriodOf(shares)} implies, since no count is filed.");

    public override string PriceToEarnings(double close, DateOnly day, Figure eps, bool isRebased) =>
        (eps.Value > 0
            ? $"The close of {Numbers.Money(close)} on {Date(day)} is {Plain(close / eps.Value, 1)} times the {Plain(eps.Value, 2)} {Currency} of diluted earnings per share of {PeriodOf(eps)}{(isRebased ? " (brought from the share count of the filing to that of the split-adjusted prices)" : "")}."
            : $"There is no price-earnings ratio: {PeriodOf(eps)} brought a loss per share ({Plain(eps.Value, 2)} {Currency}{(isRebased ? ", brought from the share count of the filing to that of the split-adjusted prices" : "")}).");

    public override string ValueToEarnings(double value, Figure netIncome) => netIncome.Value > 0
        ? $"The market value is {Plain(value / netIncome.Value, 1)} times the net income of {PeriodOf(netIncome)}."
        : $"There is no price-earnings ratio: {PeriodOf(netIncome)} brought a loss of {Amount(-netIncome.Value)}.";

    public override string PriceToSales(double ratio, Figure revenue) => $"The market value is {Plain(ratio, 2)} times the revenue of {PeriodOf(revenue)}.";

    public override string PriceToBook(double ratio, DateOnly day) => $"The market value is {Plain(ratio, 2)} times the equity of {Date(day)}.";

    public override string FreeCashFlowYield(double yield, Figure period) => $"The free cash flow of {PeriodOf(period)} is {Signed(yield)} of the market value.";

    public override string NewestFiling(FiledFact newest, DateOnly periodEnd, int daysOld, DateOnly tradeDate) =>
        $"The newest filing known on {Date(tradeDate)} is the {newest.Form} of {Date(newest.Filed)}, {(daysOld == 0 ? "the same day" : daysOld == 1 ? "1 day before" : $"{Count(daysOld)} days before")}; the latest period reported ends on {Date(periodEnd)}.";

    public override string Restated(KnownFact fact, bool isOnlyRebased)
    {
        var (now, before) = (fact.Latest, fact.RestatedFrom!);
        return $"{Upper(NameOf(now.Concept))} {(now.PeriodStart is { } start ? $"of {Date(start)} to {Date(now.PeriodEnd)}" : $"on {Date(now.PeriodEnd)}")} was filed as {Value(before)} on {Date(before.Filed)} and restated as {Value(now)} on {Date(fact.Origin.Filed)}" +
               (isOnlyRebased ? ": a new share count, nothing else." : ".");
    }

    public override string FilesNothing(string symbol) => $"{symbol} is an index and files nothing: fundamentals left out.";

    public override string NoFilings(string symbol, DateOnly tradeDate) => $"no filings for {symbol} by {Date(tradeDate)}: fundamentals left out";

    public override string NoFigures(string symbol, DateOnly tradeDate) => $"The filings for {symbol} by {Date(tradeDate)} hold no net income and no revenue of a quarter or more: fundamentals left out.";

    public override string NoYear(DateOnly periodEnd) =>
        $"The filings do not reach back far enough to build the twelve months to {Date(periodEnd)}: growth compares the longest period there is, and what needs twelve months is left out.";

    public override string NoYearBefore(DateOnly periodEnd) =>
        $"The filings do not reach back to the year before the twelve months to {Date(periodEnd)}: growth and margins compare the longest part of the fiscal year that both years have.";

    public override string NoCashFlow(DateOnly periodEnd) => $"The filings held here give no operating cash flow of the twelve months to {Date(periodEnd)}: cash conversion and free cash flow are left out.";

    public override string NoCapitalExpenditure(DateOnly periodEnd) => $"The filings held here give no capital expenditure of the twelve months to {Date(periodEnd)}: free cash flow is left out.";

    public override string NotComparable(ShareBasisProblem problem) => "Multiples per share and of the market value are left out: " + (problem == ShareBasisProblem.NoSplitList
        ? "no list of splits is held, so it is not known whether filings and split-adjusted prices count the same shares."
        : "filings and split-adjusted prices count different shares, and no ratio between them is known.");

    public override string OtherCurrency(string priceCurrency) => $"The filings are in {Currency} and the prices in {priceCurrency}: multiples of the price are left out.";

    public override string NoPerShareYear(DateOnly periodEnd) => $"The filings do not give the diluted earnings per share of the twelve months to {Date(periodEnd)} on one share count: the price-earnings ratio per share is left out.";

    public override string NoShareCount(DateOnly periodEnd) => $"The filings give no usable count of shares for the half year to {Date(periodEnd)}: the market value and its multiples are left out.";

    public override string OldFilings(FiledFact newest, int daysOld, DateOnly tradeDate) =>
        $"The newest filing held is of {Date(newest.Filed)}, {Count(daysOld)} days before the trade date {Date(tradeDate)}: later ones are not known here, and confidence is lower.";

    private static string NameOf(string concept) => concept switch
    {
        "Revenues" or "SalesRevenueNet" => "revenue",
        "CostOfRevenue" or "CostOfGoodsAndServicesSold" => "cost of revenue",
        Concepts.NetIncome => "net income",
        Concepts.OperatingIncome => "operating income",
        Concepts.GrossProfit => "gross profit",
        Concepts.ResearchAndDevelopment => "spending on research and development",
        Concepts.DilutedEps => "diluted EPS",
        Concepts.DilutedShares => "the average count of diluted shares",
        Concepts.OperatingCashFlow => "cash from operations",
        Concepts.CapitalExpenditure => "capital expenditure",
        Concepts.Repurchases => "spending on buy-backs",
        Concepts.Dividends => "the sum of dividends paid",
        Concepts.Liabilities => "the sum of liabilities",
        Concepts.Equity => "equity",
        "LongTermDebt" or "LongTermDebtNoncurrent" => "long-term debt",
        _ => concept,
    };

    private static string PeriodOf(Figure figure) => figure.Period switch
    {
        FigurePeriod.Quarter => "the quarter to ",
        FigurePeriod.HalfYear => "the half year to ",
        FigurePeriod.NineMonths => "the nine months to ",
        FigurePeriod.FiscalYear => "the fiscal year to ",
        _ => "the twelve months to ",
    } + Date(figure.To);

    private static string LengthNote(Comparison figures) => (figures.Now.Days - figures.Before.Days) switch
    {
        >= 5 and var longer => $" (the earlier period is {longer} days shorter)",
        <= -5 and var shorter => $" (the earlier period is {-shorter} days longer)",
        _ => "",
    };

    private static string Choose(double score, string strongUp, string up, string neutral, string down, string strongDown) => score switch
    {
        >= 0.5 => strongUp,
        >= 0.15 => up,
        > -0.15 => neutral,
        > -0.5 => down,
        _ => strongDown,
    };

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Scaled(double value) => Math.Abs(value) switch
    {
        >= 1e9 => $"{Grouped(value / 1e9)} billion",
        >= 1e6 => $"{Grouped(value / 1e6)} million",
        _ => Math.Round(value).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Shares(double value) => Scaled(value);

    private string Amount(double value) => $"{Scaled(value)} {Currency}";

    private string Value(FiledFact fact) => fact.Unit == Concepts.Shares ? Shares(fact.Value) : fact.Unit.Contains('/', StringComparison.Ordinal) ? $"{Plain(fact.Value, 2)} {Currency}" : Amount(fact.Value);

    private static string Signed(double fraction) => (fraction < 0 ? "-" : "") + Percent(fraction);

    private static string Move(double change, string up, string down, string same) => Math.Abs(change) < 0.00005 ? same : $"{Percent(change)} {(change > 0 ? up : down)}";
}
