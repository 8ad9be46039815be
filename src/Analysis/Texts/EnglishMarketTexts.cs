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
        MarketTheme.Trend => Choose(score, "The trend is clearly up.", "The trend points slightly up.", "The trend signals point no clear way.", "The trend points slightly down.", "The trend is clearly down."),
        MarketTheme.Momentum => Choose(score, "Momentum is strong.", "Momentum is mildly positive.", "Momentum is neutral: its readings cancel out.", "Momentum is mildly negative.", "Momentum is weak and points down."),
        _ => Choose(score, "Support is much nearer than resistance.", "Support is nearer than resistance.", "The price is about midway between its nearest levels.",
            "Resistance is nearer than support.", "Resistance is much nearer than support."),
    };

    public override string LeadOfVolume(IReadOnlyList<(int Days, double Direction)> windows)
    {
        string[] leans = [.. windows.Select(window => Choose(window.Direction, "leans clearly to the rising days", "leans to the rising days", "is balanced between rising and falling days", "leans to the falling days", "leans clearly to the falling days"))];
        return leans.Distinct().Count() == 1
            ? $"Over {Listed(windows.Select(window => window.Days).Order())} trading days volume {leans[0]}."
            : $"Over {windows[0].Days} trading days volume {leans[0]}, over the last {windows[1].Days} it {leans[1]}.";
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

    public override string LeadWithoutSupport() => "In the period there is no level below the close where the price has turned.";

    public override string LeadWithoutResistance() => "In the period there is no level above the close where the price has turned.";

    public override string? LeadOfVolatility(double bands, double high) => (bands, high) switch
    {
        ( <= -Stretched, _) => "The price is stretched above its bands: against it.",
        ( >= Stretched, < 0) => "The price is stretched below its bands, from where it may recover; it is also well below its high.",
        ( >= Stretched, _) => "The price is stretched below its bands, from where it may recover.",
        (_, >= 0.2) => "The price is near its high: slightly in its favour.",
        (_, <= -0.5) => "The price is far below its high: against it.",
        (_, <= -0.2) => "The price is well below its high: slightly against it.",
        _ => null,
    };

    public override string Summary(string symbol, DateOnly date, double close, double score, double confidence, double? yearReturn) =>
        $"On {Date(date)} the price signals of {symbol} {Decisions.RatingScale.Worded(score, "point up", "lean up", "balance out", "lean down", "point down")} (score {Plain(score, 2)} on a scale of -1 to 1, confidence {Numbers.WholePercent(confidence)}). " +
        $"It closed at {Numbers.Money(close)}{(yearReturn is { } change ? $", {Numbers.Percent(change)} {(change >= 0 ? "above" : "below")} its close 252 trading days before" : "")}.";

    public override string Close(string symbol, double close, double? change, DateOnly date) =>
        $"{symbol} closed at {Numbers.Money(close)} on {Date(date)}" + (change is { } day ? $", {Move(day, "up", "down", "unchanged")} on the day." : ".");

    public override string Average(int days, double average, double close) =>
        $"The close is {Numbers.Percent(close / average - 1)} {(close >= average ? "above" : "below")} its {days}-day average of {Numbers.Price(average)}.";

    public override string AverageOrder(double fast, double slow) =>
        $"The 20-day average ({Numbers.Price(fast)}) is {Numbers.Percent(fast / slow - 1)} {(fast >= slow ? "above" : "below")} the 50-day average ({Numbers.Price(slow)}).";

    public override string Trend(int days, LinearTrend trend, DateOnly from) =>
        $"The {days}-day trend line, since {Date(from)}, {(Math.Abs(trend.DailyGrowth) < Flat ? "is flat" : $"{(trend.DailyGrowth >= 0 ? "rises" : "falls")} {Numbers.Percent(trend.DailyGrowth)} a day")} and explains {Numbers.Share(trend.RSquared)} of the movement" +
        (trend.RSquared < 0.3 ? ": little of it." : ".");

    public override string Rsi(double rsi) => $"RSI(14) stands at {Plain(rsi, 1)}: " + rsi switch
    {
        >= 80.5 => "so far overbought that it counts as a warning.",
        >= 70 => "buyers are strong, overbought by the usual rule; strong trends can stay there for weeks.",
        > 55 => "buyers have the upper hand, without excess.",
        >= 45 => "neither side has the upper hand.",
        > 30 => "sellers have the upper hand, without excess.",
        > 19.5 => "sellers are strong, oversold by the usual rule; falling prices can stay there for weeks.",
        _ => "so far oversold that it counts as a sign of recovery.",
    };

    public override string Macd(double line, double histogram, double? change) =>
        $"MACD(12, 26, 9) is {Numbers.Price(line)}, {Numbers.Price(Math.Abs(histogram))} {(histogram >= 0 ? "above" : "below")} its signal line" + (line >= 0, PaceOf(histogram, change)) switch
        {
            (true, 1) => ": the rise is gaining pace.",
            (true, -1) => ": the rise is losing pace.",
            (false, 1) => ": the fall is losing pace.",
            (false, -1) => ": the fall is gaining pace.",
            (_, 0) => "; over 3 days that gap has narrowed.",
            _ => ".",
        };

    public override string Return(int days, double change, DateOnly from) =>
        $"Over {days} trading days, since {Date(from)}, the price is {Move(change, "up", "down", "unchanged")}.";

    public override string Volatility(int days, double annual) => $"The {days}-day volatility is {Numbers.Percent(annual)} a year.";

    public override string VolatilityRank(double annual, double calmerShare, int days) =>
        $"The 21-day volatility is {Numbers.Percent(annual)} a year, higher than on {Numbers.Share(calmerShare)} of the {Count(days)} trading days before.";

    public override string Atr(double atr, double close) =>
        $"A usual day spans {Numbers.Money(atr)}, {Numbers.Percent(atr / close)} of the price (ATR 14).";

    public override string Bollinger(double percentB, double lower, double upper) => percentB switch
    {
        > 1 and < 1 + OnTheBand => $"The close is on the upper Bollinger band ({Numbers.Price(upper)}).",
        < 0 and > -OnTheBand => $"The close is on the lower Bollinger band ({Numbers.Price(lower)}).",
        > 1 => $"The close is above the upper Bollinger band ({Numbers.Price(upper)}) by {Numbers.WholePercent(percentB - 1)} of the width between the bands: the rise is stretched.",
        < 0 => $"The close is below the lower Bollinger band ({Numbers.Price(lower)}) by {Numbers.WholePercent(percentB)} of the width between the bands: the fall is stretched.",
        _ => $"The close is {Numbers.WholePercent(percentB)} of the way up between the Bollinger bands ({Numbers.Price(lower)} to {Numbers.Price(upper)}).",
    };

    public override string CurrentDrawdown(double current, double high, DateOnly highDate, bool isNear) => current >= 0
        ? "The close is the highest of the whole period looked at."
        : $"The close is {(isNear ? "only " : "")}{Numbers.Percent(current)} below the highest close of the period, {Numbers.Price(high)} on {Date(highDate)}.";

    public override string MaxDrawdown(Drawdown drawdown, DateOnly peak, DateOnly trough) =>
        $"The deepest fall of the period was {Numbers.Percent(drawdown.Max)}, from {Date(peak)} to {Date(trough)}.";

    public override string LargestGap(double gap, DateOnly day, int days) =>
        $"The largest gap of the last {(days == 1 ? "day" : $"{days} days")} came on {Date(day)}, when the price opened {Numbers.Percent(gap)} {(gap > 0 ? "above" : "below")} the close before.";

    public override string NetVolume(int days, double share) =>
        $"Over {days} trading days, {(share >= 0 ? "rising" : "falling")} days carried more volume than {(share >= 0 ? "falling" : "rising")} ones, by {Numbers.WholePercent(share)} of all that was traded (change of the on-balance volume).";

    public override string VolumeRatio(double ratio) => $"The last 5 days traded {Plain(ratio, 2)} times the 63-day average volume.";

    public override string VolumeRank(double ratio, double calmer, double busier, int days) =>
        calmer >= Unusual ? $"{VolumeRatio(ratio)[..^1]}, a higher ratio than on {Numbers.Share(calmer)} of the {Count(days)} trading days before: unusual interest."
        : busier >= Unusual ? $"{VolumeRatio(ratio)[..^1]}, a lower ratio than on {Numbers.Share(busier)} of the {Count(days)} trading days before: little interest."
        : VolumeRatio(ratio);

    public override string Support(SwingLevel level, double close, DateOnly last) =>
        $"Support lies at {Numbers.Price(level.Price)}, {Numbers.Percent(level.Price / close - 1)} below the close; {Touches(level, last)}";

    public override string Resistance(SwingLevel level, double close, DateOnly last) =>
        $"Resistance lies at {Numbers.Price(level.Price)}, {Numbers.Percent(level.Price / close - 1)} above the close; {Touches(level, last)}";

    public override string Room(double close, double? support, double? resistance) => (support, resistance) switch
    {
        ({ } below, { } above) when PointsBetween(above / close - 1, 1 - below / close) == 0 =>
            $"The nearest resistance is {Numbers.Percent(above / close - 1)} above and the nearest support {Numbers.Percent(below / close - 1)} below: the same room either way.",
        ({ } below, { } above) => $"The nearest resistance is {Numbers.Percent(above / close - 1)} above and the nearest support {Numbers.Percent(below / close - 1)} below: {Points(PointsBetween(above / close - 1, 1 - below / close))} more room {(above + below >= 2 * close ? "upwards" : "downwards")}.",
        ({ } below, null) => $"No turning point of the period lies above the close, so no resistance is known; the nearest support is {Numbers.Percent(below / close - 1)} below.",
        (_, { } above) => $"No turning point of the period lies below the close, so no support is known; the nearest resistance is {Numbers.Percent(above / close - 1)} above.",
        _ => "",
    };

    public override string Range(double position, double low, double high, DateOnly from) =>
        $"Since {Date(from)} the price has ranged from {Numbers.Price(low)} to {Numbers.Price(high)}; the close is {Numbers.Share(position)} of the way up from low to high.";

    public override string RelativeStrength(string benchmark, int days, RelativeStrength strength, bool endsEarlier, bool otherCurrency) =>
        $"Over {days} common trading days, {(endsEarlier ? $"from {Date(strength.From)} to {Date(strength.To)}" : $"since {Date(strength.From)}")}, it is {Move(strength.Own, "up", "down", "unchanged")} and {benchmark} {Move(strength.Benchmark, "up", "down", "unchanged")}: " +
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

    private static string Choose(double score, string strongUp, string up, string neutral, string down, string strongDown) => Math.Round(score, 2) switch
    {
        >= 0.5 => strongUp,
        >= 0.15 => up,
        > -0.15 => neutral,
        > -0.5 => down,
        _ => strongDown,
    };

    private static string Points(decimal points) => $"{Math.Abs(points).ToString("0.0#", CultureInfo.InvariantCulture)} percentage points";

    private static string Listed(IEnumerable<int> days) => days.ToArray() is { Length: > 1 } several ? $"{string.Join(", ", several[..^1])} and {several[^1]}" : string.Concat(days);

    private static string Touches(SwingLevel level, DateOnly last) =>
        level.Touches == 1 ? $"the price turned there on {Date(last)}." : $"the price turned there {(level.Touches == 2 ? "twice" : $"{level.Touches} times")}, last on {Date(last)}.";

    private string Move(double change, string up, string down, string unchanged) =>
        Math.Abs(change) < 0.00005 ? unchanged : $"{(change > 0 ? up : down)} {Numbers.Percent(change)}";
}
