using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>One attempt of a task, from its plan to its outcome: whatever is thrown means the same under every engine.</summary>
/// <param name="planner">Plans the analysis.</param>
/// <param name="time">Measures the stages.</param>
/// <param name="unexpected">Told of what no analysis should throw, for the log.</param>
public sealed class AttemptExecution(IAnalysisPlanner planner, TimeProvider time, Action<TaskId, Exception> unexpected)
{
    /// <summary>How long the attempt may take; null where the request cannot be read, as one that another release kept may be: no retry mends that.</summary>
    /// <param name="request">Normalised.</param>
    /// <param name="limitSeconds">The engine's default, in seconds.</param>
    /// <param name="unreadable">The outcome where it is null.</param>
    public static TimeSpan? TimeoutOf(AnalysisRequest request, double limitSeconds, out RunOutcome.Failed? unreadable)
    {
        unreadable = null;
        try
        {
            return TimeSpan.FromSeconds(RequestRules.TimeoutSeconds(request, limitSeconds));
        }
        catch (EngineException wrong)
        {
            unreadable = new RunOutcome.Failed(new TaskError(wrong.Code, wrong.Message), Retryable: false);
            return null;
        }
    }

    /// <summary>Runs what is not finished yet. Throws nothing.</summary>
    /// <param name="request">Normalised.</param>
    /// <param name="record">The task as it was started.</param>
    /// <param name="open">Opens the journal, with what earlier attempts have finished.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How it ended, and the report where it completed.</returns>
    public async Task<(RunOutcome Outcome, byte[]? Report)> RunAsync(
        AnalysisRequest request, TaskRecord record, Func<CancellationToken, Task<IStageJournal>> open, CancellationToken cancellationToken)
    {
        try
        {
            var journal = await open(cancellationToken);
            var report = await PipelineRunner.RunAsync(planner.Plan(request), record.Id, request, record.Attempt, record.UsedAttempts, journal, time, cancellationToken);
            return (new RunOutcome.Completed(), JsonSerializer.SerializeToUtf8Bytes(report));
        }
        catch (OperationCanceledException stopped) when (stopped is RunFencedException || cancellationToken.IsCancellationRequested)
        {
            return (new RunOutcome.Stopped(Stuck: false), null);
        }
        catch (AnalysisException failure)
        {
            return (new RunOutcome.Failed(new TaskError(failure.Code, failure.Message), failure.Retryable), null);
        }
        catch (EngineException failure)
        {
            return (new RunOutcome.Failed(new TaskError(failure.Code, failure.Message), Retryable: true), null);
        }
        catch (Exception failure)
        {
            unexpected(record.Id, failure);
            var message = $"The analysis failed unexpectedly ({failure.GetType().Name}); the server's log says more.";
            return (new RunOutcome.Failed(new TaskError(TaskErrorCodes.AnalysisFailed, message), Retryable: true), null);
        }
    }
}
