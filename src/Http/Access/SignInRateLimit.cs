using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using TradingAgents.Abstractions;
using TradingAgents.Http.Problems;

namespace TradingAgents.Http.Access;

/// <summary>How often one address may try to sign in.</summary>
internal sealed class SignInRateLimit : IRateLimiterPolicy<string>
{
    public const string Policy = "sign-in";

    public const int PerMinute = 30;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (context, _) =>
        await Problem.WriteAsync(context.HttpContext, ErrorCodes.RateLimited, "Too many attempts to sign in from this address; wait a minute.", retryAfterSeconds: 60);

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        httpContext.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
