using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>One analyst, with the vote that its score alone would give.</summary>
internal sealed class AnalystStage(AnalysisCase analysis, IAnalyst analyst)
{
    /// <summary>Findings without signals, as releases before the debate wrote them, would count for nothing and turn every decision into a Hold.</summary>
    public static bool Accepts(JsonElement output) => output.ValueKind == JsonValueKind.Object && output.TryGetProperty("signals", out _);

    public async Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var input = new AnalystInput(AnalysisCase.WindowOf(context), analysis.LookBack, analysis.Language, context.ReportProgress);
        var found = await analyst.AnalyseAsync(input, cancellationToken);
        return ContractJson.ToElement(found with { Report = found.Report with { Vote = found.Signals.Count > 0 ? RatingScale.Of(found.Report.Score) : null } });
    }
}
