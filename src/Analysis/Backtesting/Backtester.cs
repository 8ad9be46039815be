using System.Globalization;
using System.Reflection;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Pipeline;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>How far a backtest has come.</summary>
/// <param name="Done">Analyses made.</param>
/// <param name="Total">Analyses in all.</param>
public readonly record struct BacktestProgress(int Done, int Total);

/// <summary>Walks history with the real analysis, without a look ahead, and measures what its decisions would have brought.</summary>
/// <param name="sources">All that is held.</param>
/// <param name="plannerOf">The analysis over the sources it is given, which end on the day of its decision.</param>
public sealed class Backtester(AnalysisSources sources, Func<AnalysisSources, IAnalysisPlanner> plannerOf)
{
    private static readonly string Version =
        typeof(Backtester).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Runs it.</summary>
    /// <param name="request">What to test.</param>
    /// <param name="progress">Told of every decision, from several threads.</param>
    /// <param name="cancellationToken">Stops it between two stages.</param>
    /// <exception cref="EngineException">invalid_request.</exception>
    /// <exception cref="AnalysisException">no_data: the symbol is unknown, or there are too few bars. Any other: an analysis failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<BacktestReport> RunAsync(BacktestRequest request, IProgress<BacktestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        request.Check();
        var (histories, missing) = await FindAsync(request, cancellationToken);
        if (histories.Count == 0) throw NoData(string.Join(" ", missing));

        var decisions = await new DecisionWalk(sources, plannerOf, request).WalkAsync(histories, progress, cancellationToken);
        var runs = new SymbolRun[histories.Count];
        var results = new BacktestResult[histories.Count];
        Parallel.For(
            0,
            histories.Count,
            new ParallelOptions { MaxDegreeOfParallelism = request.Jobs ?? Environment.ProcessorCount, CancellationToken = cancellationToken },
            i =>
            {
                runs[i] = SymbolRun.Of(histories[i], decisions[i], request.CostsBasisPoints);
                results[i] = runs[i].Measure();
            });
        return new BacktestReport
        {
            Meta = new BacktestMeta(Version),
            Settings = SettingsOf(request),
            Overall = runs.Length == 1 ? results[0] : SymbolRun.Combine(runs).Measure(),
            Symbols = [.. histories.Zip(results, (history, result) => new SymbolBacktest { Symbol = history.Symbol, Result = result })],
            Missing = missing,
        };
    }

    private async Task<(List<TestedHistory> Histories, List<string> Missing)> FindAsync(BacktestRequest request, CancellationToken cancellationToken)
    {
        var held = await sources.MarketData.GetSymbolsAsync(cancellationToken);
        var (histories, missing) = (new List<TestedHistory>(), new List<string>());
        var symbols = request.Symbol is { } one ? [one.ToUpperInvariant()] : held.Where(symbol => symbol != MarketAnalyst.Benchmark).Order(StringComparer.Ordinal).ToArray();
        if (request.Symbol is null && symbols.Length == 0) missing.Add($"No prices are held but the benchmark's, {MarketAnalyst.Benchmark}; name a symbol to test it.");
        foreach (var symbol in symbols)
        {
            var history = await ReadAsync(symbol, cancellationToken)
                ?? throw NoData($"No prices of {symbol} are held. {(held.Count == 0 ? "No symbol is held at all." : $"Held are {string.Join(", ", held)}.")}");
            var (tested, reason) = TestedHistory.Of(history, request);
            if (tested is not null) histories.Add(tested);
            else missing.Add(reason!);
        }

        return (histories, missing);
    }

    private async Task<PriceHistory?> ReadAsync(string symbol, CancellationToken cancellationToken)
    {
        try
        {
            return await sources.MarketData.GetPricesAsync(symbol, cancellationToken: cancellationToken);
        }
        catch (InvalidDataException malformed)
        {
            throw new AnalysisException(
                TaskErrorCodes.AnalysisFailed, string.Create(CultureInfo.InvariantCulture, $"The prices of {symbol} cannot be read: {malformed.Message}"), retryable: false, malformed);
        }
    }

    private static BacktestSettings SettingsOf(BacktestRequest request) => new()
    {
        AnalysisType = request.AnalysisType,
        Depth = request.Depth,
        From = request.From,
        To = request.To,
        Step = request.Step,
        CostsBasisPoints = request.CostsBasisPoints,
        CoinRuns = Coins.Runs,
        CoinSeed = Coins.Seed,
    };

    private static AnalysisException NoData(string message) => new(TaskErrorCodes.NoData, message, retryable: false);
}
