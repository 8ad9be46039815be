using System.Security.Cryptography;
using StackExchange.Redis;
using TradingAgents.Http;

namespace TradingAgents.Silo;

/// <summary>The connection to the cluster's Redis.</summary>
internal static class RedisConnection
{
    /// <summary>Connects, and says what the settings of this Redis may lose.</summary>
    /// <exception cref="SiloUsageException">There is no Redis, or its address is malformed.</exception>
    public static async Task<IConnectionMultiplexer> OpenAsync(string address)
    {
        try
        {
            var configuration = Parse(address);
            configuration.AbortOnConnectFail = true;
            configuration.AllowAdmin = true; // For INFO alone.
            var redis = await ConnectionMultiplexer.ConnectAsync(configuration);
            await WarnAsync(redis);
            return redis;
        }
        catch (RedisConnectionException failure)
        {
            throw new SiloUsageException($"--redis: no Redis answers at {address}: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Calls fail soon rather than queue up while Redis is away.</summary>
    public static ConfigurationOptions Parse(string address)
    {
        try
        {
            var configuration = ConfigurationOptions.Parse(address);
            configuration.AbortOnConnectFail = false;
            configuration.BacklogPolicy = BacklogPolicy.FailFast;
            configuration.ConnectTimeout = 2000;
            configuration.SyncTimeout = configuration.AsyncTimeout = 3000;
            return configuration;
        }
        catch (ArgumentException malformed)
        {
            throw new SiloUsageException($"--redis: '{address}' is not an address such as 127.0.0.1:6379: {malformed.Message}");
        }
    }

    /// <summary>The one secret of all silos; the first silo makes it.</summary>
    public static async Task<SessionSecret> SessionSecretAsync(IConnectionMultiplexer redis, string key)
    {
        var database = redis.GetDatabase();
        await database.StringSetAsync(key, RandomNumberGenerator.GetBytes(32), when: When.NotExists);
        return SessionSecret.Of((byte[])(await database.StringGetAsync(key))!);
    }

    private static async Task WarnAsync(ConnectionMultiplexer redis)
    {
        var info = await redis.GetServers()[0].InfoAsync("persistence");
        var appendOnly = info.SelectMany(section => section).FirstOrDefault(entry => entry.Key == "aof_enabled").Value == "1";
        if (!appendOnly) await Console.Error.WriteLineAsync("warning: this Redis runs without appendonly: when it dies, acknowledged tasks since its last snapshot are lost.");
    }
}
