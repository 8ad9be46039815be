using TradingAgents.Abstractions;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Analysts;

/// <summary>The bars of a window and all that is computed from them; there is at least one bar.</summary>
internal sealed class MarketSeries
{
    private const int LevelsOfAKind = 3;

    private MarketSeries(IReadOnlyList<PriceBar> bars, LookBack lookBack)
    {
        Bars = bars;
        Dates = [.. bars.Select(bar => bar.Date)];
        High = [.. bars.Select(bar => bar.High)];
        Low = [.. bars.Select(bar => bar.Low)];
        Close = [.. bars.Select(bar => bar.Close)];
        Volume = [.. bars.Select(bar => bar.Volume)];
        Sma20 = MovingAverages.Simple(Close, 20);
        Sma50 = MovingAverages.Simple(Close, 50);
        Sma200 = MovingAverages.Simple(Close, 200);
        Bands = BollingerBands.Of(Close);
        Rsi = RelativeStrengthIndex.Wilder(Close);
        Macd = Macd.Of(Close);
        Atr = AverageTrueRange.Wilder(High, Low, Close);
        Volatility21 = Returns.Volatility(Close, 21);
        Volatility63 = Returns.Volatility(Close, 63);
        HistoryStart = Math.Max(0, bars.Count - lookBack.HistoryBars);
        Levels = FindLevels();
        Drawdown = OffsetBy(HistoryStart, Indicators.Drawdown.Of(Close.AsSpan(HistoryStart))!.Value);
    }

    public IReadOnlyList<PriceBar> Bars { get; }
    public DateOnly[] Dates { get; }
    public double[] High { get; }
    public double[] Low { get; }
    public double[] Close { get; }
    public long[] Volume { get; }
    public double?[] Sma20 { get; }
    public double?[] Sma50 { get; }
    public double?[] Sma200 { get; }
    public BollingerBands Bands { get; }
    public double?[] Rsi { get; }
    public Macd Macd { get; }
    public double?[] Atr { get; }
    public double?[] Volatility21 { get; }
    public double?[] Volatility63 { get; }

    /// <summary>Of the history proper, by index into the window.</summary>
    public Drawdown Drawdown { get; }

    /// <summary>Of the history proper, by index into the window.</summary>
    public SwingLevels Levels { get; }

    /// <summary>Where the history proper begins; what lies before is warm-up.</summary>
    public int HistoryStart { get; }

    public int Count => Bars.Count;
    public DateOnly LastDate => Dates[^1];
    public double LastClose => Close[^1];

    /// <summary>The usual movement of a day, as a fraction: from the volatility of 63 days, else of 21; null for a shorter history or prices that stand still.</summary>
    public double? DailyVolatility =>
        (Volatility63[^1] ?? Volatility21[^1]) is { } annual and > 1e-9 ? annual / Math.Sqrt(Returns.DaysPerYear) : null;

    /// <param name="bars">At least one.</param>
    /// <param name="lookBack">How far back levels and drawdowns are looked for.</param>
    public static MarketSeries Of(IReadOnlyList<PriceBar> bars, LookBack lookBack) => new(bars, lookBack);

    private SwingLevels FindLevels()
    {
        // Turning points closer than three quarters of a usual day's range are the same level to a trader.
        var tolerance = Math.Max(0.75 * (Atr[^1] ?? 0), 0.005 * LastClose);
        var found = SwingLevels.Find(High.AsSpan(HistoryStart), Low.AsSpan(HistoryStart), LastClose, tolerance, LevelsOfAKind);
        SwingLevel InWindow(SwingLevel level) => level with { FirstIndex = level.FirstIndex + HistoryStart, LastIndex = level.LastIndex + HistoryStart };
        return new SwingLevels([.. found.Support.Select(InWindow)], [.. found.Resistance.Select(InWindow)]);
    }

    private static Drawdown OffsetBy(int offset, Drawdown drawdown) => drawdown with
    {
        PeakIndex = drawdown.PeakIndex + offset,
        TroughIndex = drawdown.TroughIndex + offset,
        HighIndex = drawdown.HighIndex + offset,
    };
}
