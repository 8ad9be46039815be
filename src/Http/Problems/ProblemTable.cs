using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Problems;

/// <summary>The one table from the contract's codes to HTTP.</summary>
internal static class ProblemTable
{
    private static readonly FrozenDictionary<string, ProblemEntry> Entries = new Dictionary<string, ProblemEntry>
    {
        [ErrorCodes.InvalidRequest] = new(StatusCodes.Status400BadRequest, "The request is not valid"),
        [ErrorCodes.Unauthenticated] = new(StatusCodes.Status401Unauthorized, "No valid API key"),
        [ErrorCodes.Forbidden] = new(StatusCodes.Status403Forbidden, "Not allowed"),
        [ErrorCodes.NotFound] = new(StatusCodes.Status404NotFound, "Not found"),
        [ErrorCodes.UnknownTask] = new(StatusCodes.Status404NotFound, "Unknown task"),
        [ErrorCodes.UnknownBatch] = new(StatusCodes.Status404NotFound, "Unknown batch"),
        [ErrorCodes.UnknownSymbol] = new(StatusCodes.Status404NotFound, "Unknown symbol"),
        [ErrorCodes.UnknownCollection] = new(StatusCodes.Status404NotFound, "Unknown collection"),
        [ErrorCodes.UnknownInstance] = new(StatusCodes.Status404NotFound, "Unknown instance"),
        [ErrorCodes.MethodNotAllowed] = new(StatusCodes.Status405MethodNotAllowed, "Method not allowed"),
        [ErrorCodes.NotAcceptable] = new(StatusCodes.Status406NotAcceptable, "Not acceptable"),
        [RequestTimeout] = new(StatusCodes.Status408RequestTimeout, "The request came too slowly"),
        [ErrorCodes.DuplicateInstance] = new(StatusCodes.Status409Conflict, "The instance exists"),
        [ErrorCodes.NotFinished] = new(StatusCodes.Status409Conflict, "Not finished"),
        [ErrorCodes.AlreadyFinished] = new(StatusCodes.Status409Conflict, "Already finished"),
        [ErrorCodes.TooManyMatch] = new(StatusCodes.Status409Conflict, "More tasks match than were confirmed"),
        [ErrorCodes.NoResult] = new(StatusCodes.Status410Gone, "No result"),
        [ErrorCodes.BodyTooLarge] = new(StatusCodes.Status413PayloadTooLarge, "The body is too large"),
        [ErrorCodes.UnsupportedMediaType] = new(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type"),
        [ErrorCodes.IdempotencyConflict] = new(StatusCodes.Status422UnprocessableEntity, "The idempotency key belongs to another request"),
        [ErrorCodes.QueueFull] = new(StatusCodes.Status429TooManyRequests, "The queues are full", RetryAfterSeconds: 1),
        [ErrorCodes.RateLimited] = new(StatusCodes.Status429TooManyRequests, "Too many calls", RetryAfterSeconds: 1),
        [ErrorCodes.Internal] = new(StatusCodes.Status500InternalServerError, "Internal error"),
        [ErrorCodes.Draining] = new(StatusCodes.Status503ServiceUnavailable, "The server is shutting down", RetryAfterSeconds: 10),
        [ErrorCodes.StorageUnavailable] = new(StatusCodes.Status503ServiceUnavailable, "The storage is not available", RetryAfterSeconds: 5),
        [Starting] = new(StatusCodes.Status503ServiceUnavailable, "The server is starting", RetryAfterSeconds: 1),
        [Unavailable] = new(StatusCodes.Status503ServiceUnavailable, "Not available", RetryAfterSeconds: 5),
    }.ToFrozenDictionary();

    /// <summary>The request's body did not arrive in time.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>A reason of <c>/ready</c>.</summary>
    public const string Starting = "starting";

    /// <summary>Not available for a reason of its own.</summary>
    public const string Unavailable = "unavailable";

    public static bool Knows(string code) => Entries.ContainsKey(code);

    public static ProblemEntry Find(string code) => Entries.GetValueOrDefault(code) ?? Entries[ErrorCodes.Internal];

    /// <summary>The code of a refusal that the framework made, told by its status alone.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ErrorCodes.Unauthenticated,
        StatusCodes.Status403Forbidden => ErrorCodes.Forbidden,
        StatusCodes.Status404NotFound => ErrorCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => ErrorCodes.MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => ErrorCodes.NotAcceptable,
        StatusCodes.Status408RequestTimeout => RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => ErrorCodes.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => ErrorCodes.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => ErrorCodes.RateLimited,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= 400 and < 500 => ErrorCodes.InvalidRequest,
        _ => ErrorCodes.Internal,
    };
}

/// <summary>How a code is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="RetryAfterSeconds">Default of Retry-After; null: none is sent.</param>
internal sealed record ProblemEntry(int Status, string Title, int? RetryAfterSeconds = null);
