using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Http.Access;
using TradingAgents.Http.Telemetry;

namespace TradingAgents.Http.Problems;

/// <summary>Turns what went wrong, wherever it did, into a problem.</summary>
internal sealed partial class ProblemHandling(ILogger<ProblemHandling> logger, RejectionCounter rejections) : IExceptionHandler
{
    private const string InternalDetail = "Something went wrong on the server; its log says what, under the trace_id.";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        try
        {
            await AnswerAsync(httpContext, exception);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to read why. Not an error of the server: whoever hangs up early must not be able to fill its log.
        }

        return true;
    }

    /// <summary>Gives a refusal of the framework, which is a bare status, its body.</summary>
    public static Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        return WriteStatusAsync(http, status, status switch
        {
            StatusCodes.Status404NotFound => "There is no such call; GET /openapi/v1.json lists all.",
            StatusCodes.Status405MethodNotAllowed => $"This call does not take {Shorten(http.Request.Method)}; it takes {http.Response.Headers.Allow}.",
            >= 500 => InternalDetail,
            _ => "The request cannot be served.",
        });
    }

    private async Task AnswerAsync(HttpContext httpContext, Exception exception)
    {
        switch (exception)
        {
            case EngineException refusal when ProblemTable.Knows(refusal.Code) && refusal.Code != ErrorCodes.Internal:
                if (refusal.Code is ErrorCodes.Draining or ErrorCodes.StorageUnavailable && IsSubmission(httpContext)) rejections.Add(refusal.Code);
                await Problem.WriteAsync(httpContext, refusal);
                break;
            case BadHttpRequestException bad:
                await WriteStatusAsync(httpContext, bad.StatusCode, "The request is not well-formed HTTP, or broke off.");
                break;
            default:
                LogUnhandled(exception, httpContext.Request.Method, EndpointOf(httpContext)?.DisplayName, httpContext.TraceIdentifier);
                await Problem.WriteAsync(httpContext, ErrorCodes.Internal, InternalDetail);
                break;
        }
    }

    private static Task WriteStatusAsync(HttpContext http, int status, string detail) =>
        Problem.WriteAsync(http, ProblemTable.CodeOf(status), detail, status: status);

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "...";

    /// <summary>What falls under the limit of submissions is what submits.</summary>
    private static bool IsSubmission(HttpContext http) => EndpointOf(http)?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == SubmissionRateLimit.Policy;

    /// <summary>Where the exception came from: by now the context itself has forgotten it.</summary>
    private static Endpoint? EndpointOf(HttpContext http) => http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Endpoint} failed, trace {TraceId}")]
    private partial void LogUnhandled(Exception exception, string method, string? endpoint, string traceId);
}
