using System.Text.Json;
using TradingAgents.Core;

namespace TradingAgents.Abstractions.Analyses;

/// <summary>Knows what an analysis consists of.</summary>
/// <remarks>
/// The seam between engines and analysts: an engine runs a plan stage by stage and makes each output durable;
/// it never looks inside. Models, further analysts and debates come as further stages.
/// </remarks>
public interface IAnalysisPlanner
{
    /// <summary>The stages of this request, the same for every attempt of it.</summary>
    AnalysisPlan Plan(AnalysisRequest request);
}

/// <summary>Steps one after another; the stages of a step run side by side. The last step is one stage whose output is the report.</summary>
public sealed record AnalysisPlan(IReadOnlyList<AnalysisStep> Steps)
{
    /// <summary>All stages in order.</summary>
    public IEnumerable<AnalysisStage> Stages => Steps.SelectMany(step => step.Stages);
}

/// <summary>Stages that run side by side; the next step starts when all have finished.</summary>
public sealed record AnalysisStep(IReadOnlyList<AnalysisStage> Stages)
{
    public AnalysisStep(params AnalysisStage[] stages) : this((IReadOnlyList<AnalysisStage>)stages) { }
}

/// <summary>A piece of work with a durable output: once finished, no later attempt runs it again.</summary>
/// <param name="Name">snake_case, unique in its plan, stable over releases, such as <c>market_analyst</c>.</param>
/// <param name="Weight">Its share of the whole for the progress, above 0.</param>
/// <param name="RunAsync">
/// Does the work and returns its output, a JSON value. It should honour the token at every checkpoint.
/// An <see cref="AnalysisException"/> says whether trying again helps; any other exception counts as retryable.
/// </param>
public sealed record AnalysisStage(string Name, double Weight, Func<StageContext, CancellationToken, Task<JsonElement>> RunAsync)
{
    /// <summary>All that its output depends on; null: on its task as well, so it is never shared with another.</summary>
    public StageInputs? Inputs { get; init; }

    /// <summary>Whether an output in a task's journal, which an earlier release may have written, still serves; null: every one does. Where it does not, the stage and all steps after it run again.</summary>
    public Func<JsonElement, bool>? Accepts { get; init; }
}

/// <summary>What a stage works from.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Request">What was asked, normalised.</param>
/// <param name="Attempt">Starts of the task so far, this one included, from 1.</param>
/// <param name="UsedAttempts">Attempts used up so far, this one included, from 1: starts lost to crashes are not among them.</param>
/// <param name="Outputs">The outputs of the stages of earlier steps, by stage name.</param>
/// <param name="ReportProgress">Tells how far this stage has come, 0 to 1; cheap, may be called often and from any thread.</param>
public sealed record StageContext(
    TaskId TaskId,
    AnalysisRequest Request,
    int Attempt,
    int UsedAttempts,
    IReadOnlyDictionary<string, JsonElement> Outputs,
    Action<double> ReportProgress)
{
    /// <summary>Told where the output was held from an equal stage before, so that nothing ran. Default: nobody is told.</summary>
    public Action NoteReused { get; init; } = static () => { };
}

/// <summary>An analysis cannot go on.</summary>
/// <param name="code">One of <see cref="TaskErrorCodes"/>, or an own one in snake_case.</param>
/// <param name="message">For people.</param>
/// <param name="retryable">Whether another attempt may succeed.</param>
/// <param name="inner">The cause.</param>
public sealed class AnalysisException(string code, string message, bool retryable = true, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
    public bool Retryable { get; } = retryable;
}
