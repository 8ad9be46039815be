using System.Collections.Concurrent;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli;

/// <summary>One analysis in this process, kept nowhere.</summary>
internal static class LocalRun
{
    /// <exception cref="AnalysisException">It failed.</exception>
    public static async Task<AnalysisResult> RunAsync(LocalAnalysis analysis, CancellationToken cancellationToken)
    {
        var started = analysis.Time.GetUtcNow();
        var id = new TaskId(Guid.NewGuid().ToString("N"));
        var sources = OpenSources(analysis.MarketData);
        var planner = new AnalysisPlanner(sources.MarketData, analysis.Time, StandardAnalysts.Of(sources));
        var journal = new MemoryJournal(analysis.Progress);
        var report = await PipelineRunner.RunAsync(
            planner.Plan(analysis.Request), id, analysis.Request, attempt: 1, usedAttempts: 1, journal, analysis.Time, cancellationToken);
        var ended = analysis.Time.GetUtcNow();
        return new AnalysisResult(Describe(analysis.Request, id, started, ended), report);
    }

    /// <summary>What a folder holds; null: the data that ships.</summary>
    /// <exception cref="UsageException">It is no folder of market data.</exception>
    public static AnalysisSources OpenSources(string? folder)
    {
        try
        {
            return AnalysisSources.In(folder ?? CsvMarketData.FindShipped());
        }
        catch (DirectoryNotFoundException noData)
        {
            throw new UsageException($"--market-data: {noData.Message}");
        }
    }

    private static TaskSnapshot Describe(AnalysisRequest request, TaskId id, DateTimeOffset started, DateTimeOffset ended) => new()
    {
        TaskId = id,
        StockCode = request.StockCode,
        AnalysisType = request.AnalysisType,
        Priority = request.Priority,
        Tenant = request.Tenant!,
        Status = AnalysisStatus.Completed,
        Attempt = 1,
        MaxAttempts = 1,
        Progress = 1,
        SubmittedAt = started,
        StartedAt = started,
        FinishedAt = ended,
        ExecutionSeconds = (ended - started).TotalSeconds,
    };

    private sealed class MemoryJournal(Action<double, string?> progress) : IStageJournal
    {
        private readonly ConcurrentDictionary<string, JsonElement> _finished = [];

        public IReadOnlyDictionary<string, JsonElement> Finished => _finished;

        public void Started(string stage) { }

        public Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken)
        {
            _finished[stage] = output;
            return Task.CompletedTask;
        }

        public void Progress(double fraction, string? stage) => progress(fraction, stage);
    }
}
