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
        var total = decisions.Sum(each => each.Length);
        var done = 0;
        progress?.Report(new BacktestProgress(0, total));
        var work = histories.SelectMany((history, place) => history.DecisionBars.Select((bar, number) => (IdOf(history, bar), DecideAndTellAsync(history, place, bar, number))));
        await GovernedWork.RunAsync([.. work], request.Jobs ?? Environment.ProcessorCount, TimeProvider.System, cancellationToken);
        return decisions;

        Func<CancellationToken, Task> DecideAndTellAsync(TestedHistory history, int place, int bar, int number) => async stop =>
        {
            decisions[place][number] = await DecideAsync(history, bar, stop);
            progress?.Report(new BacktestProgress(Interlocked.Increment(ref done), total));
        };
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
        return new DatedDecision(bar, decision.Rating, decision.Confidence, Horizon.BarsOf(decision.Horizon), decision.Stop, decision.Target);
    }

    /// <summary>A run of milliseconds is not resumed.</summary>
    private sealed class ForgetfulJournal : IStageJournal
    {
        private static readonly ConcurrentDictionary<string, JsonElement> Nothing = [];

        public IReadOnlyDictionary<string, JsonElement> Finished => Nothing;

        public void Started(string stage) { }

        public Task FinishedAsync(string stage, JsonElement output, TimeSpan took, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Progress(double progress, string? stage) { }
    }
}
