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
