using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Client;
using TradingAgents.ClusterEndToEnd;
using TradingAgents.Core.Placement;
using TradingAgents.Grains;

[assembly: AssemblyFixture(typeof(ThreeSilos))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace TradingAgents.ClusterEndToEnd;

/// <summary>One Redis and three silos that one test after the other breaks; each finds all three well.</summary>
public sealed class ThreeSilos : IAsyncDisposable
{
    /// <summary>How long running work may go on when a silo is stopped, in seconds.</summary>
    public const int DrainSeconds = 1;

    private static readonly string[] Names = ["node-1", "node-2", "node-3"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Dictionary<string, SiloProcess> _silos = [];
    private RedisServer? _redis;
    private IHost? _client;

    internal RedisServer Redis => _redis ??= RedisServer.Start();

    /// <summary>A silo by its name; also one that has ended.</summary>
    internal SiloProcess this[string name] => _silos[name];

    /// <summary>Starts what does not run, and waits until all three are nodes that do nothing.</summary>
    internal async Task<IReadOnlyList<SiloProcess>> AllWellAsync()
    {
        foreach (var name in Names.Where(name => !_silos.TryGetValue(name, out var silo) || silo.HasExited)) await StartAsync(name);
        SiloProcess[] silos = [.. Names.Select(name => _silos[name])];
        await Task.WhenAll(silos.Select(silo => silo.ReadyAsync()));
        await UntilAsync(async () =>
        {
            var nodes = await silos[0].Client.GetNodesAsync();
            return nodes.Count == Names.Length && nodes.All(node => node is { State: NodeState.Active, Healthy: true, Running: 0, Queued: 0 });
        });
        return silos;
    }

    /// <summary>Starts a silo in the place of one that has ended; it need not be ready yet.</summary>
    internal async Task<SiloProcess> StartAsync(string name)
    {
        if (_silos.Remove(name, out var ended)) await ended.DisposeAsync();
        return _silos[name] = SiloProcess.Start(Redis.Address, name, "--drain-seconds", $"{DrainSeconds}");
    }

    /// <summary>The name of the node on whose silo the scheduler is now.</summary>
    internal async Task<string> SchedulerNodeAsync()
    {
        var client = (await ClientAsync()).Services.GetRequiredService<IClusterClient>();
        SiloAddress? address = null;
        await UntilAsync(async () =>
        {
            try
            {
                address = await client.GetGrain<IManagementGrain>(0).GetActivationAddress(client.GetGrain<IClusterSchedulerGrain>(GrainKeys.Scheduler));
            }
            catch (OrleansException)
            {
                // By way of a silo that has ended.
            }

            return address is not null;
        });
        return _silos.Values.Single(silo => silo.Port == $"{address!.Endpoint.Port}").Name;
    }

    /// <summary>The cluster, as a .NET service reaches it.</summary>
    internal async Task<IAnalysisEngine> EngineAsync() => (await ClientAsync()).Services.GetRequiredService<IAnalysisEngine>();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.StopAsync();
        _client?.Dispose();
        foreach (var silo in _silos.Values) await silo.DisposeAsync();
        _redis?.Dispose();
    }

    private async Task<IHost> ClientAsync()
    {
        if (_client is not null) return _client;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddTradingAgentsClient(new ClusterClientOptions { Redis = Redis.Address });
        var client = builder.Build();
        await client.StartAsync();
        return _client = client;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var late = new CancellationTokenSource(Limit);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo()) await again.WaitForNextTickAsync(late.Token);
    }
}
