using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>Judges the debate. Reads the analysts and all turns.</summary>
internal sealed class ResearchManagerStage(AnalysisCase analysis)
{
    public Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        // Names no price of its own, so it needs neither the prices nor their size.
        var window = AnalysisCase.WindowOf(context);
        var texts = PlanTexts.Of(analysis.Language, window.PriceUnit, close: 1);
        var turns = DebateTurnStage.TurnsIn(context, DebateRounds.Of(analysis.LookBack.Depth));
        return Task.FromResult(ContractJson.ToElement(new ResearchManager(window, analysis.ViewsOf(context), analysis.AskedThatApply(window), texts).Judge(turns)));
    }
}
