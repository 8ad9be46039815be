using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using TradingAgents.Abstractions;
using TradingAgents.Http.Problems;

namespace TradingAgents.Http.Access;

/// <summary>How many event streams one key, or one address where there are no keys, may hold open at once.</summary>
internal sealed class EventStreamLimit(HttpFacadeOptions options) : IRateLimiterPolicy<string>
{
    public const string Policy = "event-streams";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (context, _) => await Problem.WriteAsync(
        context.HttpContext,
        ErrorCodes.RateLimited,
        $"At most {options.MaxEventStreams} event streams at once; close one, or ask /api/v1/analysis/status instead.",
        retryAfterSeconds: 5);

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetConcurrencyLimiter(
        httpContext.User.Identity?.Name is { } key ? "key " + key : $"from {httpContext.Connection.RemoteIpAddress}",
        _ => new ConcurrencyLimiterOptions { PermitLimit = options.MaxEventStreams, QueueLimit = 0 });
}
