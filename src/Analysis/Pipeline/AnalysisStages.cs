using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Pipeline.Stages;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>Wires the roles of one request into steps. Behind each stage a model can take the rules' place: it reads and writes the same.</summary>
/// <remarks>Whoever changes a stage's rules or words raises the version of its inputs. The report holds the task's id and is never shared.</remarks>
internal static class AnalysisStages
{
    private const double TurnWeight = 0.5;

    public static IReadOnlyList<AnalysisStep> StepsOf(AnalysisCase analysis, TimeProvider timeProvider)
    {
        var inputs = new DeclaredInputs(analysis);
        var steps = new List<AnalysisStep> { Step(new AnalysisStage(StageNames.MarketData, 1, new MarketDataStage(analysis).RunAsync) { Inputs = inputs.Window(version: 1) }) };
        if (analysis.Present.Count > 0)
        {
            steps.Add(Step([.. analysis.Present.Select(analyst =>
                new AnalysisStage(StageNames.Of(analyst), analyst.StageWeight, new AnalystStage(analysis, analyst).RunAsync) { Inputs = inputs.Of(analyst) })]));
        }

        if (analysis.HasDebate) steps.AddRange(DebateOf(analysis, inputs));
        var decision = analysis.HasDebate ? StageNames.PortfolioDecision : StageNames.Decision;
        steps.Add(Step(new AnalysisStage(decision, 2, new DecisionStage(analysis).RunAsync) { Inputs = inputs.Decision(version: 1) }));
        steps.Add(Step(new AnalysisStage(StageNames.Report, 1, new ReportStage(analysis, timeProvider).RunAsync)));
        return steps;
    }

    /// <summary>A stage for each turn: a turn that has been spoken, or one day paid for, is never spoken again.</summary>
    private static IEnumerable<AnalysisStep> DebateOf(AnalysisCase analysis, DeclaredInputs inputs)
    {
        var rounds = DebateRounds.Of(analysis.LookBack.Depth);
        foreach (var (side, round) in DebateTurnStage.Order(rounds))
        {
            yield return Step(new AnalysisStage(StageNames.Of(side, round), TurnWeight, new DebateTurnStage(analysis, side, round).RunAsync)
            {
                Inputs = inputs.Of(side, round, version: 1),
            });
        }

        yield return Step(new AnalysisStage(StageNames.ResearchManager, 1, new ResearchManagerStage(analysis).RunAsync) { Inputs = inputs.ResearchManager(version: 1) });
        yield return Step(new AnalysisStage(StageNames.Trader, 1, new TraderStage(analysis).RunAsync) { Inputs = inputs.Trader(version: 1) });
        foreach (var (stance, round) in RiskTurnStage.Order(rounds))
        {
            yield return Step(new AnalysisStage(StageNames.Of(stance, round), TurnWeight, new RiskTurnStage(analysis, stance, round).RunAsync)
            {
                Inputs = inputs.Of(stance, round, version: 1),
            });
        }
    }

    private static AnalysisStep Step(params AnalysisStage[] stages) => new(stages);
}
