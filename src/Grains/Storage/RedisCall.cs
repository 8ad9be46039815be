using StackExchange.Redis;
using TradingAgents.Abstractions;

namespace TradingAgents.Grains.Storage;

/// <summary>Calls to Redis, which may be away.</summary>
public static class RedisCall
{
    /// <summary>Whether this is how its client tells that Redis is away: it passes on whatever its connection threw as it broke.</summary>
    public static bool IsOutage(Exception failure) => failure is RedisException or TimeoutException or IOException or OperationCanceledException or InvalidOperationException;

    /// <summary>The answer.</summary>
    /// <exception cref="EngineException">storage_unavailable.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            throw new EngineException(ErrorCodes.StorageUnavailable, "The store (Redis) does not answer now. Ask again later.") { RetryAfterSeconds = 5 };
        }
    }
}
