using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Grains;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Client;

/// <summary>Where a cluster is.</summary>
public sealed record ClusterClientOptions
{
    /// <summary>The cluster's Redis, through which its silos are found, such as 127.0.0.1:6399.</summary>
    public required string Redis { get; init; }

    /// <summary>As the silos were started with; default <c>tradingagents</c>.</summary>
    public string ClusterId { get; init; } = "tradingagents";

    /// <summary>
    /// How long one call to a silo may take, above 10 s; default 15 s. A client is never told that a silo died: its call is then repeated elsewhere, which
    /// is safe, as tasks carry ids from here. Nothing long is ever one call.
    /// </summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>The cluster for other .NET services.</summary>
public static class TradingAgentsClient
{
    /// <summary>
    /// Adds an <see cref="IAnalysisEngine"/> and an <see cref="IMemory"/> over an Orleans client. It finds the silos by their membership in Redis, and goes on through their deaths. The
    /// events of <see cref="IAnalysisEngine.WatchAsync"/> come from the durable log, each once, also when the silo that told them dies.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IHostApplicationBuilder AddTradingAgentsClient(this IHostApplicationBuilder builder, ClusterClientOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Redis);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ClusterId);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ResponseTimeout, TimeSpan.FromSeconds(10));
        var configuration = ConfigurationOptions.Parse(options.Redis);
        configuration.AbortOnConnectFail = false;
        builder.UseOrleansClient(client =>
        {
            client.UseRedisClustering(redis => redis.ConfigurationOptions = configuration);
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ClusterId));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
            client.UseConnectionRetryFilter(RetryAsync);
        });
        builder.Services.AddSerializer(serializer => serializer.AddTradingAgentsContract());
        builder.Services.AddSingleton<IAnalysisEngine>(services => new GrainAnalysisEngine(services.GetRequiredService<IClusterClient>()));
        builder.Services.AddSingleton<IMemory>(services => new GrainMemory(services.GetRequiredService<IClusterClient>()));
        return builder;
    }

    // A service may start before its cluster.
    private static async Task<bool> RetryAsync(Exception failure, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
