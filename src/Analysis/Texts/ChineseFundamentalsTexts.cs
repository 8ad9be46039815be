using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseFundamentalsTexts(NumberTexts numbers, string currency) : FundamentalsTexts(numbers, currency)
{
    public override string Title(FundamentalsTheme theme) => theme switch
    {
        FundamentalsTheme.Growth => "成长",
        FundamentalsTheme.Margins => "利润率",
        FundamentalsTheme.CashFlow => "现金流",
        FundamentalsTheme.Leverage => "负债",
        FundamentalsTheme.Shareholders => "股本与股东回报",
        FundamentalsTheme.Valuation => "估值",
        _ => "申报文件",
    };

    public override string Lead(FundamentalsTheme theme, double score) => theme switch
    {
        FundamentalsTheme.Growth => Choose(score, "业务增长强劲。", "业务在增长。", "增长温和或有增有减。", "业务大致持平。", "业务在萎缩。"),
        FundamentalsTheme.Margins => Choose(score, "利润率明显扩大。", "利润率在扩大。", "利润率大致稳定。", "利润率在收窄。", "利润率明显收窄。"),
        FundamentalsTheme.CashFlow => Choose(score, "盈利有充裕的现金支撑。", "盈利有现金支撑。", "盈利与现金大致相当。", "盈利未完全得到现金支撑。", "盈利没有现金支撑。"),
        FundamentalsTheme.Leverage => Choose(score, "资产负债表稳健有力。", "资产负债表健康。", "资产负债表负担正常。", "资产负债表偏紧。", "资产负债表负担沉重。"),
        FundamentalsTheme.Shareholders => Choose(score, "股本快速减少。", "股本在减少。", "股本大致稳定。", "股本在增加。", "股本快速增加。"),
        _ => Choose(score, "相对于所申报的数字，价格偏低。", "相对于所申报的数字，价格略低。", "相对于所申报的数字，价格居中。", "相对于所申报的数字，价格略高。", "相对于所申报的数字，价格偏高。"),
    };

    public override string Summary(string symbol, DateOnly tradeDate, FiledFact newest, DateOnly periodEnd, double score, double confidence) =>
        $"{symbol} 截至 {Date(tradeDate)} 的申报文件{Decisions.RatingScale.Worded(score, "指向上行", "偏向上行", "多空平衡", "偏向下行", "指向下行")}（评分 {Plain(score, 2)}，范围 -1 至 1，置信度 {WholePercent(confidence)}）。" +
        $"最新文件为 {Date(newest.Filed)} 的 {newest.Form}，数据截至 {Date(periodEnd)}。";

    public override string Growth(string concept, Comparison figures)
    {
        var (now, before) = (figures.Now.Value, figures.Before.Value);
        var compared = figures.Growth is { } growth && now > 0 ? $"比上年同期的 {Amount(before)} {Move(growth)}" : $"上年同期为 {Amount(before)}";
        return $"{PeriodOf(figures.Now)}{NameOf(concept)}为 {Amount(now)}，{compared}{LengthNote(figures)}。";
    }

    public override string PerShareGrowth(Comparison figures, bool isPriceBasis)
    {
        var (now, before) = (figures.Now.Value, figures.Before.Value);
        var compared = figures.Growth is { } growth && now > 0 ? $"比上年同期的 {Plain(before, 2)} {Move(growth)}" : $"上年同期为 {Plain(before, 2)}";
        return $"{PeriodOf(figures.Now)}稀释每股收益为 {Plain(now, 2)} {Currency}，{compared}，{(isPriceBasis ? "均按价格所用的股本口径计" : "均按同一股本口径计")}{LengthNote(figures)}。";
    }

    public override string Margin(string concept, Figure now, double margin, double? before) =>
        $"{PeriodOf(now)}{NameOf(concept)}占收入的 {Signed(margin)}" + (before is { } earlier
            ? Math.Abs(margin - earlier) < 0.0005 ? "，与上年同期持平。" : $"，比上年同期{(margin > earlier ? "高" : "低")} {Plain(Math.Abs(margin - earlier) * 100, 1)} 个百分点。"
            : "。");

    public override string CashConversion(Figure cash, Figure netIncome) =>
        cash.Value >= 0 && netIncome.Value > 0
            ? $"{PeriodOf(cash)}经营活动带来现金 {Amount(cash.Value)}，为净利润的 {Plain(cash.Value / netIncome.Value, 2)} 倍。"
            : $"{PeriodOf(cash)}经营活动{(cash.Value >= 0 ? "带来" : "耗用")}现金 {Amount(Math.Abs(cash.Value))}，同期{(netIncome.Value > 0 ? "净利润" : "净亏损")} {Amount(Math.Abs(netIncome.Value))}。";

    public override string FreeCashFlow(double free, Figure expenditure, double? share) =>
        $"{PeriodOf(expenditure)}扣除资本支出 {Amount(expenditure.Value)} 后，" + (free >= 0
            ? $"自由现金流为 {Amount(free)}" + (share is { } part ? $"，占收入的 {Percent(part)}。" : "。")
            : $"尚缺 {Amount(-free)}。");

    public override string Liabilities(DateOnly day, double liabilities, double equity, bool isDerived) =>
        $"{Date(day)} 负债{(isDerived ? "（资产减权益）" : "")}为 {Amount(liabilities)}，股东权益为 {Amount(equity)}" + (equity > 0 ? $"：负债为权益的 {Plain(liabilities / equity, 2)} 倍。" : "：资不抵债。");

    public override string Debt(DateOnly day, double debt, double equity, bool includesCurrent) =>
        $"{Date(day)} 长期债务（{(includesCurrent ? "含一年内到期部分" : "一年后到期部分")}）为 {Amount(debt)}，为权益的 {Plain(debt / equity, 2)} 倍。";

    public override string CurrentRatio(DateOnly day, double ratio) => $"{Date(day)} 流动资产为流动负债的 {Plain(ratio, 2)} 倍。";

    public override string Cash(DateOnly day, double cash) => $"{Date(day)} 现金及现金等价物（不含其他证券）为 {Amount(cash)}。";

    public override string ShareCount(Comparison shares, bool isRebased) =>
        $"{PeriodOf(shares.Now)}平均稀释股数为 {Shares(shares.Now.Value)}，比上年同期{Move(shares.Growth ?? 0)}{(isRebased ? "（按复权价格的股本口径计）" : "")}。";

    public override string Repurchases(Figure paid, double? share) => paid.Value == 0
        ? $"{PeriodOf(paid)}没有回购支出。"
        : $"{PeriodOf(paid)}回购支出为 {Amount(paid.Value)}" + (share is { } part ? $"，相当于市值的 {Percent(part)}。" : "。");

    public override string Dividends(Figure paid, double? share) => paid.Value == 0
        ? $"{PeriodOf(paid)}没有派发股息。"
        : $"{PeriodOf(paid)}派发股息 {Amount(paid.Value)}" + (share is { } part ? $"，占净利润的 {Percent(part)}。" : "。");

    public override string MarketValue(double value, Figure shares, ShareCountSource source, double close, DateOnly day) =>
        $"按 {Date(day)} 收盘价 {Numbers.Money(close)} 计，公司市值约为 {Amount(value)}：稀释股数 {Shares(shares.Value)}，" +
        (source == ShareCountSource.Filed ? $"为{PeriodOf(shares)}的平均值。" : $"由{PeriodOf(shares)}的净利润除以每股收益推得，因为没有申报股数。");

    public override string PriceToEarnings(double close, DateOnly day, Figure eps, bool isRebased) =>
        (eps.Value > 0
            ? $"{Date(day)} 收盘价 {Numbers.Money(close)} 为{PeriodOf(eps)}稀释每股收益 {Plain(eps.Value, 2)} {Currency} 的 {Plain(close / eps.Value, 1)} 倍{(isRebased ? "（已由申报时的股本口径换算为复权价格的口径）" : "")}。"
            : $"没有市盈率：{PeriodOf(eps)}每股亏损（{Plain(eps.Value, 2)} {Currency}{(isRebased ? "，已由申报时的股本口径换算为复权价格的口径" : "")}）。");

    public override string ValueToEarnings(double value, Figure netIncome) => netIncome.Value > 0
        ? $"市值为{PeriodOf(netIncome)}净利润的 {Plain(value / netIncome.Value, 1)} 倍。"
        : $"没有市盈率：{PeriodOf(netIncome)}亏损 {Amount(-netIncome.Value)}。";

    public override string PriceToSales(double ratio, Figure revenue) => $"市值为{PeriodOf(revenue)}收入的 {Plain(ratio, 2)} 倍。";

    public override string PriceToBook(double ratio, DateOnly day) => $"市值为 {Date(day)} 股东权益的 {Plain(ratio, 2)} 倍。";

    public override string FreeCashFlowYield(double yield, Figure period) => $"{PeriodOf(period)}自由现金流为市值的 {Signed(yield)}。";

    public override string NewestFiling(FiledFact newest, DateOnly periodEnd, int daysOld, DateOnly tradeDate) =>
        $"{Date(tradeDate)} 所知的最新文件为 {Date(newest.Filed)} 的 {newest.Form}，{(daysOld == 0 ? "即当日" : $"早 {Count(daysOld)} 天")}；最近的报告期截至 {Date(periodEnd)}。";

    public override string Restated(KnownFact fact, bool isOnlyRebased)
    {
        var (now, before) = (fact.Latest, fact.RestatedFrom!);
        return $"{(now.PeriodStart is { } start ? $"{Date(start)} 至 {Date(now.PeriodEnd)} 的" : $"{Date(now.PeriodEnd)} 的")}{NameOf(now.Concept)}于 {Date(before.Filed)} 申报为 {Value(before)}，于 {Date(fact.Origin.Filed)} 重述为 {Value(now)}" +
               (isOnlyRebased ? "：仅为股本口径的变化。" : "。");
    }

    public override string FilesNothing(string symbol) => $"{symbol} 是指数，没有申报文件：未作基本面分析。";

    public override string NoFilings(string symbol, DateOnly tradeDate) => $"截至 {Date(tradeDate)} 没有 {symbol} 的申报文件：未作基本面分析";

    public override string NoFigures(string symbol, DateOnly tradeDate) => $"截至 {Date(tradeDate)} 的 {symbol} 申报文件没有一个季度以上的净利润或收入：未作基本面分析。";

    public override string NoYear(DateOnly periodEnd) => $"申报文件不够久远，无法得出截至 {Date(periodEnd)} 的十二个月数据：成长以可得的最长期间比较，需要十二个月数据的内容从略。";

    public override string NoYearBefore(DateOnly periodEnd) => $"申报文件不含截至 {Date(periodEnd)} 的十二个月之前一年的数据：成长与利润率以两年共有的最长财年区间比较。";

    public override string NoCashFlow(DateOnly periodEnd) => $"所持申报文件没有给出截至 {Date(periodEnd)} 十二个月的经营现金流：现金转化与自由现金流从略。";

    public override string NoCapitalExpenditure(DateOnly periodEnd) => $"所持申报文件没有给出截至 {Date(periodEnd)} 十二个月的资本支出：自由现金流从略。";

    public override string NotComparable(ShareBasisProblem problem) => "每股与市值倍数从略：" + (problem == ShareBasisProblem.NoSplitList
        ? "没有拆股清单，无从得知申报文件与复权价格的股本口径是否相同。"
        : "申报文件与复权价格的股本口径不同，而其比率未知。");

    public override string OtherCurrency(string priceCurrency) => $"申报文件以 {Currency} 计，价格以 {priceCurrency} 计：价格倍数从略。";

    public override string NoPerShareYear(DateOnly periodEnd) => $"申报文件没有同一股本口径下截至 {Date(periodEnd)} 十二个月的稀释每股收益：每股市盈率从略。";

    public override string NoShareCount(DateOnly periodEnd) => $"申报文件没有截至 {Date(periodEnd)} 半年内可用的股数：市值及其倍数从略。";

    public override string OldFilings(FiledFact newest, int daysOld, DateOnly tradeDate) =>
        $"所持最新文件为 {Date(newest.Filed)}，早于交易日 {Date(tradeDate)} {Count(daysOld)} 天：其后的文件在此未知，置信度降低。";

    private static string NameOf(string concept) => concept switch
    {
        "Revenues" or "SalesRevenueNet" => "收入",
        "CostOfRevenue" or "CostOfGoodsAndServicesSold" => "收入成本",
        Concepts.NetIncome => "净利润",
        Concepts.OperatingIncome => "营业利润",
        Concepts.GrossProfit => "毛利",
        Concepts.ResearchAndDevelopment => "研发支出",
        Concepts.DilutedEps => "稀释每股收益",
        Concepts.DilutedShares => "平均稀释股数",
        Concepts.OperatingCashFlow => "经营现金流",
        Concepts.CapitalExpenditure => "资本支出",
        Concepts.Repurchases => "回购支出",
        Concepts.Dividends => "派发股息",
        Concepts.Liabilities => "负债",
        Concepts.Equity => "股东权益",
        "LongTermDebt" or "LongTermDebtNoncurrent" => "长期债务",
        _ => concept,
    };

    private static string PeriodOf(Figure figure) => $"截至 {Date(figure.To)} 的" + figure.Period switch
    {
        FigurePeriod.Quarter => "季度",
        FigurePeriod.HalfYear => "半年",
        FigurePeriod.NineMonths => "九个月",
        FigurePeriod.FiscalYear => "财年",
        _ => "十二个月",
    };

    private static string LengthNote(Comparison figures) => (figures.Now.Days - figures.Before.Days) switch
    {
        >= 5 and var longer => $"（上年同期短 {longer} 天）",
        <= -5 and var shorter => $"（上年同期长 {-shorter} 天）",
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

    private static string Scaled(double value) => Math.Abs(value) switch
    {
        >= 1e8 => $"{Grouped(value / 1e8)} 亿",
        >= 1e4 => $"{Grouped(value / 1e4)} 万",
        _ => Math.Round(value).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Shares(double value) => $"{Scaled(value)}股";

    private string Amount(double value) => $"{Scaled(value)} {Currency}";

    private string Value(FiledFact fact) => fact.Unit == Concepts.Shares ? Shares(fact.Value) : fact.Unit.Contains('/', StringComparison.Ordinal) ? $"{Plain(fact.Value, 2)} {Currency}" : Amount(fact.Value);

    private static string Signed(double fraction) => (fraction < 0 ? "-" : "") + Percent(fraction);

    private static string Move(double change) => Math.Abs(change) < 0.00005 ? "持平" : $"{(change > 0 ? "增加" : "减少")} {Percent(change)}";
}
