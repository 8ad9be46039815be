using TradingAgents.Abstractions;
using TradingAgents.Contract;

namespace TradingAgents.Grains.Tests.Contract;

/// <summary>Clusters of silos in this process, spoken to by an external client.</summary>
internal sealed class ClusterEngineHost : IEngineHost
{
    private readonly List<SiloCluster> _started = [];

    public async Task<IAnalysisEngine> StartEngineAsync(ContractSetup setup)
    {
        var cluster = await SiloCluster.StartAsync(setup);
        _started.Add(cluster);
        return new GrowingCluster(cluster);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _started) await cluster.DisposeAsync();
    }
}
