namespace TradingAgents.Abstractions;

/// <summary>An engine's refusal, told by a code of the contract (<see cref="ErrorCodes"/>).</summary>
public class EngineException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>Seconds after which the call is worth repeating; null where repeating does not help or nothing is known.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>For <see cref="ErrorCodes.InvalidRequest"/>: what is wrong, by field (snake_case).</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary><see cref="Code"/> as a value to switch over; <see cref="ErrorReason.Unknown"/> for a code that this version does not know.</summary>
    public ErrorReason Reason => ContractJson.TryParseName<ErrorReason>(Code, out var reason) ? reason : ErrorReason.Unknown;

    /// <summary><see cref="RetryAfterSeconds"/> as a time to wait.</summary>
    public TimeSpan? RetryAfter => RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Whether the same call may well succeed later: the engine is full, stopping, away or without storage just now.</summary>
    public bool IsTransient => Reason is ErrorReason.QueueFull or ErrorReason.RateLimited or ErrorReason.Draining
        or ErrorReason.StorageUnavailable or ErrorReason.Unreachable;
}

/// <summary>The machine-readable codes of the contract.</summary>
public static class ErrorCodes
{
    public const string InvalidRequest = "invalid_request";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string IdempotencyConflict = "idempotency_conflict";
    public const string QueueFull = "queue_full";
    public const string RateLimited = "rate_limited";
    public const string Draining = "draining";
    public const string StorageUnavailable = "storage_unavailable";
    public const string UnknownTask = "unknown_task";
    public const string UnknownBatch = "unknown_batch";
    public const string UnknownSymbol = "unknown_symbol";
    public const string UnknownCollection = "unknown_collection";
    public const string UnknownInstance = "unknown_instance";
    public const string DuplicateInstance = "duplicate_instance";
    public const string NotFinished = "not_finished";
    public const string NoResult = "no_result";
    public const string AlreadyFinished = "already_finished";

    /// <summary>More tasks match than a bulk cancellation was allowed to cancel; it cancelled none.</summary>
    public const string TooManyMatch = "too_many_match";

    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";

    /// <summary>The feature is switched off on this server (faults without <c>--allow-faults</c>).</summary>
    public const string NotFound = "not_found";

    public const string MethodNotAllowed = "method_not_allowed";
    public const string NotAcceptable = "not_acceptable";
    public const string Internal = "internal_error";

    /// <summary>The server could not be reached; made by clients only.</summary>
    public const string Unreachable = "unreachable";
}

/// <summary>Why an engine refused: each of <see cref="ErrorCodes"/>, named alike but for <see cref="InternalError"/>.</summary>
public enum ErrorReason
{
    /// <summary>A code that this version does not know.</summary>
    Unknown,

    /// <summary>A field or parameter is wrong; <see cref="EngineException.Errors"/> says which.</summary>
    InvalidRequest,

    /// <summary>The body is longer than the server reads.</summary>
    BodyTooLarge,

    /// <summary>The body is not JSON.</summary>
    UnsupportedMediaType,

    /// <summary>The idempotency key was used with another body.</summary>
    IdempotencyConflict,

    /// <summary>No node has a place; <see cref="EngineException.RetryAfter"/> says when one is expected.</summary>
    QueueFull,

    /// <summary>More calls than the key may make; <see cref="EngineException.RetryAfter"/> says when the next may be made.</summary>
    RateLimited,

    /// <summary>The server is stopping.</summary>
    Draining,

    /// <summary>The server's disk takes nothing just now.</summary>
    StorageUnavailable,

    /// <summary>There is no such task, or it is someone else's.</summary>
    UnknownTask,

    /// <summary>There is no such batch.</summary>
    UnknownBatch,

    /// <summary>There are no prices of the symbol.</summary>
    UnknownSymbol,

    /// <summary>There is no such collection in the memory.</summary>
    UnknownCollection,

    /// <summary>There is no such node.</summary>
    UnknownInstance,

    /// <summary>There is a node of that name.</summary>
    DuplicateInstance,

    /// <summary>The task has no result yet.</summary>
    NotFinished,

    /// <summary>The task ended without one.</summary>
    NoResult,

    /// <summary>The task had ended before it could be cancelled.</summary>
    AlreadyFinished,

    /// <summary>More tasks match than a bulk cancellation was allowed to cancel; it cancelled none.</summary>
    TooManyMatch,

    /// <summary>A key is needed.</summary>
    Unauthenticated,

    /// <summary>The key may not do this.</summary>
    Forbidden,

    /// <summary>There is nothing at the address, or the feature is switched off.</summary>
    NotFound,

    /// <summary>The address takes other methods.</summary>
    MethodNotAllowed,

    /// <summary>The result cannot be had in the form asked for.</summary>
    NotAcceptable,

    /// <summary>A mistake of the server's own, or an answer that cannot be read.</summary>
    InternalError,

    /// <summary>There was no connection, or no answer in time.</summary>
    Unreachable,
}

/// <summary>The codes of a task's own <c>error</c>.</summary>
public static class TaskErrorCodes
{
    public const string NoData = "no_data";
    public const string DependencyFailed = "dependency_failed";
    public const string Poison = "poison";
    public const string Timeout = "timeout";
    public const string Cancelled = "cancelled";
    public const string AnalysisFailed = "analysis_failed";

    /// <summary>The synthetic analysis was told to fail this attempt.</summary>
    public const string Synthetic = "synthetic_failure";
}
