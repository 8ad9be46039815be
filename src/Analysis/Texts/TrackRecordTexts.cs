using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.TrackRecords;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

/// <summary>What came of earlier readings, in a sentence of one language.</summary>
internal abstract class TrackRecordTexts
{
    /// <param name="symbol">The stock.</param>
    /// <param name="action">What is decided.</param>
    /// <param name="weeks">The far end of its horizon.</param>
    /// <param name="likely">What was counted, and what follows.</param>
    public string Sentence(string symbol, TradeAction action, int weeks, CalibratedConfidence likely)
    {
        var record = likely.Record;
        if (record.BaseRate is not { } baseRate) return action == TradeAction.Hold ? NothingOfHold(symbol, weeks) : Nothing(symbol, weeks);
        var (rate, confidence) = (WholePercent(baseRate), WholePercent(likely.Probability));
        var days = likely.Base.IsCapped ? DaysOfTenYears(likely.Base.Count, weeks) : action == TradeAction.Hold ? DaysOfHold(likely.Base.Count, weeks) : Days(likely.Base.Count, weeks);
        var counted = likely.Lean is not { } lean ? BaseRateAlone(symbol, action, weeks, rate, days, confidence)
            : record is { From: { } from, To: { } to } ? Cases(symbol, lean, action, weeks, record, from, to, rate, days, confidence)
            : NoCases(symbol, lean, action, weeks, WhyNoCase(likely.Months, weeks), rate, days, confidence);
        return Math.Round(likely.Probability, 2) < 0.5 ? counted + Unlikely(symbol, action) : counted;
    }

    /// <summary>What a confidence below one half means, to follow the sentences above.</summary>
    protected abstract string Unlikely(string symbol, TradeAction action);

    protected abstract string Cases(string symbol, PriceLean lean, TradeAction action, int weeks, TrackRecord record, DateOnly from, DateOnly to, string rate, string days, string confidence);
    protected abstract string NoCases(string symbol, PriceLean lean, TradeAction action, int weeks, string why, string rate, string days, string confidence);
    protected abstract string BaseRateAlone(string symbol, TradeAction action, int weeks, string rate, string days, string confidence);

    /// <summary>Why no month-end is a case: none could be read, none is old enough, or the signals of none leaned that way.</summary>
    protected abstract string WhyNoCase(MonthEnds months, int weeks);

    /// <summary>The days of the base rate: all held whose horizon has ended.</summary>
    protected abstract string Days(int days, int weeks);

    /// <summary>Of a Hold, which also needs the days before to tell what movement is usual.</summary>
    protected abstract string DaysOfHold(int days, int weeks);

    /// <summary>Where more are held than are looked at.</summary>
    protected abstract string DaysOfTenYears(int days, int weeks);

    protected abstract string Nothing(string symbol, int weeks);
    protected abstract string NothingOfHold(string symbol, int weeks);
}

internal sealed class EnglishTrackRecordTexts : TrackRecordTexts
{
    protected override string Cases(string symbol, PriceLean lean, TradeAction action, int weeks, TrackRecord record, DateOnly from, DateOnly to, string rate, string days, string confidence) =>
        record.Cases == 1
            ? $"The price signals of {symbol} {Lean(lean)}, as at one earlier month-end ({Date(from)}). After {Weeks(weeks)} the price {Went(action, record.Right == 1)}{(record.Right == 1 ? $", as after {rate} of {days}" : $"; after {rate} of {days} it {Went(action)}")}: a confidence of {confidence}."
            : $"The price signals of {symbol} {Lean(lean)}, as at {Count(record.Cases)} earlier month-ends ({Date(from)} {(record.Cases == 2 ? "and" : "to")} {Date(to)}). {Upper(Weeks(weeks))} later the price {Went(action)} after {PartOf(record)}, and after {rate} of {days}: a confidence of {confidence}.";

    protected override string NoCases(string symbol, PriceLean lean, TradeAction action, int weeks, string why, string rate, string days, string confidence) =>
        $"The price signals of {symbol} {Lean(lean)}; {why}. After {rate} of {days}, the price {Went(action)} {Weeks(weeks)} later: a confidence of {confidence}.";

    protected override string BaseRateAlone(string symbol, TradeAction action, int weeks, string rate, string days, string confidence) =>
        $"After {rate} of {days}, the price of {symbol} {Went(action)} {Weeks(weeks)} later; its signals were not read, so there are no earlier ones to compare with: a confidence of {confidence}.";

    protected override string WhyNoCase(MonthEnds months, int weeks) => months switch
    {
        { Count: 0 } => "no earlier month-end has the year of prices before it that such a reading needs",
        { Ended: 0 } => $"no earlier month-end that could be read is {Weeks(weeks)} old yet",
        { Ended: 1 } => $"they did not at the one earlier month-end that could be read and is at least {Weeks(weeks)} old",
        _ => $"they did so at none of the {Count(months.Ended)} earlier month-ends that could be read and are at least {Weeks(weeks)} old",
    };

    protected override string Days(int days, int weeks) => $"{The(days)} held whose {Weeks(weeks, "")} {(weeks == 1 ? "has" : "have")} ended";

    protected override string DaysOfHold(int days, int weeks) => $"{The(days)} held with {PriceMoves.UsualWindow} trading days of returns before {(days == 1 ? "it" : "them")} and {Weeks(weeks)} after {(days == 1 ? "it" : "them")}";

    protected override string DaysOfTenYears(int days, int weeks) => $"{The(days)} of the last ten years whose {Weeks(weeks, "")} {(weeks == 1 ? "has" : "have")} ended";

