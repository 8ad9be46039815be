using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Grains.Wire;

/// <summary>A task to take.</summary>
/// <param name="Id">Chosen by the caller, so that it can repeat the call; with a key that is in use another task is answered.</param>
/// <param name="Request">What to analyse, as it was given.</param>
/// <param name="Key">The idempotency key, or null.</param>
/// <param name="Again">The call is repeated: it may have been taken before.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.Submission")]
public sealed record Submission([property: Id(0)] TaskId Id, [property: Id(1)] AnalysisRequest Request, [property: Id(2)] string? Key, [property: Id(3)] bool Again);

/// <summary>Tasks to take together.</summary>
/// <param name="BatchId">Chosen by the caller, so that it can repeat the call; unused where there is a key.</param>
/// <param name="Request">What to analyse, as it was given.</param>
/// <param name="Key">The idempotency key, or null.</param>
/// <param name="Again">The call is repeated: it may have been taken before.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.BatchSubmission")]
public sealed record BatchSubmission(
    [property: Id(0)] string BatchId, [property: Id(1)] BatchRequest Request, [property: Id(2)] string? Key, [property: Id(3)] bool Again);

/// <summary>A silo that offers its slots.</summary>
/// <param name="Node">Its configured name.</param>
/// <param name="Silo">Its address, with the generation of its process.</param>
/// <param name="Standby">It becomes a node only when it is added by name.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.NodeHello")]
public sealed record NodeHello([property: Id(0)] NodeId Node, [property: Id(1)] string Silo, [property: Id(2)] bool Standby);

/// <summary>One run of a task.</summary>
[GenerateSerializer, Immutable, Alias("TradingAgents.RunKey")]
public readonly record struct RunKey([property: Id(0)] TaskId Task, [property: Id(1)] long Epoch);

/// <summary>A run to start.</summary>
/// <param name="Term">Of the scheduler.</param>
/// <param name="Task">The task, as its start is durable.</param>
/// <param name="Request">What to analyse.</param>
/// <param name="MaxRunning">Slots of the node.</param>
/// <param name="TimeoutSeconds">Default timeout of one attempt at depth 1.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.LaunchOrder")]
public sealed record LaunchOrder(
    [property: Id(0)] long Term,
    [property: Id(1)] TaskRecord Task,
    [property: Id(2)] AnalysisRequest Request,
    [property: Id(3)] int MaxRunning,
    [property: Id(4)] double TimeoutSeconds);

/// <summary>How a run ended; see <see cref="RunOutcome"/>.</summary>
public enum RunEndKind
{
    /// <summary>With a report, which is kept.</summary>
    Completed = 0,

    /// <summary>With an error.</summary>
    Failed = 1,

    /// <summary>It ran out of time.</summary>
    TimedOut = 2,

    /// <summary>It stopped as asked.</summary>
    Stopped = 3,

    /// <summary>It did not end: its silo stops and hands it back.</summary>
    HandedBack = 4,
}

/// <summary>The end of a run.</summary>
/// <param name="Run">Which.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Error">Of one that failed or ran out of time.</param>
/// <param name="Retryable">Whether another attempt may succeed.</param>
/// <param name="Stuck">It would not stop and was given up.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.RunEnd")]
public sealed record RunEnd(
    [property: Id(0)] RunKey Run,
    [property: Id(1)] RunEndKind Kind,
    [property: Id(2)] TaskError? Error = null,
    [property: Id(3)] bool Retryable = false,
    [property: Id(4)] bool Stuck = false)
{
    /// <summary>As it goes over the wire.</summary>
    public static RunEnd Of(RunKey run, RunOutcome outcome) => outcome switch
    {
        RunOutcome.Completed => new RunEnd(run, RunEndKind.Completed),
        RunOutcome.Failed failed => new RunEnd(run, RunEndKind.Failed, failed.Error, failed.Retryable),
        RunOutcome.TimedOut late => new RunEnd(run, RunEndKind.TimedOut, late.Error, Stuck: late.Stuck),
        RunOutcome.Stopped stopped => new RunEnd(run, RunEndKind.Stopped, Stuck: stopped.Stuck),
        _ => new RunEnd(run, RunEndKind.HandedBack),
    };

    /// <summary>As the scheduler takes it.</summary>
    public RunOutcome Outcome => Kind switch
    {
        RunEndKind.Completed => new RunOutcome.Completed(),
        RunEndKind.Failed => new RunOutcome.Failed(Error!, Retryable),
        RunEndKind.TimedOut => new RunOutcome.TimedOut(Error!, Stuck),
        RunEndKind.Stopped => new RunOutcome.Stopped(Stuck),
        _ => new RunOutcome.HandedBack(),
    };
}
