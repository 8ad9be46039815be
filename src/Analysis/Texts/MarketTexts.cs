using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the market analyst; one implementation a language.</summary>
internal abstract class MarketTexts(NumberTexts numbers)
{
    /// <summary>A daily growth below it is shown as nothing.</summary>
    protected const double Flat = 0.00005;

    /// <summary>Of the width between the bands; a distance below it is shown as nothing.</summary>
    protected const double OnTheBand = 0.005;

    /// <summary>The direction that such a distance has.</summary>
    protected const double Stretched = 2 * OnTheBand;

    /// <summary>A return above the benchmark's that is smaller counts as none.</summary>
    protected const double Level = 0.0005;

    /// <summary>Of the days of a year, from which on a volume is unusual.</summary>
    protected const double Unusual = 0.95;

    /// <summary>Of the RSI, by the usual rule.</summary>
    protected const double Overbought = 70;

    /// <summary>The same.</summary>
    protected const double Oversold = 30;

    /// <summary>From where on the risk views warn that it nears the rule.</summary>
    protected const double NearOverbought = 65;

    /// <summary>The same.</summary>
    protected const double NearOversold = 35;

    protected NumberTexts Numbers { get; } = numbers;

    /// <summary>How a direction is worded: 2 clearly up, 1 up, 0 neither, -1 down, -2 clearly down; of the number to two decimals.</summary>
    protected static int LeanOf(double direction) => Math.Round(direction, 2) switch
    {
        >= 0.5 => 2,
        >= 0.15 => 1,
        > -0.15 => 0,
        > -0.5 => -1,
        _ => -2,
    };

    protected static string Choose(double score, string strongUp, string up, string neutral, string down, string strongDown) => LeanOf(score) switch
    {
        2 => strongUp,
        1 => up,
        0 => neutral,
        -1 => down,
        _ => strongDown,
    };

    /// <summary>Whether it would be shown as nothing.</summary>
    protected bool IsLevel(double histogram) => Numbers.Price(Math.Abs(histogram)) == Numbers.Price(0);

    /// <summary>Where the histogram stands and how it moves: 1 the side and the movement agree upwards, -1 downwards, 0 the gap narrows; null where nothing can be said of the pace.</summary>
    protected int? PaceOf(double histogram, double? change) =>
        change is not { } moved || Numbers.Price(Math.Abs(moved)) == Numbers.Price(0) || IsLevel(histogram) ? null : Math.Sign(histogram) == Math.Sign(moved) ? Math.Sign(moved) : 0;

    public abstract string Title(MarketTheme theme);

    /// <summary>What the readings of a theme come to; its score is -1 to 1.</summary>
    public abstract string Lead(MarketTheme theme, double score);

    /// <summary>Which way volume leans; windows that differ are told apart.</summary>
    /// <param name="windows">Days, and the direction of their net volume; the longest first, at least one.</param>
    public abstract string LeadOfVolume(IReadOnlyList<(int Days, double Direction)> windows);

    /// <summary>Ahead of the benchmark or behind; windows that differ are told apart.</summary>
    /// <param name="score">Of all windows together.</param>
    /// <param name="excesses">Days, and the return above the benchmark's; the shortest first, at least one.</param>
    public abstract string LeadOfStrength(double score, IReadOnlyList<(int Days, double Excess)> excesses);

    /// <summary>In place of the lead of the levels, where no confirmed one lies below the close: a turning point takes five days on either side.</summary>
    public abstract string LeadWithoutSupport();

    /// <summary>The same where none lies above.</summary>
    public abstract string LeadWithoutResistance();

    /// <summary>What the place of the price comes to: against its bands (0 inside them) and below its high, each as a direction of -1 to 1; null where it speaks for neither side.</summary>
    public abstract string? LeadOfVolatility(double bands, double high);

    /// <param name="symbol">The stock.</param>
    /// <param name="date">Of the last price.</param>
    /// <param name="close">That price.</param>
    /// <param name="score">-1 to 1; null where nothing read has a weight.</param>
    /// <param name="confidence">Of the score.</param>
    /// <param name="yearReturn">Over 252 trading days; null where they are not held.</param>
    public abstract string Summary(string symbol, DateOnly date, double close, double? score, double confidence, double? yearReturn);

