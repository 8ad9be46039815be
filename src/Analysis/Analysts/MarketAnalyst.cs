using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Reads daily bars: trend, momentum, volatility, volume, levels and strength against a benchmark.</summary>
public sealed class MarketAnalyst(IMarketData marketData) : IAnalyst
{
    /// <summary>The index that relative strength is measured against.</summary>
    public const string Benchmark = "SPX";

    /// <summary>Whose findings are those of the prices.</summary>
    public const string AnalystName = "market";

    /// <inheritdoc />
    public string Name => AnalystName;

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

        var benchmark = window.Symbol == Benchmark ? null : await marketData.GetPricesAsync(Benchmark, window.To, cancellationToken);
        if (reading.Compare(benchmark) is not { } read) return reading.Conclude(Name, []);
        var rows = benchmark!.Bars.Where(bar => bar.Date >= read.From && bar.Date <= read.To);
        return reading.Conclude(Name, [read with { Digest = RowDigest.Of(rows) }]);
    }

    /// <inheritdoc />
    public IReadOnlyList<DataInput>? DataRead(string symbol) => DataInputs.PricesAndBenchmark(marketData, symbol);
}
