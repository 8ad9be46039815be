using TradingAgents.Contract;

[assembly: AssemblyFixture(typeof(TradingAgents.Grains.Tests.ClusterPool))]

namespace TradingAgents.Grains.Tests;

/// <summary>Clusters that serve one test after the other, as starting silos takes longer than most tests. Each test has one for itself, emptied.</summary>
public sealed class ClusterPool : IAsyncDisposable
{
    private const int MaxIdle = 4;

    private readonly Lock _gate = new();
    private readonly List<(ContractSetup Setup, SiloCluster Cluster)> _idle = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, cluster) in _idle) await cluster.DisposeAsync();
    }

    internal async Task<SiloCluster> RentAsync(ContractSetup setup)
    {
        SiloCluster? used = null;
        lock (_gate)
        {
            var index = _idle.FindIndex(idle => Shape(idle.Setup) == Shape(setup));
            if (index >= 0)
            {
                used = _idle[index].Cluster;
                _idle.RemoveAt(index);
            }
        }

        if (used is null) return await SiloCluster.StartAsync(setup);
        await used.ResetAsync(setup);
        return used;
    }

    internal async Task ReturnAsync(ContractSetup setup, SiloCluster cluster)
    {
        var unwanted = cluster;
        lock (_gate)
        {
            if (!cluster.IsChanged)
            {
                _idle.Add((setup, cluster));
                unwanted = null;
            }

            if (_idle.Count > MaxIdle)
            {
                unwanted = _idle[0].Cluster;
                _idle.RemoveAt(0);
            }
        }

        if (unwanted is not null) await unwanted.DisposeAsync();
    }

    // Limits can be set anew, the rest is fixed at the start of a silo.
    private static ContractSetup Shape(ContractSetup setup) => setup with { Limits = new() };
}
