using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using StackExchange.Redis;

namespace TradingAgents.Load;

/// <summary>A silo whose grains do one thing: write what they are given to Redis once.</summary>
internal static class BareSilo
{
    public const string ClusterId = "bare";

    public static async Task<int> RunAsync(string redis, string siloPort, string gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var configuration = ConfigurationOptions.Parse(redis);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (ClusterId, ClusterId));
            silo.ConfigureEndpoints(IPAddress.Loopback, int.Parse(siloPort, CultureInfo.InvariantCulture), int.Parse(gatewayPort, CultureInfo.InvariantCulture));
            silo.UseRedisClustering(options => options.ConfigurationOptions = configuration);
            silo.AddRedisGrainStorageAsDefault(options => options.ConfigurationOptions = configuration);
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("listening on http://127.0.0.1/");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>A client of it.</summary>
    public static async Task<IHost> ConnectAsync(string redis)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseRedisClustering(redis);
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (ClusterId, ClusterId));
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

/// <summary>Keeps a text.</summary>
public interface IBareGrain : IGrainWithStringKey
{
    /// <summary>Returns once it is durable.</summary>
    Task KeepAsync(string text);
}

/// <inheritdoc />
public sealed class BareGrain([PersistentState("text")] IPersistentState<BareText> state) : Grain, IBareGrain
{
    /// <inheritdoc />
    public Task KeepAsync(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }
}

/// <summary>What a bare grain keeps.</summary>
[GenerateSerializer]
public sealed class BareText
{
    /// <summary>As it came.</summary>
    [Id(0)]
    public string Text { get; set; } = "";
}
