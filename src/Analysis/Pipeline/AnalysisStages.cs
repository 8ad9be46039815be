using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Pipeline.Stages;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>Wires the roles of one request into steps. Behind each stage a model can take the rules' place: it reads and writes the same.</summary>
internal static class AnalysisStages
{
    private const double TurnWeight = 0.5;

    public static IReadOnlyList<AnalysisStep> StepsOf(AnalysisCase analysis, TimeProvider timeProvider)
    {
        var steps = new List<AnalysisStep> { new(new AnalysisStage(StageNames.MarketData, 1, new MarketDataStage(analysis).RunAsync)) };
        if (analysis.Present.Count > 0)
        {
            steps.Add(new AnalysisStep([.. analysis.Present.Select(analyst =>
                new AnalysisStage(StageNames.Of(analyst), analyst.StageWeight, new AnalystStage(analysis, analyst).RunAsync))]));
        }

        if (analysis.HasDebate) steps.AddRange(DebateOf(analysis));
        steps.Add(new AnalysisStep(new AnalysisStage(analysis.HasDebate ? StageNames.PortfolioDecision : StageNames.Decision, 2, new DecisionStage(analysis).RunAsync)));
        steps.Add(new AnalysisStep(new AnalysisStage(StageNames.Report, 1, new ReportStage(analysis, timeProvider).RunAsync)));
        return steps;
    }

    /// <summary>A stage for each turn: a turn that has been spoken, or one day paid for, is never spoken again.</summary>
    private static IEnumerable<AnalysisStep> DebateOf(AnalysisCase analysis)
    {
        var rounds = DebateRounds.Of(analysis.LookBack.Depth);
        foreach (var (side, round) in DebateTurnStage.Order(rounds))
            yield return new AnalysisStep(new AnalysisStage(StageNames.Of(side, round), TurnWeight, new DebateTurnStage(analysis, side, round).RunAsync));
        yield return new AnalysisStep(new AnalysisStage(StageNames.ResearchManager, 1, new ResearchManagerStage(analysis).RunAsync));
        yield return new AnalysisStep(new AnalysisStage(StageNames.Trader, 1, new TraderStage(analysis).RunAsync));
        foreach (var (stance, round) in RiskTurnStage.Order(rounds))
            yield return new AnalysisStep(new AnalysisStage(StageNames.Of(stance, round), TurnWeight, new RiskTurnStage(analysis, stance, round).RunAsync));
    }
}
