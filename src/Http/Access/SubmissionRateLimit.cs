using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using TradingAgents.Abstractions;
using TradingAgents.Http.Problems;
using TradingAgents.Http.Telemetry;

namespace TradingAgents.Http.Access;

/// <summary>How often one key may submit: in no minute more than the limit, submit and batch counted together.</summary>
internal sealed class SubmissionRateLimit(HttpFacadeOptions options, RejectionCounter rejections) : IRateLimiterPolicy<string>
{
    public const string Policy = "submissions";

    private const int SegmentsPerMinute = 12;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (context, _) =>
    {
        rejections.Add(ErrorCodes.RateLimited);
        // When the next segment leaves the window: the earliest moment at which a call can be free again.
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        await Problem.WriteAsync(
            context.HttpContext,
            ErrorCodes.RateLimited,
            $"A key may submit {options.RateLimitPerMinute} times a minute; submit many stock codes in one batch instead.",
            retryAfterSeconds: (int)Math.Ceiling(wait.TotalSeconds));
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        if (httpContext.User.Identity?.Name is not { } key) return RateLimitPartition.GetNoLimiter("");
        if (options.SubmissionLimiter is { } shared) return RateLimitPartition.Get(key, name => shared(name, options.RateLimitPerMinute));
        var segments = Math.Min(SegmentsPerMinute, options.RateLimitPerMinute);
        return RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.RateLimitPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = segments,
            QueueLimit = 0,
        });
    }
}
