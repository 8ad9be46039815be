using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.Tests.Pipeline;

/// <summary>The past must not know the future, and the same question must get the same answer.</summary>
public sealed class LookAheadTests
{
    [Theory]
    [InlineData("AAPL")]
    [InlineData("GOOG")]
    public Task Moving_the_trade_date_through_history_finds_nothing_dated_later(string symbol) => WalkAsync(TestData.Shipped, symbol, step: 37);

    [Theory]
    [InlineData("MSFT")]
    [InlineData("BABA")]
    [InlineData("BRK-A")]
    [InlineData("000001.SH")]
    [InlineData("IBM")]
    public Task Moving_the_trade_date_through_the_shared_history_finds_nothing_dated_later(string symbol) => WalkAsync(TestData.SharedOrSkip(), symbol, step: 211);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Two_runs_are_equal_to_the_byte_outside_meta(string language)
    {
        var request = AnalysisRun.Request("AAPL", AnalysisType.Comprehensive, AnalysisRun.Parameters(new DateOnly(2017, 3, 1), 3, language));
        var first = await AnalysisRun.JsonAsync(TestData.Shipped, request, id: "one");
        var second = await AnalysisRun.JsonAsync(new CsvMarketData(CsvMarketData.FindShipped()), request, attempt: 2, id: "two");
        Assert.Equal(AnalysisRun.WithoutMeta(first), AnalysisRun.WithoutMeta(second));
        Assert.NotEqual(first.GetProperty("meta").GetRawText(), second.GetProperty("meta").GetRawText());
    }

    private static async Task WalkAsync(CsvMarketData data, string symbol, int step)
    {
        var bars = (await data.GetPricesAsync(symbol))!.Bars;
        for (var i = 0; i < bars.Count; i += step)
        {
            var (day, depth) = (bars[i].Date, 1 + i % 5);
            var request = AnalysisRun.Request(symbol, parameters: AnalysisRun.Parameters(day, depth));
            var json = AnalysisRun.WithoutMeta(await AnalysisRun.JsonAsync(data, request));
            ReportChecks.AssertNothingLaterThan(day, json);

            // A source that has never held a later bar gives the same report: later bars change nothing.
            Assert.Equal(AnalysisRun.WithoutMeta(await AnalysisRun.JsonAsync(new Until(data, day), request)), json);
        }
    }

    private sealed class Until(IMarketData all, DateOnly day) : IMarketData
    {
        public Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
            all.GetPricesAsync(symbol, asOf is { } asked && asked < day ? asked : day, cancellationToken);

        public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default) => all.GetSymbolsAsync(cancellationToken);
    }
}
