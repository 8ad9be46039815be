using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization;
using StackExchange.Redis;
using TradingAgents.Grains.Governors;
using TradingAgents.Grains.Membership;
using TradingAgents.Grains.Placement;
using TradingAgents.Grains.Storage;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains;

/// <summary>Makes a silo a node of a TradingAgents cluster.</summary>
public static class TradingAgentsSilo
{
    /// <summary>Adds the grains' services. The container must also hold an <see cref="Abstractions.Analyses.IAnalysisPlanner"/>; add a store besides.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ISiloBuilder AddTradingAgents(this ISiloBuilder silo, ClusterNodeOptions options)
    {
        options.Check();
        silo.Services.AddSerializer(serializer => serializer.AddTradingAgentsContract());
        silo.Services.AddSingleton(options);
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<RunExecutor>();
        silo.Services.AddSingleton<SiloGovernor>();
        silo.Services.AddSingleton<NodePresence>();
        silo.Services.AddSingleton<ISiloPresence>(services => services.GetRequiredService<NodePresence>());
        silo.Services.AddHostedService(services => services.GetRequiredService<NodePresence>());
        silo.AddPlacementDirector<PinnedPlacement, PinnedDirector>();
        silo.AddPlacementDirector<ChosenSiloPlacement, ChosenSiloDirector>();
        silo.Configure<MessagingOptions>(messaging => messaging.CancelRequestOnTimeout = true);
        return silo.Configure<ClusterMembershipOptions>(UseShippedMembership);
    }

    /// <summary>Keeps everything in this process, for development and tests.</summary>
    public static ISiloBuilder AddMemoryTaskStore(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ITaskStore, MemoryTaskStore>();
        silo.Services.AddSingleton<IMemoryStore, LocalMemoryStore>();
        return silo;
    }

    /// <summary>Keeps everything in Redis. The container must hold an <see cref="IConnectionMultiplexer"/>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="serviceId">Of the cluster: what its keys begin with.</param>
    public static ISiloBuilder AddRedisTaskStore(this ISiloBuilder silo, string serviceId)
    {
        var prefix = serviceId + "/tradingagents/";
        silo.Services.AddSingleton<ITaskStore>(services => new RedisTaskStore(services.GetRequiredService<IConnectionMultiplexer>(), prefix));
        silo.Services.AddSingleton<IMemoryStore>(services => new RedisMemoryStore(services.GetRequiredService<IConnectionMultiplexer>(), prefix));
        return silo;
    }

    /// <summary>
    /// A killed silo is declared dead after about 2.5 s, a frozen one after about 9 s; a freeze of 5 s is forgiven. It costs each silo three small probes every two seconds.
    /// </summary>
    private static void UseShippedMembership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.NumProbedSilos = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
    }
}
