using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Problems;

/// <summary>Every refusal, as RFC 9457 has it.</summary>
internal static class Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>Answers with the status of a code. An unknown code is answered as an internal error.</summary>
    /// <param name="http">The call; nothing of its answer may have been sent.</param>
    /// <param name="code">One of <see cref="ProblemTable"/>.</param>
    /// <param name="detail">For people: what is wrong and what to do.</param>
    /// <param name="errors">For <c>invalid_request</c>: what is wrong, by field.</param>
    /// <param name="retryAfterSeconds">When to try again; null: as the code has it by default.</param>
    /// <param name="status">Overrides the status of the code.</param>
    public static Task WriteAsync(
        HttpContext http, string code, string detail,
        IReadOnlyDictionary<string, string[]>? errors = null, int? retryAfterSeconds = null, int? status = null)
    {
        var entry = ProblemTable.Find(code);
        var problem = new ProblemBody
        {
            Type = "urn:tradingagents:problem:" + code,
            Title = entry.Title,
            Status = status ?? entry.Status,
            Detail = detail,
            Code = code,
            Errors = errors,
            TraceId = Activity.Current?.Id ?? http.TraceIdentifier,
        };
        http.Response.StatusCode = problem.Status;
        if ((retryAfterSeconds ?? entry.RetryAfterSeconds) is { } seconds)
            http.Response.Headers.RetryAfter = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture);
        return http.Response.WriteAsJsonAsync(problem, ContractJson.Options, MediaType, http.RequestAborted);
    }

    /// <summary>Answers with what an engine said.</summary>
    public static Task WriteAsync(HttpContext http, EngineException refusal) =>
        WriteAsync(http, refusal.Code, refusal.Message, refusal.Errors, refusal.RetryAfterSeconds);
}
