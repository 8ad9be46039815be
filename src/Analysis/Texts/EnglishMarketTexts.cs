using System.Globalization;
using TradingAgents.Analysis.Indicators;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishMarketTexts(NumberTexts numbers) : MarketTexts(numbers)
{
    public override string Title(MarketTheme theme) => theme switch
    {
        MarketTheme.Trend => "Trend",
        MarketTheme.Momentum => "Momentum",
        MarketTheme.Volatility => "Volatility",
        MarketTheme.Volume => "Volume",
        MarketTheme.Levels => "Levels",
        _ => "Relative strength",
    };

    public override string Lead(MarketTheme theme, double score) => theme switch
    {
        MarketTheme.Trend => Choose(score, "The trend is clearly up.", "The trend points up.", "The trend signals point in no clear direction.", "The trend points down.", "The trend is clearly down."),
        MarketTheme.Momentum => Choose(score, "Momentum is clearly positive.", "Momentum is mildly positive.", "Momentum is neutral: its readings cancel out.", "Momentum is mildly negative.", "Momentum is clearly negative."),
        _ => Choose(score, "Support is much nearer than resistance.", "Support is nearer than resistance.", "The price is about midway between its nearest levels.",
            "Resistance is nearer than support.", "Resistance is much nearer than support."),
    };

    public override string LeadOfVolume(IReadOnlyList<(int Days, double Direction)> windows)
    {
        var leans = windows.Select(window => LeanOf(window.Direction)).ToArray();
        if (leans.Distinct().Count() == 1) return $"Over {Listed(windows.Select(window => window.Days).Order())} trading days volume {Words(leans[0])}.";
        if (leans[0] * leans[1] <= 0) return $"Over {windows[0].Days} trading days volume {Words(leans[0])}, over the last {windows[1].Days} it {Words(leans[1])}.";
        var isLatelyClearer = Math.Abs(leans[1]) > Math.Abs(leans[0]);
        return $"Over {Listed(windows.Select(window => window.Days).Order())} trading days volume leans to the {(leans[0] > 0 ? "rising" : "falling")} days, more clearly over the {(isLatelyClearer ? $"last {windows[1].Days}" : $"{windows[0].Days}")}.";

        static string Words(int lean) => lean == 0 ? "is balanced between rising and falling days" : $"leans {(Math.Abs(lean) > 1 ? "clearly " : "")}to the {(lean > 0 ? "rising" : "falling")} days";
    }

    public override string LeadOfStrength(double score, IReadOnlyList<(int Days, double Excess)> excesses)
    {
        int[] ahead = [.. excesses.Where(one => one.Excess > Level).Select(one => one.Days)], behind = [.. excesses.Where(one => one.Excess < -Level).Select(one => one.Days)];
        return (ahead.Length, behind.Length) switch
        {
            (0, 0) => "It is level with the benchmark.",
            (_, 0) => Choose(score, "It clearly beats the benchmark.", "It is ahead of the benchmark.", "It is slightly ahead of the benchmark.", "", ""),
            (0, _) => Choose(score, "", "", "It is slightly behind the benchmark.", "It lags the benchmark.", "It clearly lags the benchmark."),
            _ => $"Mixed against the benchmark: behind over {Listed(behind)} trading days, ahead over {Listed(ahead)}.",
        };
    }

    public override string LeadWithoutSupport() => "No confirmed support lies below the close.";

    public override string LeadWithoutResistance() => "No confirmed resistance lies above the close.";

    public override string? LeadOfVolatility(double bands, double high) => (bands, high) switch
    {
        ( <= -Stretched, _) => "The price is stretched above its bands, which speaks against it.",
        ( >= Stretched, <= -0.2) => "The price is stretched below its bands, from where it may recover; it is also well below its high.",
        ( >= Stretched, _) => "The price is stretched below its bands, from where it may recover.",
        (_, >= 0.2) => "The price is near its high, which speaks slightly for it.",
        (_, <= -0.5) => "The price is far below its high, which speaks against it.",
        (_, <= -0.2) => "The price is well below its high, which speaks slightly against it.",
        _ => null,
    };

    public override string Summary(string symbol, DateOnly date, double close, double? score, double confidence, double? yearReturn) =>
        (score is { } known
            ? $"On {Date(date)} the price signals of {symbol} {Decisions.RatingScale.Worded(known, "point up", "lean up", "balance out", "lean down", "point down")} (score {Plain(known, 2)} on a scale of -1 to 1, confidence {WholePercent(confidence)}). "
            : $"On {Date(date)} too few prices of {symbol} are held to read a direction from them. ") +
        $"It closed at {Numbers.Money(close)}{(yearReturn is { } change ? $", {Percent(change)} {(change >= 0 ? "above" : "below")} its close 252 trading days before" : "")}.";

    public override string Close(string symbol, double close, double? change, DateOnly date) =>
        $"{symbol} closed at {Numbers.Money(close)} on {Date(date)}" + (change is { } day ? $", {Move(day)} on the day." : ".");

    public override string Average(int days, double average, double close) =>
        $"The close is {Percent(close / average - 1)} {(close >= average ? "above" : "below")} its {days}-day average of {Numbers.Price(average)}.";

    public override string AverageOrder(double fast, double slow) =>
        $"The 20-day average ({Numbers.Price(fast)}) is {Percent(fast / slow - 1)} {(fast >= slow ? "above" : "below")} the 50-day average ({Numbers.Price(slow)}).";

    public override string Trend(int days, LinearTrend trend, DateOnly from) =>
        $"The {days}-day trend line, since {Date(from)}, {(Math.Abs(trend.DailyGrowth) < Flat ? "is flat" : $"{(trend.DailyGrowth >= 0 ? "rises" : "falls")} {Percent(trend.DailyGrowth)} a day")} and explains {Share(trend.RSquared)} of the movement" +
        trend.RSquared switch { < 0.05 => ", next to nothing.", < 0.3 => ", little of it.", _ => "." };

    public override string Rsi(double rsi) => $"RSI(14) stands at {Plain(rsi, 1)}" + Math.Round(rsi, 1) switch
    {
        >= 80.5 => ", so far overbought that it counts as a warning.",
        >= Overbought => ", overbought by the usual rule; strong trends can stay there for weeks.",
        >= NearOverbought => "; buyers have the upper hand, close to overbought.",
        > 55 => "; buyers have the upper hand, without excess.",
        >= 45 => "; neither side has the upper hand.",
        > NearOversold => "; sellers have the upper hand, without excess.",
        > Oversold => "; sellers have the upper hand, close to oversold.",
        > 19.5 => ", oversold by the usual rule; falling prices can stay there for weeks.",
        _ => ", so far oversold that it counts as a sign of recovery.",
    };

    public override string Macd(double line, double histogram, double? change) =>
        $"MACD(12, 26, 9) is {Numbers.Price(line)}, {(IsLevel(histogram) ? "level with" : Numbers.Price(Math.Abs(histogram)) + (histogram >= 0 ? " above" : " below"))} its signal line" + (line >= 0, PaceOf(histogram, change)) switch
        {
            (true, 1) => "; the rise is gaining pace.",
            (true, -1) => "; the rise is losing pace.",
            (false, 1) => "; the fall is losing pace.",
            (false, -1) => "; the fall is gaining pace.",
            (_, 0) => "; over 3 days that gap has narrowed.",
            _ => ".",
        };

    public override string Return(int days, double change, DateOnly from) =>
        $"Over {days} trading days, since {Date(from)}, the price is {Move(change)}.";

    public override string Volatility(int days, double annual) => $"The {days}-day volatility is {Percent(annual)} a year.";

    public override string VolatilityRank(double annual, double calmerShare, int days) =>
        $"The 21-day volatility is {Percent(annual)} a year, higher than on {DaysOf(calmerShare, days)}.";

    public override string Atr(double atr, double close) =>
        $"A usual day spans {Numbers.Money(atr)}, {Percent(atr / close)} of the price (ATR 14).";

    public override string Bollinger(double percentB, double lower, double upper) => percentB switch
    {
        > 1 and < 1 + OnTheBand => $"The close is on the upper Bollinger band ({Numbers.Price(upper)}).",
        < 0 and > -OnTheBand => $"The close is on the lower Bollinger band ({Numbers.Price(lower)}).",
        > 1 => $"The close is above the upper Bollinger band ({Numbers.Price(upper)}) by {WholePercent(percentB - 1)} of the width between the bands; the rise is stretched.",
        < 0 => $"The close is below the lower Bollinger band ({Numbers.Price(lower)}) by {WholePercent(percentB)} of the width between the bands; the fall is stretched.",
        _ => $"The close is {WholePercent(percentB)} of the way up between the Bollinger bands ({Numbers.Price(lower)} to {Numbers.Price(upper)}).",
    };

    public override string CurrentDrawdown(double current, double high, DateOnly highDate, bool isNear, DateOnly from) => current >= 0
        ? $"The close is the highest since {Date(from)}."
        : $"The close is {(isNear ? "only " : "")}{Percent(current)} below the highest close since {Date(from)}, {Numbers.Price(high)} on {Date(highDate)}.";

    public override string MaxDrawdown(Drawdown drawdown, DateOnly peak, DateOnly trough, DateOnly from) =>
        $"The deepest fall since {Date(from)} was {Percent(drawdown.Max)}, from {Date(peak)} to {Date(trough)}.";

    public override string LargestGap(double gap, DateOnly day, int days) =>
        $"The largest gap of the last {(days == 1 ? "day" : $"{days} days")} came on {Date(day)}, when the price opened {Percent(gap)} {(gap > 0 ? "above" : "below")} the close before.";

    public override string NetVolume(int days, double share) =>
        $"Over {days} trading days, {(share >= 0 ? "rising" : "falling")} days carried more volume than {(share >= 0 ? "falling" : "rising")} ones, by {WholePercent(share)} of all that was traded (change of the on-balance volume).";

    public override string VolumeRatio(double ratio) => $"The last 5 days traded {Plain(ratio, 2)} times the 63-day average volume.";

    public override string VolumeRank(double ratio, double calmer, double busier, int days) =>
        calmer >= Unusual ? $"{VolumeRatio(ratio)[..^1]}, a higher ratio than on {DaysOf(calmer, days)}: unusual interest."
        : busier >= Unusual ? $"{VolumeRatio(ratio)[..^1]}, a lower ratio than on {DaysOf(busier, days)}: little interest."
        : VolumeRatio(ratio);

    public override string Support(SwingLevel level, double close, DateOnly last) =>
        $"Support lies at {Numbers.Price(level.Price)}, {Percent(level.Price / close - 1)} below the close; {Touches(level, last)}";

    public override string Resistance(SwingLevel level, double close, DateOnly last) =>
        $"Resistance lies at {Numbers.Price(level.Price)}, {Percent(level.Price / close - 1)} above the close; {Touches(level, last)}";

    public override string Room(double close, double? support, double? resistance, double low, double high) => (support - close, resistance - close) switch
    {
        ({ } below, { } above) => RoomEitherWay(above / close, -below / close),
        ({ } below, null) => $"No confirmed turning point gives a resistance above the close{Beyond("highest high", high, close)}; the nearest support is {Percent(below / close)} below.",
        (_, { } above) => $"No confirmed turning point gives a support below the close{Beyond("lowest low", low, close)}; the nearest resistance is {Percent(above / close)} above.",
        _ => "",
    };

    public override string Range(double position, double low, double high, DateOnly from) =>
        $"Since {Date(from)} the price has ranged from {Numbers.Price(low)} to {Numbers.Price(high)}; the close is {Share(position)} of the way up from low to high.";

    public override string RelativeStrength(string symbol, string benchmark, int days, RelativeStrength strength, bool endsEarlier, bool otherCurrency) =>
        $"Over {days} common trading days, {(endsEarlier ? $"from {Date(strength.From)} to {Date(strength.To)}" : $"since {Date(strength.From)}")}, {symbol} is {Move(strength.Own, SharedDecimals(strength.Own, strength.Benchmark))} and {benchmark} {Move(strength.Benchmark, SharedDecimals(strength.Own, strength.Benchmark))}: " +
        $"{(PointsBetween(strength.Own, strength.Benchmark) is var points && points == 0 ? "neither is ahead" : $"{Points(points)} {(points > 0 ? "ahead" : "behind")}")}{(otherCurrency ? ", each in its own currency" : "")}.";

    public override string BenchmarkIsItself(string benchmark) => $"{benchmark} is itself the benchmark: relative strength left out.";

    public override string BenchmarkNotHeld(string benchmark) => $"No prices of the benchmark {benchmark} are held: relative strength left out.";

    public override string BenchmarkNotCovering(string benchmark, DateOnly heldFrom, DateOnly heldTo) =>
        $"The benchmark {benchmark} is held from {Date(heldFrom)} to {Date(heldTo)} only, which does not cover these dates: relative strength left out.";

    public override string BenchmarkTooShort(string benchmark, int days) =>
        $"The stock and the benchmark {benchmark} have fewer than {days + 1} trading days in common: relative strength over {days} days left out.";

    public override string VeryShortHistory(int days, DateOnly from) =>
        $"Only {days} trading {(days == 1 ? "day is" : "days are")} held by the trade date, since {Date(from)}: under {Analysts.MarketReading.MinimumBars}, the long windows and the trade proposal are left out, and confidence is lower.";

    public override string ShortHistory(int days, DateOnly from) =>
        $"Only {days} trading days are held by the trade date, since {Date(from)}: under a year of 252, the long windows are left out and confidence is lower.";

    public override string NoVolume() => "No volume is recorded: the volume signals are left out.";

    private static string RoomEitherWay(double up, double down)
    {
        var (decimals, points) = (SharedDecimals(up, down), PointsBetween(up, down));
        return $"The nearest resistance is {Percent(up, decimals)} above and the nearest support {Percent(down, decimals)} below: {(points == 0 ? "the same room either way" : $"{Points(points)} more room {(points > 0 ? "upwards" : "downwards")}")}.";
    }

    private static string DaysOf(double share, int days) => share >= 1 ? $"any of the {Count(days)} trading days before" : $"{Share(share)} of the {Count(days)} trading days before";

    private static string Points(decimal points) => $"{Math.Abs(points).ToString("0.0#", CultureInfo.InvariantCulture)} percentage points";

    private static string Listed(IEnumerable<int> days) => days.ToArray() is { Length: > 1 } several ? $"{string.Join(", ", several[..^1])} and {several[^1]}" : string.Concat(days);

    private static string Touches(SwingLevel level, DateOnly last) =>
        level.Touches == 1 ? $"the price turned there on {Date(last)}." : $"the price turned there {(level.Touches == 2 ? "twice" : $"{level.Touches} times")}, last on {Date(last)}.";

    private static string Move(double change, int? decimals = null) =>
        Math.Abs(change) < 0.00005 ? "unchanged" : $"{(change > 0 ? "up" : "down")} {(decimals is { } shared ? Percent(change, shared) : Percent(change))}";

    /// <summary>What lies on the way where no level does, unless it is the close itself.</summary>
    private string Beyond(string extreme, double price, double close) =>
        Numbers.Price(price) == Numbers.Price(close) ? "" : $", only the {extreme} of {Numbers.Price(price)} ({Percent(price / close - 1)} {(price > close ? "above" : "below")})";
}
