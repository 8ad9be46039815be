using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Client;
using TradingAgents.Contract;
using TradingAgents.Core.Placement;
using TradingAgents.Grains.Storage;
using PlacementStrategy = TradingAgents.Core.Placement.PlacementStrategy;

namespace TradingAgents.ClusterEndToEnd.Contract;

/// <summary>Silos in processes of their own over one Redis, and an Orleans client in this one.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly List<SiloProcess> _silos = [];
    private readonly RedisServer _redis;
    private readonly string _id = "contract-" + Guid.NewGuid().ToString("N")[..8];
    private readonly RedisTaskStore _store;
    private readonly string[] _options;
    private IReadOnlyList<NodeSettings> _members = [];
    private IHost _client = null!;

    private ProcessCluster(RedisServer redis, IConnectionMultiplexer connection, ContractSetup setup)
    {
        (_redis, _store) = (redis, new RedisTaskStore(connection, _id + "/tradingagents/"));
        _options = ["--cluster-id", _id, "--drain-seconds", "0", "--aging-seconds", $"{setup.Aging.TotalSeconds}", .. setup.AllowFaults ? new[] { "--allow-faults" } : []];
    }

    public IAnalysisEngine Engine => new GrowingCluster(_client.Services.GetRequiredService<IAnalysisEngine>(), BringUpAsync);

    public static async Task<ProcessCluster> StartAsync(RedisServer redis, IConnectionMultiplexer connection, ContractSetup setup, int silos)
    {
        var cluster = new ProcessCluster(redis, connection, setup);
        for (var number = 1; number <= silos; number++) cluster._silos.Add(SiloProcess.Start(redis.Address, $"node-{number}", cluster._options));
        await Task.WhenAll(cluster._silos.Select(silo => silo.ReadyAsync()));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddTradingAgentsClient(new ClusterClientOptions { Redis = redis.Address, ClusterId = cluster._id });
        cluster._client = builder.Build();
        await cluster._client.StartAsync();
        cluster._members = [.. (await cluster._store.GetSettingsAsync())!.Nodes.OrderBy(node => node.Node.Value, StringComparer.Ordinal)];
        return cluster;
    }

    /// <summary>No task, no run, these limits; silos beyond the nodes asked for stay members of the cluster without being nodes.</summary>
    public async Task ResetAsync(ContractSetup setup)
    {
        NodeSettings[] nodes = [.. _members.Select((member, index) => new NodeSettings(member.Node, member.Silo, Removed: index >= setup.Nodes))];
        var first = new ClusterSettings(new Limits(), setup.Limits, PlacementStrategy.LeastConnections, nodes);
        await new ClusterReset(_client.Services.GetRequiredService<IClusterClient>(), _store, [.. _members.Select(member => member.Silo)]).RunAsync(first);
        using var late = new CancellationTokenSource(Limit);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await Engine.GetNodesAsync(late.Token)).Count(node => node.State == NodeState.Active) != setup.Nodes) await again.WaitForNextTickAsync(late.Token);
    }

    /// <summary>Without the silos that a test has added.</summary>
    public async Task ShrinkAsync()
    {
        foreach (var added in _silos[_members.Count..])
        {
            await added.StopAsync();
            await added.DisposeAsync();
        }

        _silos.RemoveRange(_members.Count, _silos.Count - _members.Count);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.StopAsync();
        _client?.Dispose();
        foreach (var silo in _silos) await silo.DisposeAsync();
    }

    private async Task BringUpAsync(string name)
    {
        if (_silos.Any(silo => silo.Name == name)) return;
        _silos.Add(SiloProcess.Start(_redis.Address, name, [.. _options, "--standby"]));
        await _silos[^1].ReadyAsync();
    }
}
