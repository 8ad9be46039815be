using TradingAgents.Analysis.Backtesting;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Analysis.TrackRecords;
using TradingAgents.Cli.Commands;
using TradingAgents.Reporting.Backtests;

namespace TradingAgents.Cli;

/// <summary>A backtest in this process, of the same analysis that <c>analyze</c> and the server run.</summary>
internal static class LocalBacktestRun
{
    /// <exception cref="Abstractions.Analyses.AnalysisException">There is nothing to test, or an analysis failed.</exception>
    public static async Task<string> RunAsync(LocalBacktest backtest, CancellationToken cancellationToken)
    {
        var readings = new PriceReadings();
        var backtester = new Backtester(
            LocalRun.OpenSources(backtest.MarketData), sources => new AnalysisPlanner(sources.MarketData, backtest.Time, StandardAnalysts.Of(sources), readings));
        var report = await backtester.RunAsync(backtest.Request, backtest.Progress, cancellationToken);
        return backtest.Format switch
        {
            BacktestFormat.Json => BacktestJson.Render(report),
            BacktestFormat.Html => BacktestHtml.Render(report),
            _ => BacktestText.Render(report),
        };
    }
}
