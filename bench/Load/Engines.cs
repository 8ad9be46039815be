using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Embedded;

namespace TradingAgents.Load;

/// <summary>Embedded engines whose analyses do what a measure needs.</summary>
internal static class Engines
{
    private static readonly JsonElement Report = JsonElement.Parse("""{"synthetic":true}""");

    /// <summary>An engine of one node, its journal on the disk as in production.</summary>
    public static Task<EmbeddedEngine> StartAsync(string folder, int slots, int places, Func<CancellationToken, Task> run) => EmbeddedEngine.StartAsync(
        new EmbeddedOptions
        {
            DataDirectory = folder,
            Nodes = 1,
            AllowSynthetic = true,
            Limits = new Limits { MaxConcurrentAnalyses = slots, MaxQueueSize = places },
        },
        new Planner(run), TimeProvider.System, NullLoggerFactory.Instance);

    public static AnalysisRequest Request(int number) => new()
    {
        StockCode = "AAPL",
        AnalysisType = AnalysisType.Synthetic,
        Priority = (Core.Admission.TaskPriority)(1 + (number % 4)),
        Parameters = JsonElement.Parse("""{"duration_ms":0,"steps":1}"""),
    };

    /// <summary>So many callers at a time, each waiting for its answer before its next call.</summary>
    public static async Task CallAsync(int callers, int calls, Func<int, Task> call)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < calls; number = Interlocked.Increment(ref next)) await call(number);
        })));
    }

    private sealed class Planner(Func<CancellationToken, Task> run) : IAnalysisPlanner
    {
        public AnalysisPlan Plan(AnalysisRequest request) => new([new AnalysisStep(new AnalysisStage("synthetic", 1, async (_, stop) =>
        {
            await run(stop);
            return Report;
        }))]);
    }
}
