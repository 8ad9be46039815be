using StackExchange.Redis;
using TradingAgents.Abstractions;

namespace TradingAgents.Grains.Storage;

/// <summary>Calls to Redis, which may be away.</summary>
internal static class RedisCall
{
    /// <summary>The answer.</summary>
    /// <exception cref="EngineException">storage_unavailable.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client passes on whatever its connection threw as it broke.
            throw new EngineException(ErrorCodes.StorageUnavailable, "The store (Redis) does not answer now. Ask again later.") { RetryAfterSeconds = 5 };
        }
    }
}
