using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>Makes a trade of the plan. Reads the analysts, the plan and the prices.</summary>
internal sealed class TraderStage(AnalysisCase analysis)
{
    public async Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var window = AnalysisCase.WindowOf(context);
        var series = await analysis.ReadSeriesAsync(context, cancellationToken);
        var trader = new Trader(window, series, analysis.ViewsOf(context), analysis.AskedThatApply(window), PlanTexts.Of(analysis.Language, window.PriceUnit, series.LastClose));
        return ContractJson.ToElement(trader.Propose(AnalysisCase.Read<ResearchOutcome>(context, StageNames.ResearchManager).Plan));
    }
}
