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
        MarketTheme.Trend => Choose(score, "趋势明确向上。", "趋势偏向上。", "各项趋势信号没有明确方向。", "趋势偏向下。", "趋势明确向下。"),
        MarketTheme.Momentum => Choose(score, "动量明显向上。", "动量温和偏多。", "动量中性，各项读数相互抵消。", "动量温和偏空。", "动量明显向下。"),
        _ => Choose(score, "支撑比阻力近得多。", "支撑比阻力更近。", "价格大致位于最近支撑与阻力的中间。", "阻力比支撑更近。", "阻力比支撑近得多。"),
    };

    public override string LeadOfVolume(IReadOnlyList<(int Days, double Direction)> windows)
    {
        var leans = windows.Select(window => LeanOf(window.Direction)).ToArray();
        if (leans.Distinct().Count() == 1) return $"最近 {Listed(windows.Select(window => window.Days).Order())} 个交易日中，{Words(leans[0])}。";
        if (leans[0] * leans[1] <= 0) return $"最近 {windows[0].Days} 个交易日中，{Words(leans[0])}，而最近 {windows[1].Days} 个交易日中，{Words(leans[1])}。";
        var clearer = Math.Abs(leans[1]) > Math.Abs(leans[0]) ? windows[1].Days : windows[0].Days;
        return $"最近 {Listed(windows.Select(window => window.Days).Order())} 个交易日中，量能均偏向{(leans[0] > 0 ? "上涨日" : "下跌日")}，以最近 {clearer} 个交易日更为明显。";

        static string Words(int lean) => lean == 0 ? "上涨日与下跌日的量能大致平衡" : $"量能{(Math.Abs(lean) > 1 ? "明显" : "")}偏向{(lean > 0 ? "上涨日" : "下跌日")}";
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

    public override string LeadWithoutSupport() => "收盘价之下没有已确认的支撑位。";

    public override string LeadWithoutResistance() => "收盘价之上没有已确认的阻力位。";

    public override string? LeadOfVolatility(double bands, double high) => (bands, high) switch
    {
        ( <= -Stretched, _) => "价格高于布林带上轨，涨势过度伸展：不利。",
        ( >= Stretched, <= -0.2) => "价格明显低于高点，又低于布林带下轨，短线可能反弹。",
        ( >= Stretched, _) => "价格低于布林带下轨，可能反弹。",
        (_, >= 0.2) => "价格接近高点：略为有利。",
        (_, <= -0.5) => "价格远低于高点：不利。",
        (_, <= -0.2) => "价格明显低于高点：略为不利。",
        _ => null,
    };

    public override string Summary(string symbol, DateOnly date, double close, double? score, double confidence, double? yearReturn) =>
        (score is { } known
            ? $"{Date(date)}，{symbol} 的价格信号{Decisions.RatingScale.Worded(known, "指向上行", "偏向上行", "多空平衡", "偏向下行", "指向下行")}（评分 {Plain(known, 2)}，范围 -1 至 1，置信度 {WholePercent(confidence)}）。"
            : $"{Date(date)}，所持 {symbol} 的价格太少，读不出方向。") +
        $"收盘价 {Numbers.Money(close)}{(yearReturn is { } change ? $"，比 252 个交易日前{(change >= 0 ? "高" : "低")} {Percent(change)}" : "")}。";

    public override string Close(string symbol, double close, double? change, DateOnly date) =>
        $"{symbol} 于 {Date(date)} 收于 {Numbers.Money(close)}" + (change is { } day ? $"，当日{Move(day)}。" : "。");

    public override string Average(int days, double average, double close) =>
        $"收盘价{(close >= average ? "高于" : "低于")} {days} 日均线（{Numbers.Price(average)}）{Percent(close / average - 1)}。";

    public override string AverageOrder(double fast, double slow) =>
        $"20 日均线（{Numbers.Price(fast)}）{(fast >= slow ? "高于" : "低于")} 50 日均线（{Numbers.Price(slow)}）{Percent(fast / slow - 1)}。";

    public override string Trend(int days, LinearTrend trend, DateOnly from) =>
        $"自 {Date(from)} 起的 {days} 日趋势线{(Math.Abs(trend.DailyGrowth) < Flat ? "走平" : $"每日{(trend.DailyGrowth >= 0 ? "上升" : "下降")} {Percent(trend.DailyGrowth)}")}，解释了 {Share(trend.RSquared)} 的价格变动" +
        trend.RSquared switch { < 0.05 => "，几乎没有解释力。", < 0.3 => "，占比很小。", _ => "。" };

    public override string Rsi(double rsi) => $"RSI(14) 为 {Plain(rsi, 1)}，" + Math.Round(rsi, 1) switch
    {
        >= 80.5 => "超买过甚，视为警示。",
        >= Overbought => "按惯例属于超买，但在强势趋势中可持续数周。",
        >= NearOverbought => "买方占优，接近超买。",
        > 55 => "买方占优，尚未过热。",
        >= 45 => "多空均势。",
        > NearOversold => "卖方占优，尚未超卖。",
        > Oversold => "卖方占优，接近超卖。",
        > 19.5 => "按惯例属于超卖，但在跌势中可持续数周。",
        _ => "超卖过甚，视为反弹迹象。",
    };

    public override string Macd(double line, double histogram, double? change) =>
        $"MACD(12, 26, 9) 为 {Numbers.Price(line)}，{(IsLevel(histogram) ? "与信号线持平" : $"比信号线{(histogram >= 0 ? "高" : "低")} {Numbers.Price(Math.Abs(histogram))}")}" + (line >= 0, PaceOf(histogram, change)) switch
        {
            (true, 1) => "，涨势加快。",
            (true, -1) => "，涨势放缓。",
            (false, 1) => "，跌势放缓。",
            (false, -1) => "，跌势加快。",
            (_, 0) => "，3 日来差距缩小。",
            _ => "。",
        };

    public override string Return(int days, double change, DateOnly from) => $"自 {Date(from)} 起 {days} 个交易日，价格{Move(change)}。";

    public override string Volatility(int days, double annual) => $"{days} 日年化波动率为 {Percent(annual)}。";

    public override string VolatilityRank(double annual, double calmerShare, int days) =>
        $"21 日年化波动率为 {Percent(annual)}，高于{DaysOf(calmerShare, days)}。";

    public override string Atr(double atr, double close) => $"通常一日的波幅为 {Numbers.Money(atr)}，占价格的 {Percent(atr / close)}（ATR 14）。";

    public override string Bollinger(double percentB, double lower, double upper) => percentB switch
    {
        > 1 and < 1 + OnTheBand => $"收盘价位于布林带上轨（{Numbers.Price(upper)}）。",
        < 0 and > -OnTheBand => $"收盘价位于布林带下轨（{Numbers.Price(lower)}）。",
        > 1 => $"收盘价高于布林带上轨（{Numbers.Price(upper)}），超出部分为带宽的 {WholePercent(percentB - 1)}，涨势过度伸展。",
        < 0 => $"收盘价低于布林带下轨（{Numbers.Price(lower)}），超出部分为带宽的 {WholePercent(percentB)}，跌势过度伸展。",
        _ => $"收盘价位于布林带（{Numbers.Price(lower)} 至 {Numbers.Price(upper)}）自下而上 {WholePercent(percentB)} 处。",
    };

    public override string CurrentDrawdown(double current, double high, DateOnly highDate, bool isNear, DateOnly from) => current >= 0
        ? $"收盘价为 {Date(from)} 以来的最高收盘价。"
        : $"收盘价比 {Date(from)} 以来的最高收盘价（{Date(highDate)} 的 {Numbers.Price(high)}）{(isNear ? "仅" : "")}低 {Percent(current)}。";

    public override string MaxDrawdown(Drawdown drawdown, DateOnly peak, DateOnly trough, DateOnly from) =>
        $"{Date(from)} 以来的最大回撤为 {Percent(drawdown.Max)}，自 {Date(peak)} 至 {Date(trough)}。";

    public override string LargestGap(double gap, DateOnly day, int days) =>
        $"最近 {days} 日中最大的跳空在 {Date(day)}，开盘价比前一日收盘价{(gap > 0 ? "高" : "低")} {Percent(gap)}。";

    public override string NetVolume(int days, double share) =>
        $"最近 {days} 个交易日中，{(share >= 0 ? "上涨日的成交量多于下跌日" : "下跌日的成交量多于上涨日")}，差额为总成交量的 {WholePercent(share)}（能量潮的变化）。";

    public override string VolumeRatio(double ratio) => $"最近 5 日的成交量为 63 日均量的 {Plain(ratio, 2)} 倍。";

    public override string VolumeRank(double ratio, double calmer, double busier, int days) =>
        calmer >= Unusual ? $"{VolumeRatio(ratio)[..^1]}，倍数高于{DaysOf(calmer, days)}：关注度异常升高。"
        : busier >= Unusual ? $"{VolumeRatio(ratio)[..^1]}，倍数低于{DaysOf(busier, days)}：交投清淡。"
        : VolumeRatio(ratio);

    public override string Support(SwingLevel level, double close, DateOnly last) =>
        $"支撑位在 {Numbers.Price(level.Price)}，比收盘价低 {Percent(level.Price / close - 1)}；{Touches(level, last)}";

    public override string Resistance(SwingLevel level, double close, DateOnly last) =>
        $"阻力位在 {Numbers.Price(level.Price)}，比收盘价高 {Percent(level.Price / close - 1)}；{Touches(level, last)}";

    public override string Room(double close, double? support, double? resistance, double low, double high) => (support - close, resistance - close) switch
    {
        ({ } below, { } above) => RoomEitherWay(above / close, -below / close),
        ({ } below, null) => $"收盘价之上没有已确认的转折点可作阻力位{Beyond("最高价", high, close)}；最近支撑位在下方 {Percent(below / close)} 处。",
        (_, { } above) => $"收盘价之下没有已确认的转折点可作支撑位{Beyond("最低价", low, close)}；最近阻力位在上方 {Percent(above / close)} 处。",
        _ => "",
    };

    public override string Range(double position, double low, double high, DateOnly from) =>
        $"自 {Date(from)} 以来价格介于 {Numbers.Price(low)} 与 {Numbers.Price(high)} 之间，收盘价位于区间自下而上 {Share(position)} 处。";

    public override string RelativeStrength(string symbol, string benchmark, int days, RelativeStrength strength, bool endsEarlier, bool otherCurrency) =>
        $"自 {Date(strength.From)} {(endsEarlier ? $"至 {Date(strength.To)} 的" : "起")} {days} 个共同交易日，{symbol} {Move(strength.Own, SharedDecimals(strength.Own, strength.Benchmark))}，{benchmark} {Move(strength.Benchmark, SharedDecimals(strength.Own, strength.Benchmark))}：" +
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

    private static string RoomEitherWay(double up, double down)
    {
        var (decimals, points) = (SharedDecimals(up, down), PointsBetween(up, down));
        return $"距最近阻力位还有 {Percent(up, decimals)} 的上行空间，距最近支撑位有 {Percent(down, decimals)} 的下行空间：{(points == 0 ? "两边相当" : $"{(points > 0 ? "上行" : "下行")}空间多 {Points(points)}")}。";
    }

    private static string DaysOf(double share, int days) => share >= 1 ? $"此前 {Count(days)} 个交易日中的任何一日" : $"此前 {Count(days)} 个交易日中 {Share(share)} 的日子";

    private static string Points(decimal points) => $"{Math.Abs(points).ToString("0.0#", CultureInfo.InvariantCulture)} 个百分点";

    private static string Listed(IEnumerable<int> days) => string.Join("、", days);

    private static string Touches(SwingLevel level, DateOnly last) =>
        level.Touches == 1 ? $"价格曾于 {Date(last)} 在此转向一次。" : $"价格曾在此转向 {level.Touches} 次，最近一次在 {Date(last)}。";

    private static string Move(double change, int? decimals = null) =>
        Math.Abs(change) < 0.00005 ? "持平" : $"{(change > 0 ? "上涨" : "下跌")} {(decimals is { } shared ? Percent(change, shared) : Percent(change))}";

    /// <summary>What lies on the way where no level does, unless it is the close itself.</summary>
    private string Beyond(string extreme, double price, double close) =>
        Numbers.Price(price) == Numbers.Price(close) ? "" : $"，只有{extreme} {Numbers.Price(price)}（{(price > close ? "高" : "低")} {Percent(price / close - 1)}）";
}
