using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>Runs a plan: steps in order, the stages of a step side by side, each output made durable before the next step starts.</summary>
/// <remarks>Knows no engine: an engine gives the journal and decides what becomes of a failure.</remarks>
public static class PipelineRunner
{
    /// <summary>Runs what the journal does not hold yet.</summary>
    /// <param name="plan">The same for every attempt of a request.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="request">Normalised.</param>
    /// <param name="attempt">Starts of the task so far, this one included, from 1.</param>
    /// <param name="usedAttempts">Attempts used up so far, this one included, from 1.</param>
    /// <param name="journal">Told of starts and progress from several threads, one call at a time; outputs are saved side by side.</param>
    /// <param name="timeProvider">Measures the stages.</param>
    /// <param name="cancellationToken">Cancels all stages; the call returns once they have stopped.</param>
    /// <returns>The output of the last stage.</returns>
    /// <exception cref="AnalysisException">A stage failed; the other stages of its step were cancelled, the outputs of those that had finished are saved. What the journal throws passes as it is.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<JsonElement> RunAsync(
        AnalysisPlan plan,
        TaskId taskId,
        AnalysisRequest request,
        int attempt,
        int usedAttempts,
        IStageJournal journal,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        Check(plan);
        var run = new PipelineRun(plan, journal, timeProvider);
        foreach (var step in plan.Steps)
        {
            var outputs = run.Outputs;
            StageContext ContextOf(AnalysisStage stage) =>
                new(taskId, request, attempt, usedAttempts, outputs, fraction => run.Progress.Report(stage.Name, fraction));

            await run.RunStepAsync(step, ContextOf, cancellationToken);
        }

        return run.Outputs[plan.Steps[^1].Stages[0].Name];
    }

    private static void Check(AnalysisPlan plan)
    {
        if (plan.Steps.Count == 0 || plan.Steps[^1].Stages.Count != 1) throw new ArgumentException("The last step of a plan must be one stage.", nameof(plan));
        if (plan.Stages.Select(stage => stage.Name).Distinct().Count() != plan.Stages.Count()) throw new ArgumentException("The stages of a plan must have different names.", nameof(plan));
        if (plan.Stages.Any(stage => !(stage.Weight > 0))) throw new ArgumentException("The weight of a stage must be above 0.", nameof(plan));
    }
}
