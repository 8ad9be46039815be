using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Grains.Wire;

/// <summary>All that is durable of a task besides its stages, events and report.</summary>
/// <param name="Record">As scheduling knows it.</param>
/// <param name="Request">What was asked, normalised.</param>
/// <param name="BatchId">The batch it belongs to, or null.</param>
/// <param name="BatchIndex">Its place there, from 0.</param>
/// <param name="Key">Its idempotency key, or null.</param>
/// <param name="Version">Raised by each change.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.TaskDocument")]
public sealed record TaskDocument(
    [property: Id(0)] TaskRecord Record,
    [property: Id(1)] AnalysisRequest Request,
    [property: Id(2)] string? BatchId,
    [property: Id(3)] int BatchIndex,
    [property: Id(4)] string? Key,
    [property: Id(5)] long Version);

/// <summary>A task to make durable.</summary>
/// <param name="Term">Of the scheduler.</param>
/// <param name="Document">The task.</param>
/// <param name="Digest">Of its request, kept with its key.</param>
/// <param name="BatchDigest">Of its batch.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.TaskAdmission")]
public sealed record TaskAdmission(
    [property: Id(0)] long Term, [property: Id(1)] TaskDocument Document, [property: Id(2)] string? Digest, [property: Id(3)] string? BatchDigest);

/// <summary>Whose an idempotency key is.</summary>
[GenerateSerializer, Immutable, Alias("TradingAgents.KeyHolder")]
public sealed record KeyHolder([property: Id(0)] string Digest, [property: Id(1)] TaskId Task);

/// <summary>A change to make durable.</summary>
/// <param name="Term">Of the scheduler.</param>
/// <param name="Document">The task from now on.</param>
/// <param name="Tell">Whether its event log tells of it.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.TaskChange")]
public sealed record TaskChange([property: Id(0)] long Term, [property: Id(1)] TaskDocument Document, [property: Id(2)] bool Tell);

/// <summary>Events of a task, in order.</summary>
/// <param name="Events">Maybe none.</param>
/// <param name="Last">No event will follow these.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.EventPage")]
public sealed record EventPage([property: Id(0)] TaskEvent[] Events, [property: Id(1)] bool Last);

/// <summary>What a run tells of itself.</summary>
/// <param name="Epoch">Of the run.</param>
/// <param name="Kind">Of the event.</param>
/// <param name="Data">A JSON object.</param>
/// <param name="Progress">0 to 1; null where it is about something else.</param>
/// <param name="Stage">The stage that runs, with a progress; that starts, without.</param>
[GenerateSerializer, Immutable, Alias("TradingAgents.RunNote")]
public sealed record RunNote(
    [property: Id(0)] long Epoch, [property: Id(1)] TaskEventKind Kind, [property: Id(2)] byte[] Data, [property: Id(3)] double? Progress, [property: Id(4)] string? Stage);

/// <summary>A stage that has finished.</summary>
[GenerateSerializer, Immutable, Alias("TradingAgents.FinishedStage")]
public sealed record FinishedStage([property: Id(0)] long Epoch, [property: Id(1)] string Stage, [property: Id(2)] byte[] Output, [property: Id(3)] TimeSpan? Took);
