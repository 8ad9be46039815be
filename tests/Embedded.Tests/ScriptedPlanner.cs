using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Embedded.Tests;

/// <summary>Analyses whose single stage does what the test says.</summary>
internal sealed class ScriptedPlanner(Func<StageContext, CancellationToken, Task> run) : IAnalysisPlanner
{
    public AnalysisPlan Plan(AnalysisRequest request) => new([new AnalysisStep(new AnalysisStage("scripted", 1, async (context, stop) =>
    {
        await run(context, stop);
        return JsonElement.Parse("""{"done":true}""");
    }))]);
}
