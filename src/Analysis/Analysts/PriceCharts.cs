using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Analysts;

/// <summary>The series a report draws: the last 250 bars at most.</summary>
internal static class PriceCharts
{
    private const int Bars = 250;
    private const int Decimals = 6;

    public static PriceChart Of(MarketSeries series)
    {
        var from = Math.Max(0, series.Count - Bars);
        return new PriceChart
        {
            Dates = series.Dates[from..],
            Open = [.. series.Bars.Skip(from).Select(bar => bar.Open)],
            High = series.High[from..],
            Low = series.Low[from..],
            Close = series.Close[from..],
            Volume = series.Volume[from..],
            Sma20 = Cut(series.Sma20),
            Sma50 = Cut(series.Sma50),
            BollingerUpper = Cut(series.Bands.Upper),
            BollingerLower = Cut(series.Bands.Lower),
            Rsi14 = Cut(series.Rsi),
            Macd = Cut(series.Macd.Line),
            MacdSignal = Cut(series.Macd.Signal),
            MacdHistogram = Cut(series.Macd.Histogram),
            Drawdown = [.. Drawdown.Series(series.Close.AsSpan(from)).Select(value => Math.Round(value, Decimals) + 0.0)],
            Support = [.. series.Levels.Support.Select(level => Math.Round(level.Price, Decimals))],
            Resistance = [.. series.Levels.Resistance.Select(level => Math.Round(level.Price, Decimals))],
        };

        double?[] Cut(double?[] values) => Array.ConvertAll(values[from..], value => value is { } known ? Math.Round(known, Decimals) + 0.0 : value);
    }
}
