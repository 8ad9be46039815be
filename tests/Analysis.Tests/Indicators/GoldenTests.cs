using System.Globalization;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Tests.Indicators;

/// <summary>Reference values computed independently, by textbook definitions.</summary>
public sealed class GoldenTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("AAPL")]
    [InlineData("GOOG")]
    [InlineData("SPX")]
    public async Task Every_indicator_agrees_with_every_reference_row(string symbol)
    {
        var history = await TestData.Shipped.GetPricesAsync(symbol);
        double[] close = [.. history!.Bars.Select(bar => bar.Close)];
        var macd = Macd.Of(close);
        var bands = BollingerBands.Of(close);
        var computed = new Dictionary<string, double?[]>
        {
            ["close"] = Array.ConvertAll(close, value => (double?)value),
            ["sma20"] = MovingAverages.Simple(close, 20),
            ["sma50"] = MovingAverages.Simple(close, 50),
            ["ema12"] = MovingAverages.Exponential(close, 12),
            ["ema26"] = MovingAverages.Exponential(close, 26),
            ["macd"] = macd.Line,
            ["macd_signal"] = macd.Signal,
            ["macd_hist"] = macd.Histogram,
            ["rsi14"] = RelativeStrengthIndex.Wilder(close),
            ["bb_lower"] = bands.Lower,
            ["bb_middle"] = bands.Middle,
            ["bb_upper"] = bands.Upper,
            ["atr14"] = AverageTrueRange.Wilder([.. history.Bars.Select(bar => bar.High)], [.. history.Bars.Select(bar => bar.Low)], close),
            ["obv"] = Array.ConvertAll(OnBalanceVolume.Of(close, [.. history.Bars.Select(bar => bar.Volume)]), value => (double?)value),
        };
        var indexByDate = history.Bars.Select((bar, index) => (bar.Date, index)).ToDictionary();

        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", $"{symbol}_indicators.csv"));
        var columns = lines[0].Split(',');
        Assert.Equal(computed.Keys.Order(), columns[1..].Order());
        Assert.True(lines.Length > 200);
        foreach (var line in lines[1..])
        {
            var fields = line.Split(',');
            var index = indexByDate[DateOnly.ParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)];
            for (var column = 1; column < columns.Length; column++)
            {
                var actual = computed[columns[column]][index];
                var where = $"{symbol} {fields[0]} {columns[column]}: expected '{fields[column]}', computed {actual}";
                if (fields[column].Length == 0) Assert.True(actual is null, where);
                else Assert.True(actual is { } value && Math.Abs(value - double.Parse(fields[column], CultureInfo.InvariantCulture)) <= Tolerance, where);
            }
        }
    }
}
