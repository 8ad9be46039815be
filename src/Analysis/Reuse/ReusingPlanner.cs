using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Reuse;

/// <summary>Plans what another plans, with equal stages of all requests computed once.</summary>
public sealed class ReusingPlanner(IAnalysisPlanner planner, StageReuse reuse) : IAnalysisPlanner
{
    /// <inheritdoc />
    public AnalysisPlan Plan(AnalysisRequest request) => reuse.Share(planner.Plan(request));
}
