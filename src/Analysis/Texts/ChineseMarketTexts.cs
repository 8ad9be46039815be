using System.Globalization;
using TradingAgents.Analysis.Indicators;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseMarketTexts(NumberTexts numbers) : MarketTexts(numbers)
{
    public override string Title(MarketTheme theme) => theme switch
    {
        MarketTheme.Trend => "趋势",
        MarketTheme.Momentum => "动量",
        MarketTheme.Volatility => "波动",
        MarketTheme.Volume => "成交量",
        MarketTheme.Levels => "关键价位",
        _ => "相对强弱",
    };

    public override string Lead(MarketTheme theme, double score) => theme switch
    {
        MarketTheme.Trend => Choose(score, "趋势明确向上。", "趋势略微向上。", "各项趋势信号没有明确方向。", "趋势略微向下。", "趋势明确向下。"),
        MarketTheme.Momentum => Choose(score, "动量强劲。", "动量温和偏多。", "动量中性，各项读数相互抵消。", "动量温和偏空。", "动量疲弱，方向向下。"),
        _ => Choose(score, "支撑比阻力近得多。", "支撑比阻力更近。", "价格大致位于最近支撑与阻力的中间。", "阻力比支撑更近。", "阻力比支撑近得多。"),
    };

    public override string LeadOfVolume(IReadOnlyList<(int Days, double Direction)> windows)
    {
        string[] leans = [.. windows.Select(window => Choose(window.Direction, "量能明显偏向上涨日", "量能偏向上涨日", "上涨日与下跌日的量能大致平衡", "量能偏向下跌日", "量能明显偏向下跌日"))];
        return leans.Distinct().Count() == 1
            ? $"{Listed(windows.Select(window => window.Days).Order())} 个交易日中{leans[0]}。"
            : $"{windows[0].Days} 个交易日中{leans[0]}，而最近 {windows[1].Days} 个交易日中{leans[1]}。";
    }

    public override string LeadOfStrength(double score, IReadOnlyList<(int Days, double Excess)> excesses)
    {
        int[] ahead = [.. excesses.Where(one => one.Excess > Level).Select(one => one.Days)], behind = [.. excesses.Where(one => one.Excess < -Level).Select(one => one.Days)];
        return (ahead.Length, behind.Length) switch
        {
            (0, 0) => "与基准相当。",
            (_, 0) => Choose(score, "明显强于基准。", "领先于基准。", "略微领先于基准。", "", ""),
            (0, _) => Choose(score, "", "", "略微落后于基准。", "落后于基准。", "明显弱于基准。"),
            _ => $"与基准相比互有强弱：{Listed(behind)} 个交易日落后，{Listed(ahead)} 个交易日领先。",
        };
    }

    public override string LeadWithoutSupport() => "期间内，收盘价之下没有价格曾经转向的价位。";

    public override string LeadWithoutResistance() => "期间内，收盘价之上没有价格曾经转向的价位。";

    public override string? LeadOfVolatility(double bands, double high) => (bands, high) switch
    {
        ( <= -Stretched, _) => "价格高于布林带上轨，涨势过度伸展：不利。",
        ( >= Stretched, < 0) => "价格明显低于高点，又低于布林带下轨，短线可能反弹。",
        ( >= Stretched, _) => "价格低于布林带下轨，可能反弹。",
        (_, >= 0.2) => "价格接近高点：略为有利。",
        (_, <= -0.5) => "价格远低于高点：不利。",
        (_, <= -0.2) => "价格明显低于高点：略为不利。",
        _ => null,
    };

    public override string Summary(string symbol, DateOnly date, double close, double score, double confidence, double? yearReturn) =>
        $"{Date(date)}，{symbol} 的价格信号{Decisions.RatingScale.Worded(score, "指向上行", "偏向上行", "多空平衡", "偏向下行", "指向下行")}（评分 {Plain(score, 2)}，范围 -1 至 1，置信度 {Numbers.WholePercent(confidence)}）。" +
        $"收盘价 {Numbers.Money(close)}{(yearReturn is { } change ? $"，比 252 个交易日前{(change >= 0 ? "高" : "低")} {Numbers.Percent(change)}" : "")}。";

    public override string Close(string symbol, double close, double? change, DateOnly date) =>
        $"{symbol} 于 {Date(date)} 收于 {Numbers.Money(close)}" + (change is { } day ? $"，当日{Move(day)}。" : "。");

    public override string Average(int days, double average, double close) =>
        $"收盘价{(close >= average ? "高于" : "低于")} {days} 日均线（{Numbers.Price(average)}）{Numbers.Percent(close / average - 1)}。";

    public override string AverageOrder(double fast, double slow) =>
        $"20 日均线（{Numbers.Price(fast)}）{(fast >= slow ? "高于" : "低于")} 50 日均线（{Numbers.Price(slow)}）{Numbers.Percent(fast / slow - 1)}。";

    public override string Trend(int days, LinearTrend trend, DateOnly from) =>
        $"自 {Date(from)} 起的 {days} 日趋势线{(Math.Abs(trend.DailyGrowth) < Flat ? "走平" : $"每日{(trend.DailyGrowth >= 0 ? "上升" : "下降")} {Numbers.Percent(trend.DailyGrowth)}")}，解释了 {Numbers.Share(trend.RSquared)} 的价格变动" +
        (trend.RSquared < 0.3 ? "，占比很小。" : "。");

    public override string Rsi(double rsi) => $"RSI(14) 为 {Plain(rsi, 1)}：" + rsi switch
    {
        >= 80.5 => "超买过甚，视为警示。",
        >= 70 => "买方强势，按惯例属于超买，但强势趋势可在此停留数周。",
        > 55 => "买方占优，尚未过热。",
        >= 45 => "多空均势。",
        > 30 => "卖方占优，尚未过度。",
        > 19.5 => "卖方强势，按惯例属于超卖，但跌势可在此停留数周。",
        _ => "超卖过甚，视为反弹迹象。",
    };

    public override string Macd(double line, double histogram, double? change) =>
        $"MACD(12, 26, 9) 为 {Numbers.Price(line)}，{(histogram >= 0 ? "高于" : "低于")}信号线 {Numbers.Price(Math.Abs(histogram))}" + (line >= 0, PaceOf(histogram, change)) switch
        {
            (true, 1) => "：涨势加快。",
            (true, -1) => "：涨势放缓。",
            (false, 1) => "：跌势放缓。",
            (false, -1) => "：跌势加快。",
            (_, 0) => "，3 日来差距缩小。",
            _ => "。",
        };

    public override string Return(int days, double change, DateOnly from) => $"自 {Date(from)} 起 {days} 个交易日，价格{Move(change)}。";

    public override string Volatility(int days, double annual) => $"{days} 日年化波动率为 {Numbers.Percent(annual)}。";

    public override string VolatilityRank(double annual, double calmerShare, int days) =>
        $"21 日年化波动率为 {Numbers.Percent(annual)}，高于此前 {Count(days)} 个交易日中 {Numbers.Share(calmerShare)} 的日子。";

    public override string Atr(double atr, double close) => $"通常一日的波幅为 {Numbers.Money(atr)}，占价格的 {Numbers.Percent(atr / close)}（ATR 14）。";

    public override string Bollinger(double percentB, double lower, double upper) => percentB switch
    {
        > 1 and < 1 + OnTheBand => $"收盘价位于布林带上轨（{Numbers.Price(upper)}）。",
        < 0 and > -OnTheBand => $"收盘价位于布林带下轨（{Numbers.Price(lower)}）。",
        > 1 => $"收盘价高于布林带上轨（{Numbers.Price(upper)}），超出带宽的 {Numbers.WholePercent(percentB - 1)}：涨势过度伸展。",
        < 0 => $"收盘价低于布林带下轨（{Numbers.Price(lower)}），超出带宽的 {Numbers.WholePercent(percentB)}：跌势过度伸展。",
        _ => $"收盘价位于布林带（{Numbers.Price(lower)} 至 {Numbers.Price(upper)}）自下而上 {Numbers.WholePercent(percentB)} 处。",
    };

    public override string CurrentDrawdown(double current, double high, DateOnly highDate, bool isNear) => current >= 0
        ? "收盘价为所观察期间的最高收盘价。"
        : $"收盘价比期间最高收盘价（{Date(highDate)} 的 {Numbers.Price(high)}）{(isNear ? "仅" : "")}低 {Numbers.Percent(current)}。";

    public override string MaxDrawdown(Drawdown drawdown, DateOnly peak, DateOnly trough) =>
        $"期间最大回撤为 {Numbers.Percent(drawdown.Max)}，自 {Date(peak)} 至 {Date(trough)}。";

    public override string LargestGap(double gap, DateOnly day, int days) =>
        $"最近 {days} 日中最大的跳空在 {Date(day)}，开盘价比前一日收盘价{(gap > 0 ? "高" : "低")} {Numbers.Percent(gap)}。";

    public override string NetVolume(int days, double share) =>
        $"{days} 个交易日中，{(share >= 0 ? "上涨日的成交量多于下跌日" : "下跌日的成交量多于上涨日")}，差额为总成交量的 {Numbers.WholePercent(share)}（能量潮的变化）。";

    public override string VolumeRatio(double ratio) => $"最近 5 日的成交量为 63 日均量的 {Plain(ratio, 2)} 倍。";

    public override string VolumeRank(double ratio, double calmer, double busier, int days) =>
        calmer >= Unusual ? $"{VolumeRatio(ratio)[..^1]}，倍数高于此前 {Count(days)} 个交易日中 {Numbers.Share(calmer)} 的日子：关注度异常升高。"
        : busier >= Unusual ? $"{VolumeRatio(ratio)[..^1]}，倍数低于此前 {Count(days)} 个交易日中 {Numbers.Share(busier)} 的日子：交投清淡。"
        : VolumeRatio(ratio);

    public override string Support(SwingLevel level, double close, DateOnly last) =>
        $"支撑位在 {Numbers.Price(level.Price)}，比收盘价低 {Numbers.Percent(level.Price / close - 1)}；{Touches(level, last)}";

    public override string Resistance(SwingLevel level, double close, DateOnly last) =>
        $"阻力位在 {Numbers.Price(level.Price)}，比收盘价高 {Numbers.Percent(level.Price / close - 1)}；{Touches(level, last)}";

    public override string Room(double close, double? support, double? resistance) => (support, resistance) switch
    {
        ({ } below, { } above) when PointsBetween(above / close - 1, 1 - below / close) == 0 =>
            $"距最近阻力位还有 {Numbers.Percent(above / close - 1)} 的上行空间，距最近支撑位有 {Numbers.Percent(below / close - 1)} 的下行空间：两边相当。",
        ({ } below, { } above) => $"距最近阻力位还有 {Numbers.Percent(above / close - 1)} 的上行空间，距最近支撑位有 {Numbers.Percent(below / close - 1)} 的下行空间：{(above + below >= 2 * close ? "上行" : "下行")}空间多 {Points(PointsBetween(above / close - 1, 1 - below / close))}。",
        ({ } below, null) => $"收盘价之上没有期间内的转折价位；最近支撑位在下方 {Numbers.Percent(below / close - 1)} 处。",
        (_, { } above) => $"收盘价之下没有期间内的转折价位；最近阻力位在上方 {Numbers.Percent(above / close - 1)} 处。",
        _ => "",
    };

    public override string Range(double position, double low, double high, DateOnly from) =>
        $"自 {Date(from)} 以来价格介于 {Numbers.Price(low)} 与 {Numbers.Price(high)} 之间，收盘价位于区间自下而上 {Numbers.Share(position)} 处。";

    public override string RelativeStrength(string benchmark, int days, RelativeStrength strength, bool endsEarlier, bool otherCurrency) =>
        $"自 {Date(strength.From)} {(endsEarlier ? $"至 {Date(strength.To)} 的" : "起")} {days} 个共同交易日，该标的{Move(strength.Own)}，{benchmark} {Move(strength.Benchmark)}：" +
        $"{(PointsBetween(strength.Own, strength.Benchmark) is var points && points == 0 ? "不相上下" : $"{(points > 0 ? "领先" : "落后")} {Points(points)}")}{(otherCurrency ? "（各以本币计）" : "")}。";

    public override string BenchmarkIsItself(string benchmark) => $"{benchmark} 本身就是基准：未作相对强弱比较。";

    public override string BenchmarkNotHeld(string benchmark) => $"没有基准 {benchmark} 的价格：未作相对强弱比较。";

    public override string BenchmarkNotCovering(string benchmark, DateOnly heldFrom, DateOnly heldTo) =>
        $"基准 {benchmark} 的价格只有 {Date(heldFrom)} 至 {Date(heldTo)}，不覆盖这些日期：未作相对强弱比较。";

    public override string BenchmarkTooShort(string benchmark, int days) => $"该标的与基准 {benchmark} 的共同交易日少于 {days + 1} 个：未作 {days} 日相对强弱比较。";

    public override string VeryShortHistory(int days, DateOnly from) =>
        $"截至交易日只有 {days} 个交易日的价格（自 {Date(from)} 起），不足 {Analysts.MarketReading.MinimumBars} 个：较长的窗口与交易建议从略，置信度降低。";

    public override string ShortHistory(int days, DateOnly from) =>
        $"截至交易日只有 {days} 个交易日的价格（自 {Date(from)} 起），不足一年（252 个）：较长的窗口从略，置信度降低。";

    public override string NoVolume() => "没有成交量记录：成交量信号从略。";

    private static string Choose(double score, string strongUp, string up, string neutral, string down, string strongDown) => Math.Round(score, 2) switch
    {
        >= 0.5 => strongUp,
        >= 0.15 => up,
        > -0.15 => neutral,
        > -0.5 => down,
        _ => strongDown,
    };

    private static string Points(decimal points) => $"{Math.Abs(points).ToString("0.0#", CultureInfo.InvariantCulture)} 个百分点";

    private static string Listed(IEnumerable<int> days) => string.Join("、", days);

    private static string Touches(SwingLevel level, DateOnly last) =>
        level.Touches == 1 ? $"价格曾于 {Date(last)} 在此转向一次。" : $"价格曾在此转向 {level.Touches} 次，最近一次在 {Date(last)}。";

    private string Move(double change) => Math.Abs(change) < 0.00005 ? "持平" : $"{(change > 0 ? "上涨" : "下跌")} {Numbers.Percent(change)}";
}
