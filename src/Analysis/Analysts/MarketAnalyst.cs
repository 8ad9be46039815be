using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Reads daily bars: trend, momentum, volatility, volume, levels and strength against a benchmark.</summary>
public sealed class MarketAnalyst(IMarketData marketData) : IAnalyst
{
    /// <summary>The index that relative strength is measured against.</summary>
    public const string Benchmark = "SPX";

    /// <inheritdoc />
    public string Name => "market";

    /// <inheritdoc />
    public double StageWeight => 6;

    /// <inheritdoc />
    public async Task<AnalystFindings> AnalyseAsync(AnalystInput input, CancellationToken cancellationToken)
    {
        var window = input.Window;
        var series = MarketSeries.Of(await window.ReadAsync(marketData, cancellationToken), input.LookBack);
        input.ReportProgress(0.5);
        var texts = ReportLanguage.Of(input.Language, window.Currency, series.LastClose).Market;
        var reading = new MarketReading(window, input.LookBack, series, texts);
        reading.ReadPrices();
        cancellationToken.ThrowIfCancellationRequested();

        var dataWindows = new List<DataWindow>();
        if (window.Symbol == Benchmark) reading.Miss(texts.BenchmarkIsItself(Benchmark));
        else await CompareAsync(reading, input, dataWindows, texts, cancellationToken);
        return reading.Conclude(Name, dataWindows);
    }

    /// <inheritdoc />
    public IReadOnlyList<DataInput>? DataRead(string symbol) =>
        symbol == Benchmark ? [DataInputs.Prices(marketData, symbol)] : [DataInputs.Prices(marketData, symbol), DataInputs.Prices(marketData, Benchmark)];

    private async Task CompareAsync(
        MarketReading reading, AnalystInput input, List<DataWindow> dataWindows, MarketTexts texts, CancellationToken cancellationToken)
    {
        var benchmark = await marketData.GetPricesAsync(Benchmark, input.Window.To, cancellationToken);
        if (benchmark is not { Bars.Count: > 0 })
        {
            reading.Miss(texts.BenchmarkNotHeld(Benchmark));
            return;
        }

        if (reading.ReadRelativeStrength(Benchmark, benchmark) is { } read) dataWindows.Add(read);
    }
}
