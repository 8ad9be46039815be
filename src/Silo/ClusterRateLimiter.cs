using System.Threading.RateLimiting;
using StackExchange.Redis;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Silo;

/// <summary>How often one key may submit in any minute, counted by all silos together, on Redis' clock.</summary>
/// <remarks>While Redis is away it lets everything through: submissions are then refused for want of a store anyway.</remarks>
internal sealed class ClusterRateLimiter(IConnectionMultiplexer redis, string key, int perMinute) : RateLimiter
{
    private static readonly RateLimitLease Granted = new Lease(true, null);
    private static readonly RateLimitLease Unasked = new Lease(false, null);

    /// <summary>Arguments: limit, a name for this call. Returns 0, or in how many milliseconds the oldest call leaves the window.</summary>
    private const string Take = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 60000)
        if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[1]) then
            redis.call('ZADD', KEYS[1], now, ARGV[2])
            redis.call('PEXPIRE', KEYS[1], 60000)
            return 0
        end
        return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] + 60000 - now
        """;

    /// <summary>Kept: there are as many as keys.</summary>
    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    // Only Redis knows: the caller asks again, and waits for the answer.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => permitCount == 0 ? Granted : Unasked;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        try
        {
            var wait = (long)await redis.GetDatabase().ScriptEvaluateAsync(Take, [key], [perMinute, Guid.NewGuid().ToString("N")]).WaitAsync(cancellationToken);
            return wait == 0 ? Granted : new Lease(false, TimeSpan.FromMilliseconds(wait));
        }
        catch (Exception failure) when (RedisCall.IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            return Granted;
        }
    }

    private sealed class Lease(bool isAcquired, TimeSpan? retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
