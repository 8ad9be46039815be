using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Runs whole analyses through history, each with the data that was known on its day.</summary>
/// <param name="sources">All that is held.</param>
/// <param name="plannerOf">The analysis, over the sources it is given.</param>
/// <param name="request">What to analyse.</param>
internal sealed class DecisionWalk(AnalysisSources sources, Func<AnalysisSources, IAnalysisPlanner> plannerOf, BacktestRequest request)
{
    /// <summary>The decisions of each history, in order; several analyses at once.</summary>
    /// <exception cref="AnalysisException">One failed.</exception>
    public async Task<DatedDecision[][]> WalkAsync(IReadOnlyList<TestedHistory> histories, IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        var decisions = histories.Select(history => new DatedDecision[history.DecisionBars.Count()]).ToArray();
        var work = histories.SelectMany((history, place) => history.DecisionBars.Select((bar, number) => (history, place, bar, number))).ToArray();
        progress?.Report(new BacktestProgress(0, work.Length));
        await GovernedRuns.RunAsync(
            work.Length,
            request.Jobs ?? Environment.ProcessorCount,
            async (number, stop) =>
            {
                var item = work[number];
                decisions[item.place][item.number] = await DecideAsync(item.history, item.bar, stop);
            },
            done => progress?.Report(new BacktestProgress(done, work.Length)),
            TimeProvider.System,
            cancellationToken);
        return decisions;
    }

    private static TaskId IdOf(TestedHistory history, int bar) =>
        new(string.Create(CultureInfo.InvariantCulture, $"backtest-{history.Symbol}-{history.Bars[bar].Date:yyyyMMdd}"));

    private async Task<DatedDecision> DecideAsync(TestedHistory history, int bar, CancellationToken cancellationToken)
    {
        var day = history.Bars[bar].Date;
        var asked = RequestRules.Normalize(
            new AnalysisRequest
            {
                StockCode = history.Symbol,
                AnalysisType = request.AnalysisType,
                Parameters = ContractJson.ToElement(new AnalysisParameters { Depth = request.Depth, TradeDate = day }),
            },
            allowSynthetic: false);
        var plan = plannerOf(PointInTimeSources.Of(sources, day)).Plan(asked);
        var report = await PipelineRunner.RunAsync(plan, IdOf(history, bar), asked, attempt: 1, usedAttempts: 1, new ForgetfulJournal(), TimeProvider.System, cancellationToken);
        var decision = report.GetProperty("decision").Deserialize<Decision>(ContractJson.Options)!;
        return DatedDecision.Of(bar, decision);
    }

    /// <summary>A run of milliseconds is not resumed.</summary>
    private sealed class ForgetfulJournal : IStageJournal
    {
        private static readonly ConcurrentDictionary<string, JsonElement> Nothing = [];

        public IReadOnlyDictionary<string, JsonElement> Finished => Nothing;

        public void Started(string stage) { }

        public Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Progress(double progress, string? stage) { }
    }
}
