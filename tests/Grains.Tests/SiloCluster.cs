using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Contract;
using TradingAgents.Grains.Membership;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Tests;

/// <summary>Silos in this process, over one store in memory, and an external client.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly ContractSetup _setup;
    private readonly List<string> _names = [];
    private bool _standby;

    private SiloCluster(ContractSetup setup)
    {
        _setup = setup;
        var builder = new InProcessTestClusterBuilder((short)setup.Nodes);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClient(client => client.Services.AddSerializer(serializer => serializer.AddTradingAgentsContract()));
        _cluster = builder.Build();
    }

    /// <summary>Of all silos, those on standby included.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>What the silos share.</summary>
    public ITaskStore Store { get; } = new MemoryTaskStore();

    public InProcessTestCluster Silos => _cluster;

    public IAnalysisEngine Engine => new GrainAnalysisEngine(_cluster.Client);

    public static async Task<SiloCluster> StartAsync(ContractSetup setup)
    {
        var cluster = new SiloCluster(setup);
        await cluster._cluster.DeployAsync();
        await cluster.AllJoinedAsync();
        return cluster;
    }

    /// <summary>Brings up a silo that becomes a node when it is added by name.</summary>
    public async Task AddStandbyAsync(string name)
    {
        (_standby, _next) = (true, name);
        await _cluster.StartAdditionalSiloAsync();
        await AllJoinedAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private string? _next;

    private Task AllJoinedAsync() => Task.WhenAll(_cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<NodePresence>().Joined))
        .WaitAsync(TimeSpan.FromSeconds(60));

    private void Configure(ISiloBuilder silo)
    {
        string name;
        lock (_names)
        {
            name = _next ?? $"node-{_names.Count + 1}";
            _names.Add(name);
        }

        silo.Services.AddSingleton<IAnalysisPlanner>(new AnalysisPlanner(new CsvMarketData(CsvMarketData.FindShipped()), TimeProvider.System));
        silo.Services.AddSingleton(Store);
        silo.AddTradingAgents(new ClusterNodeOptions
        {
            Name = name,
            Limits = _setup.Limits,
            Aging = _setup.Aging,
            AllowSynthetic = true,
            AllowFaults = _setup.AllowFaults,
            Standby = _standby,
            Drain = TimeSpan.Zero,
        });
    }
}
