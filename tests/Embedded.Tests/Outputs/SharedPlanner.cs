using System.Collections.Concurrent;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Embedded.Tests.Outputs;

/// <summary>Analyses of two stages that depend on the symbol alone, and a report of the task's own.</summary>
internal sealed class SharedPlanner : IAnalysisPlanner
{
    /// <summary>What the first stage does, besides putting out its number of runs.</summary>
    public Func<StageContext, CancellationToken, Task> Run { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs, by stage and symbol, such as <c>first AAPL</c>.</summary>
    public ConcurrentDictionary<string, int> Runs { get; } = new();

    public AnalysisPlan Plan(AnalysisRequest request) => new(
    [
        new AnalysisStep(new AnalysisStage("first", 1, async (context, stop) =>
        {
            var run = Count("first", request);
            await Run(context, stop);
            return JsonSerializer.SerializeToElement(run);
        }) { Inputs = new StageInputs { Version = 1, Settings = [new StageSetting("symbol", request.StockCode)] } }),
        new AnalysisStep(new AnalysisStage("second", 1, (context, _) => Task.FromResult(
            JsonSerializer.SerializeToElement(100 * Count("second", request) + context.Outputs["first"].GetInt32())))
        {
            Inputs = new StageInputs { Version = 1, Outputs = ["first"] },
        }),
        new AnalysisStep(new AnalysisStage("report", 1, (context, _) => Task.FromResult(
            JsonSerializer.SerializeToElement(new { task = context.TaskId.Value, value = context.Outputs["second"].GetInt32() })))),
    ]);

    private int Count(string stage, AnalysisRequest request) => Runs.AddOrUpdate($"{stage} {request.StockCode}", 1, (_, count) => count + 1);
}