    public abstract string Close(string symbol, double close, double? change, DateOnly date);
    public abstract string Average(int days, double average, double close);
    public abstract string AverageOrder(double fast, double slow);
    public abstract string Trend(int days, LinearTrend trend, DateOnly from);
    public abstract string Rsi(double rsi);
    /// <param name="line">Above 0 in a rise.</param>
    /// <param name="histogram">The line less its signal.</param>
    /// <param name="change">Of the histogram over three days: the pace; null where it is not known.</param>
    public abstract string Macd(double line, double histogram, double? change);
    public abstract string Return(int days, double change, DateOnly from);
    public abstract string Volatility(int days, double annual);

    /// <param name="annual">The volatility of 21 days.</param>
    /// <param name="calmerShare">On which share of the days before it was lower.</param>
    /// <param name="days">How many days before were compared.</param>
    public abstract string VolatilityRank(double annual, double calmerShare, int days);

    public abstract string Atr(double atr, double close);
    public abstract string Bollinger(double percentB, double lower, double upper);
    /// <param name="current">0 or negative.</param>
    /// <param name="high">The highest close.</param>
    /// <param name="highDate">Its day.</param>
    /// <param name="isNear">Near enough to speak for higher prices.</param>
    /// <param name="from">Where the history begins.</param>
    public abstract string CurrentDrawdown(double current, double high, DateOnly highDate, bool isNear, DateOnly from);
    public abstract string MaxDrawdown(Drawdown drawdown, DateOnly peak, DateOnly trough, DateOnly from);
    /// <param name="gap">From a close to the next open, as a fraction.</param>
    /// <param name="day">Of the open.</param>
    /// <param name="days">How many were looked at.</param>
    public abstract string LargestGap(double gap, DateOnly day, int days);

    public abstract string NetVolume(int days, double share);

    /// <param name="ratio">The mean volume of 5 days over that of 63.</param>
    public abstract string VolumeRatio(double ratio);

    /// <param name="ratio">As above.</param>
    /// <param name="calmer">On which share of the days before it was lower.</param>
    /// <param name="busier">On which it was higher.</param>
    /// <param name="days">How many days before were compared.</param>
    public abstract string VolumeRank(double ratio, double calmer, double busier, int days);

    public abstract string Support(SwingLevel level, double close, DateOnly last);
    public abstract string Resistance(SwingLevel level, double close, DateOnly last);

    /// <summary>The nearest levels; at least one of them is known.</summary>
    /// <param name="close">The last close.</param>
    /// <param name="support">Below it.</param>
    /// <param name="resistance">Above it.</param>
    /// <param name="low">The lowest of the history: what there is below where no support is confirmed.</param>
    /// <param name="high">The highest.</param>
    public abstract string Room(double close, double? support, double? resistance, double low, double high);

    /// <param name="position">0 at the low, 1 at the high.</param>
    /// <param name="low">The lowest low.</param>
    /// <param name="high">The highest high.</param>
    /// <param name="from">The first day of the range.</param>
    public abstract string Range(double position, double low, double high, DateOnly from);

    /// <param name="symbol">The stock.</param>
    /// <param name="benchmark">The benchmark's symbol.</param>
    /// <param name="days">Of the window.</param>
    /// <param name="strength">Both returns.</param>
    /// <param name="endsEarlier">Whether the last common day lies before the last bar.</param>
    /// <param name="otherCurrency">Whether the benchmark is in another currency.</param>
    public abstract string RelativeStrength(string symbol, string benchmark, int days, RelativeStrength strength, bool endsEarlier, bool otherCurrency);

    public abstract string BenchmarkIsItself(string benchmark);
    public abstract string BenchmarkNotHeld(string benchmark);
    public abstract string BenchmarkNotCovering(string benchmark, DateOnly heldFrom, DateOnly heldTo);
    public abstract string BenchmarkTooShort(string benchmark, int days);

    /// <param name="days">Bars held, fewer than 60.</param>
    /// <param name="from">The first of them.</param>
    public abstract string VeryShortHistory(int days, DateOnly from);

    /// <param name="days">Bars held, 60 or more but fewer than 252.</param>
    /// <param name="from">The first of them.</param>
    public abstract string ShortHistory(int days, DateOnly from);

    public abstract string NoVolume();
}
