using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.TrackRecords;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

/// <summary>What came of earlier readings, in a sentence of one language.</summary>
internal abstract class TrackRecordTexts(NumberTexts numbers)
{
    /// <param name="symbol">The stock.</param>
    /// <param name="action">What is decided.</param>
    /// <param name="weeks">The far end of its horizon.</param>
    /// <param name="likely">What was counted, and what follows.</param>
    public string Sentence(string symbol, TradeAction action, int weeks, CalibratedConfidence likely)
    {
        var record = likely.Record;
        if (record.BaseRate is not { } baseRate) return Nothing(symbol, weeks);
        var (rate, confidence) = (numbers.WholePercent(baseRate), numbers.WholePercent(likely.Probability));
        if (likely.Lean is not { } lean) return BaseRateAlone(symbol, action, weeks, rate, confidence);
        return record is { From: { } from, To: { } to }
            ? Cases(symbol, lean, action, weeks, record, from, to, rate, confidence)
            : NoCases(symbol, lean, action, weeks, rate, confidence);
    }

    protected abstract string Cases(string symbol, PriceLean lean, TradeAction action, int weeks, TrackRecord record, DateOnly from, DateOnly to, string rate, string confidence);
    protected abstract string NoCases(string symbol, PriceLean lean, TradeAction action, int weeks, string rate, string confidence);
    protected abstract string BaseRateAlone(string symbol, TradeAction action, int weeks, string rate, string confidence);
    protected abstract string Nothing(string symbol, int weeks);
}

internal sealed class EnglishTrackRecordTexts(NumberTexts numbers) : TrackRecordTexts(numbers)
{
    protected override string Cases(string symbol, PriceLean lean, TradeAction action, int weeks, TrackRecord record, DateOnly from, DateOnly to, string rate, string confidence) =>
        record.Cases == 1
            ? $"The price signals of {symbol} {Lean(lean)}, as at one earlier month-end ({Date(from)}). After {Weeks(weeks)} the price {Went(action, record.Right == 1)}; after {rate} of all days of up to ten years it {Went(action)}: a confidence of {confidence}."
            : $"The price signals of {symbol} {Lean(lean)}, as at {Count(record.Cases)} earlier month-ends ({Date(from)} to {Date(to)}). {Upper(Weeks(weeks))} later the price {Went(action)} after {Count(record.Right)} of these, and after {rate} of all days of up to ten years: a confidence of {confidence}.";

    protected override string NoCases(string symbol, PriceLean lean, TradeAction action, int weeks, string rate, string confidence) =>
        $"The price signals of {symbol} {Lean(lean)}; no earlier month-end at which they did is {Weeks(weeks)} old yet. {Upper(Weeks(weeks))} after {rate} of all days of up to ten years the price {Went(action)}: a confidence of {confidence}.";

    protected override string BaseRateAlone(string symbol, TradeAction action, int weeks, string rate, string confidence) =>
        $"{Upper(Weeks(weeks))} after {rate} of all days of up to ten years the price of {symbol} {Went(action)}; its signals were not read, so there are no earlier ones to compare with: a confidence of {confidence}.";

    protected override string Nothing(string symbol, int weeks) =>
        $"No day held of {symbol} is {Weeks(weeks)} old yet: nothing tells how such a decision has fared before, and the confidence is even odds.";

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

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Weeks(int weeks) => weeks == 1 ? "a week" : $"{Count(weeks)} weeks";
}

internal sealed class ChineseTrackRecordTexts(NumberTexts numbers) : TrackRecordTexts(numbers)
{
    protected override string Cases(string symbol, PriceLean lean, TradeAction action, int weeks, TrackRecord record, DateOnly from, DateOnly to, string rate, string confidence) =>
        $"{symbol} 的价格信号{Lean(lean)}，与此前 {Count(record.Cases)} 个月末的方向相同（{Date(from)}{(from == to ? "" : $" 至 {Date(to)}")}）：其中 {Count(record.Right)} 次在 {Count(weeks)} 周后{Went(action)}，就最多十年内的所有交易日而言比例为 {rate}，置信度 {confidence}。";

    protected override string NoCases(string symbol, PriceLean lean, TradeAction action, int weeks, string rate, string confidence) =>
        $"{symbol} 的价格信号{Lean(lean)}，此前尚无信号相同且已满 {Count(weeks)} 周的月末；就最多十年内的所有交易日而言，{Count(weeks)} 周后{Went(action)}的比例为 {rate}，置信度 {confidence}。";

    protected override string BaseRateAlone(string symbol, TradeAction action, int weeks, string rate, string confidence) =>
        $"就最多十年内的所有交易日而言，{symbol} 在 {Count(weeks)} 周后{Went(action)}的比例为 {rate}；由于未读取其价格信号，无从与此前相比，置信度 {confidence}。";

    protected override string Nothing(string symbol, int weeks) =>
        $"现有数据中 {symbol} 的价格尚无已满 {Count(weeks)} 周者：无从得知此类决定过去的结果，置信度取 50%。";

    private static string Lean(PriceLean lean) => lean switch
    {
        PriceLean.Up => "偏向上行",
        PriceLean.Down => "偏向下行",
        _ => "没有方向",
    };

    private static string Went(TradeAction action) => action switch
    {
        TradeAction.Buy => "价格更高",
        TradeAction.Sell => "价格更低",
        _ => "价格仍在通常波动之内",
    };
}
