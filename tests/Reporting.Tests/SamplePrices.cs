using System.Globalization;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

/// <summary>Charts from real prices (AAPL, 2013 to 2018, prices.csv) with plainly computed indicators.</summary>
internal static class SamplePrices
{
    private static readonly Lazy<IReadOnlyList<(DateOnly Date, double Open, double High, double Low, double Close, long Volume)>> Bars = new(Read);

    /// <summary>The last bars; indicators are warmed up by the bars before only where <paramref name="warm"/>.</summary>
    public static PriceChart Chart(int count, bool warm = true, Func<double, double>? price = null)
    {
        price ??= value => value;
        var bars = Bars.Value.Skip(warm ? 0 : Bars.Value.Count - count).ToList();
        var close = bars.Select(bar => price(bar.Close)).ToList();
        var sma20 = Sma(close, 20);
        var deviation = close.Select((_, i) => i < 19 ? (double?)null : Deviation(close.GetRange(i - 19, 20))).ToList();
        var (fast, slow) = (Ema(close, 12), Ema(close, 26));
        var macd = fast.Zip(slow, (a, b) => a - b).ToList();
        var signal = Ema(macd, 9);
        var window = close.Skip(close.Count - count).ToList();
        return new PriceChart
        {
            Dates = Last(bars.Select(bar => bar.Date)),
            Open = Last(bars.Select(bar => price(bar.Open))),
            High = Last(bars.Select(bar => price(bar.High))),
            Low = Last(bars.Select(bar => price(bar.Low))),
            Close = window,
            Volume = Last(bars.Select(bar => bar.Volume)),
            Sma20 = Last(sma20),
            Sma50 = Last(Sma(close, 50)),
            BollingerUpper = Last(sma20.Zip(deviation, (middle, width) => middle + (2 * width))),
            BollingerLower = Last(sma20.Zip(deviation, (middle, width) => middle - (2 * width))),
            Rsi14 = Last(Rsi(close)),
            Macd = Last(macd.Select((value, i) => i < 25 ? (double?)null : value)),
            MacdSignal = Last(signal.Select((value, i) => i < 33 ? (double?)null : value)),
            MacdHistogram = Last(macd.Zip(signal, (a, b) => a - b).Select((value, i) => i < 33 ? (double?)null : value)),
            Drawdown = [.. window.Select((value, i) => (value / window.Take(i + 1).Max()) - 1)],
            Support = [price(178.13), price(170.33), price(162.5), price(155.15)],
            Resistance = [price(190.04)],
        };

        List<T> Last<T>(IEnumerable<T> values) => [.. values.TakeLast(count)];
    }

    private static List<double?> Sma(List<double> values, int period) =>
        [.. values.Select((_, i) => i < period - 1 ? (double?)null : values.GetRange(i - period + 1, period).Average())];

    private static List<double> Ema(List<double> values, int period)
    {
        var ema = new List<double> { values[0] };
        foreach (var value in values.Skip(1)) ema.Add(ema[^1] + (2d / (period + 1) * (value - ema[^1])));
        return ema;
    }

    private static List<double?> Rsi(List<double> values) =>
    [
        .. values.Select((_, i) =>
        {
            if (i < 14) return (double?)null;
            var changes = Enumerable.Range(i - 13, 14).Select(k => values[k] - values[k - 1]).ToList();
            var (gain, loss) = (changes.Where(c => c > 0).Sum(), -changes.Where(c => c < 0).Sum());
            return gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
        }),
    ];

    private static double Deviation(List<double> values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));

    private static List<(DateOnly, double, double, double, double, long)> Read() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "prices.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => (
            DateOnly.Parse(cells[0], CultureInfo.InvariantCulture),
            Number(cells[1]),
            Number(cells[2]),
            Number(cells[3]),
            Number(cells[4]),
            long.Parse(cells[5], CultureInfo.InvariantCulture))),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