    protected override string Nothing(string symbol, int weeks) =>
        $"No day held of {symbol} is {Weeks(weeks)} old yet: nothing tells how such a decision has fared before, and the confidence is even odds.";

    protected override string NothingOfHold(string symbol, int weeks) =>
        $"No day held of {symbol} has {PriceMoves.UsualWindow} trading days of returns before it and {Weeks(weeks)} after it: nothing tells how a Hold has fared before, and the confidence is even odds.";

    protected override string Unlikely(string symbol, TradeAction action) => " That is below one half: by the past of " + symbol + " alone, " + action switch
    {
        TradeAction.Buy => "such a purchase is more likely to be wrong than right.",
        TradeAction.Sell => "such a sale is more likely to be wrong than right.",
        _ => "the price is more likely to leave its usual movement than to stay within it.",
    };

    private static string Lean(PriceLean lean) => lean switch
    {
        PriceLean.Up => "lean up",
        PriceLean.Down => "lean down",
        _ => "show no direction",
    };

    private static string Went(TradeAction action, bool so = true) => action switch
    {
        TradeAction.Buy => so ? "was higher" : "was not higher",
        TradeAction.Sell => so ? "was lower" : "was not lower",
        _ => so ? "was within its usual movement" : "was outside its usual movement",
    };

    private static string PartOf(TrackRecord record) =>
        record.Right == 0 ? "none of these" : record.Right < record.Cases ? $"{Count(record.Right)} of these" : record.Cases == 2 ? "both of these" : "all of these";

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Weeks(int weeks, string article = "a ") => weeks == 1 ? $"{article}week" : $"{Count(weeks)} weeks";

    private static string The(int days) => days == 1 ? "the one day" : $"the {Count(days)} days";
}

internal sealed class ChineseTrackRecordTexts : TrackRecordTexts
{
    protected override string Cases(string symbol, PriceLean lean, TradeAction action, int weeks, TrackRecord record, DateOnly from, DateOnly to, string rate, string days, string confidence) =>
        $"{symbol} 的价格信号{Lean(lean)}，此前有 {Count(record.Cases)} 个月末也是如此（{Date(from)}{(from == to ? "" : $"{(record.Cases == 2 ? "、" : " 至 ")}{Date(to)}")}）。" +
        $"{Count(weeks)} 周后，价格{PartOf(record, action)}；在{days}中，这一比例为 {rate}。由此得出置信度 {confidence}。";

    protected override string NoCases(string symbol, PriceLean lean, TradeAction action, int weeks, string why, string rate, string days, string confidence) =>
        $"{symbol} 的价格信号{Lean(lean)}，{why}。在{days}中，{Count(weeks)} 周后价格{Went(action)}的比例为 {rate}。由此得出置信度 {confidence}。";

    protected override string BaseRateAlone(string symbol, TradeAction action, int weeks, string rate, string days, string confidence) =>
        $"在{days}中，{symbol} 在 {Count(weeks)} 周后价格{Went(action)}的比例为 {rate}；由于未读取其价格信号，无从与此前相比。由此得出置信度 {confidence}。";

    protected override string WhyNoCase(MonthEnds months, int weeks) => months switch
    {
        { Count: 0 } => "而此前没有一个月末具备读取信号所需的前一年价格",
        { Ended: 0 } => $"而此前可读取的月末均未满 {Count(weeks)} 周",
        _ => $"而此前可读取且已满 {Count(weeks)} 周的 {Count(months.Ended)} 个月末均非如此",
    };

    protected override string Days(int days, int weeks) => $"所持数据中已满 {Count(weeks)} 周的 {Count(days)} 个交易日";

    protected override string DaysOfHold(int days, int weeks) => $"此前有 {PriceMoves.UsualWindow} 个交易日的涨跌、此后已满 {Count(weeks)} 周的 {Count(days)} 个交易日";

    protected override string DaysOfTenYears(int days, int weeks) => $"最近十年中已满 {Count(weeks)} 周的 {Count(days)} 个交易日";

    protected override string Nothing(string symbol, int weeks) =>
        $"现有数据中 {symbol} 的价格尚无已满 {Count(weeks)} 周者：无从得知此类决定过去的结果，置信度取 50%。";

    protected override string NothingOfHold(string symbol, int weeks) =>
        $"现有数据中 {symbol} 没有一日之前有 {PriceMoves.UsualWindow} 个交易日的涨跌、之后又有 {Count(weeks)} 周：无从得知持有过去的结果，置信度取 50%。";

    protected override string Unlikely(string symbol, TradeAction action) => $"这低于一半：仅就 {symbol} 自身的历史而言，" + action switch
    {
        TradeAction.Buy => "这样的买入更可能出错。",
        TradeAction.Sell => "这样的卖出更可能出错。",
        _ => "价格更可能超出通常波动。",
    };

    private static string Lean(PriceLean lean) => lean switch
    {
        PriceLean.Up => "偏向上行",
        PriceLean.Down => "偏向下行",
        _ => "没有方向",
    };

    private static string PartOf(TrackRecord record, TradeAction action) => (record.Right, record.Cases - record.Right) switch
    {
        (0, 1) => $"没有{Went(action)}",
        (1, 0) => Went(action),
        (0, _) => $"没有一次{Went(action)}",
        (_, 0) => $" {Count(record.Right)} 次均{Went(action)}",
        _ => $"有 {Count(record.Right)} 次{Went(action)}",
    };

    private static string Went(TradeAction action) => action switch
    {
        TradeAction.Buy => "走高",
        TradeAction.Sell => "走低",
        _ => "在通常波动之内",
    };
}
