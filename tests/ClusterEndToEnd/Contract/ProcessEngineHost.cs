using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Contract;

[assembly: AssemblyFixture(typeof(TradingAgents.ClusterEndToEnd.Contract.ProcessClusters))]

namespace TradingAgents.ClusterEndToEnd.Contract;

/// <summary>The clusters of processes that serve one test of the contract after the other, each emptied.</summary>
public sealed class ProcessClusters : IAsyncDisposable
{
    private const int Silos = 3;

    private readonly Dictionary<ContractSetup, ProcessCluster> _idle = [];
    private RedisServer? _redis;
    private ConnectionMultiplexer? _connection;

    internal async Task<ProcessCluster> RentAsync(ContractSetup setup)
    {
        if (!_idle.Remove(Shape(setup), out var cluster))
        {
            _redis ??= RedisServer.Start();
            _connection ??= await ConnectionMultiplexer.ConnectAsync(_redis.Address + ",abortConnect=false,connectRetry=20");
            cluster = await ProcessCluster.StartAsync(_redis, _connection, setup, IsUsual(setup) ? Silos : setup.Nodes);
        }

        await cluster.ResetAsync(setup);
        return cluster;
    }

    internal async Task ReturnAsync(ContractSetup setup, ProcessCluster cluster)
    {
        await cluster.ShrinkAsync();
        if (!_idle.TryAdd(Shape(setup), cluster)) await cluster.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _idle.Values) await cluster.DisposeAsync();
        if (_connection is not null) await _connection.DisposeAsync();
        _redis?.Dispose();
    }

    // Of the usual three silos as many are nodes as a test asks for; what is fixed at the start of a silo needs a cluster of its own.
    private static ContractSetup Shape(ContractSetup setup) => setup with { Limits = new(), Nodes = IsUsual(setup) ? Silos : setup.Nodes };

    private static bool IsUsual(ContractSetup setup) => !setup.AllowFaults && setup.Aging == new ContractSetup().Aging;
}

/// <summary>Three silos in processes of their own, spoken to through the Orleans client that other services use.</summary>
internal sealed class ProcessEngineHost(ProcessClusters clusters) : IEngineHost
{
    private const string Wanted = "TRADINGAGENTS_CLUSTER_CONTRACT";
    private readonly List<(ContractSetup Setup, ProcessCluster Cluster)> _rented = [];

    public async Task<IAnalysisEngine> StartEngineAsync(ContractSetup setup)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Wanted) == "1", $"Takes minutes: set {Wanted}=1 to run the whole contract over processes; over silos in one process it always runs.");
        var cluster = await clusters.RentAsync(setup);
        _rented.Add((setup, cluster));
        return cluster.Engine;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (setup, cluster) in _rented) await clusters.ReturnAsync(setup, cluster);
    }
}
