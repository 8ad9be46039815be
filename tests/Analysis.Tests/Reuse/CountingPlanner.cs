using System.Collections.Concurrent;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Tests.Reuse;

/// <summary>Counts how often the stages of another planner run, by name.</summary>
internal sealed class CountingPlanner(IAnalysisPlanner planner) : IAnalysisPlanner
{
    public ConcurrentDictionary<string, int> Runs { get; } = new();

    /// <summary>Waited for by every stage before it runs.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public AnalysisPlan Plan(AnalysisRequest request) => new([.. planner.Plan(request).Steps.Select(step => new AnalysisStep([.. step.Stages.Select(Counted)]))]);

    private AnalysisStage Counted(AnalysisStage stage) => stage with
    {
        RunAsync = async (context, cancellationToken) =>
        {
            Runs.AddOrUpdate(stage.Name, 1, (_, count) => count + 1);
            await Gate.WaitAsync(cancellationToken);
            return await stage.RunAsync(context, cancellationToken);
        },
    };
}
