using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Charts;

/// <summary>A chart's series cut to their common length, without values that are no numbers.</summary>
internal sealed record ChartData
{
    public required IReadOnlyList<DateOnly> Dates { get; init; }
    public required IReadOnlyList<double?> Open { get; init; }
    public required IReadOnlyList<double?> High { get; init; }
    public required IReadOnlyList<double?> Low { get; init; }
    public required IReadOnlyList<double?> Close { get; init; }
    public required IReadOnlyList<double?> Volume { get; init; }
    public required IReadOnlyList<double?> Sma20 { get; init; }
    public required IReadOnlyList<double?> Sma50 { get; init; }
    public required IReadOnlyList<double?> BollingerUpper { get; init; }
    public required IReadOnlyList<double?> BollingerLower { get; init; }
    public required IReadOnlyList<double?> Rsi14 { get; init; }
    public required IReadOnlyList<double?> Macd { get; init; }
    public required IReadOnlyList<double?> MacdSignal { get; init; }
    public required IReadOnlyList<double?> MacdHistogram { get; init; }
    public required IReadOnlyList<double?> Drawdown { get; init; }
    public required IReadOnlyList<double> Support { get; init; }
    public required IReadOnlyList<double> Resistance { get; init; }

    /// <summary>Null where there is nothing to draw.</summary>
    public static ChartData? Of(PriceChart? chart)
    {
        if (chart is null || chart.Dates.Count == 0 || !chart.Close.Any(double.IsFinite)) return null;

        var count = chart.Dates.Count;
        return new ChartData
        {
            Dates = chart.Dates,
            Open = Present(chart.Open),
            High = Present(chart.High),
            Low = Present(chart.Low),
            Close = Present(chart.Close),
            Volume = Series(chart.Volume.Select(volume => (double?)volume)),
            Sma20 = Series(chart.Sma20),
            Sma50 = Series(chart.Sma50),
            BollingerUpper = Series(chart.BollingerUpper),
            BollingerLower = Series(chart.BollingerLower),
            Rsi14 = Series(chart.Rsi14),
            Macd = Series(chart.Macd),
            MacdSignal = Series(chart.MacdSignal),
            MacdHistogram = Series(chart.MacdHistogram),
            Drawdown = Present(chart.Drawdown),
            Support = [.. chart.Support.Where(double.IsFinite)],
            Resistance = [.. chart.Resistance.Where(double.IsFinite)],
        };

        double?[] Present(IEnumerable<double> values) => Series(values.Select(value => (double?)value));

        double?[] Series(IEnumerable<double?> values) =>
        [
            .. values
                .Select(value => value is { } number && double.IsFinite(number) ? value : null)
                .Concat(Enumerable.Repeat<double?>(null, count))
                .Take(count),
        ];
    }
}
