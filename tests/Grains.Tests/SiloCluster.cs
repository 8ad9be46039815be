using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Contract;
using TradingAgents.Core.Placement;
using TradingAgents.Grains.Governors;
using TradingAgents.Grains.Membership;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Tests;

/// <summary>Silos in this process, over one store in memory, and an external client.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);
    private static readonly Limits Configured = new();

    private readonly InProcessTestCluster _cluster;
    private readonly ContractSetup _setup;
    private readonly List<string> _names = [];
    private bool _standby;
    private string? _next;

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

    /// <summary>Silos were added or stopped: it serves no second test.</summary>
    public bool IsChanged => _names.Count != _setup.Nodes || _cluster.Silos.Count != _setup.Nodes;

    private IEnumerable<SiloGovernor> Governors => _cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<SiloGovernor>());

    public static async Task<SiloCluster> StartAsync(ContractSetup setup)
    {
        var cluster = new SiloCluster(setup);
        await cluster.Store.PutSettingsAsync(await cluster.Store.BeginTermAsync(), AtFirst(setup));
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

    /// <summary>As it was when it started, with these limits: no task, no run, a new scheduler.</summary>
    public async Task ResetAsync(ContractSetup setup)
    {
        string[] silos = [.. _cluster.Silos.Select(silo => silo.SiloAddress.ToParsableString())];
        await new ClusterReset(_cluster.Client, Store, silos).RunAsync(AtFirst(setup));
        await UntilAsync(async () => (await Engine.GetNodesAsync()).Count(node => node.State == NodeState.Active) == setup.Nodes, "all silos are nodes again");
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _cluster.DisposeAsync();
    }

    private static ClusterSettings AtFirst(ContractSetup setup) => new(Configured, setup.Limits, Core.Placement.PlacementStrategy.LeastConnections, []);

    // What runs is given up, nothing more starts.
    private void Stop()
    {
        foreach (var governor in Governors) governor.Break(FaultKind.Crash);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var again = new PeriodicTimer(AskEvery);
        try
        {
            while (!await isSo()) await again.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Within {Deadline.TotalSeconds} s it did not come true that {what}.");
        }
    }

    private Task AllJoinedAsync() => Task.WhenAll(_cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<NodePresence>().Joined)).WaitAsync(Deadline);

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
            Limits = Configured,
            Aging = _setup.Aging,
            AllowSynthetic = true,
            AllowFaults = _setup.AllowFaults,
            Standby = _standby,
            Drain = TimeSpan.Zero,
            HelloInterval = TimeSpan.FromMilliseconds(100),
        });
    }
}
