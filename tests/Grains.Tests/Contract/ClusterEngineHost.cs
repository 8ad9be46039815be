using TradingAgents.Abstractions;
using TradingAgents.Contract;

namespace TradingAgents.Grains.Tests.Contract;

/// <summary>Clusters of silos in this process, spoken to by an external client.</summary>
internal sealed class ClusterEngineHost(ClusterPool pool) : IEngineHost
{
    private readonly List<(ContractSetup Setup, SiloCluster Cluster)> _rented = [];

    public async Task<IAnalysisEngine> StartEngineAsync(ContractSetup setup)
    {
        var cluster = await pool.RentAsync(setup);
        _rented.Add((setup, cluster));
        return new GrowingCluster(cluster.Engine, name => cluster.Names.Contains(name) ? Task.CompletedTask : cluster.AddStandbyAsync(name));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (setup, cluster) in _rented) await pool.ReturnAsync(setup, cluster);
    }
}
