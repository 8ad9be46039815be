using TradingAgents.Abstractions;
using TradingAgents.Analysis.Backtesting;
using TradingAgents.Cli.Commands;
using TradingAgents.Cli.Serving;

namespace TradingAgents.Cli;

/// <summary>What the commands need beyond a connection; put together in <c>Composition</c>, so that client commands load none of it.</summary>
/// <param name="Serve">Runs the server until the token asks it to stop; returns the exit code.</param>
/// <param name="Analyze">Runs one analysis in this process.</param>
/// <param name="Render">A result in a format.</param>
/// <param name="Backtest">Walks history in this process; returns what it found in the format asked for.</param>
internal sealed record CliParts(
    Func<ServeOptions, CliContext, CancellationToken, Task<int>> Serve,
    Func<LocalAnalysis, CancellationToken, Task<AnalysisResult>> Analyze,
    Func<AnalysisResult, OutputFormat, string> Render,
    Func<LocalBacktest, CancellationToken, Task<string>> Backtest);

/// <summary>An analysis to run in this process.</summary>
/// <param name="Request">Normalised.</param>
/// <param name="MarketData">The folder of the data; null: what ships.</param>
/// <param name="Progress">Told how far it has come, 0 to 1, and the stage that runs.</param>
/// <param name="Time">The clock.</param>
internal sealed record LocalAnalysis(AnalysisRequest Request, string? MarketData, Action<double, string?> Progress, TimeProvider Time);

/// <summary>A backtest to run in this process.</summary>
/// <param name="Request">Checked.</param>
/// <param name="MarketData">The folder of the data; null: what ships.</param>
/// <param name="Format">Of the answer.</param>
/// <param name="Progress">Told of every decision, from several threads.</param>
/// <param name="Time">The clock of the analyses; nothing of it is in the answer.</param>
internal sealed record LocalBacktest(BacktestRequest Request, string? MarketData, BacktestFormat Format, IProgress<BacktestProgress> Progress, TimeProvider Time);
