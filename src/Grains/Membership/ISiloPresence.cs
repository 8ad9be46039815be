namespace TradingAgents.Grains.Membership;

/// <summary>This silo's part in the cluster, for the program around it.</summary>
public interface ISiloPresence
{
    /// <summary>It leaves: it should take no new work.</summary>
    bool IsLeaving { get; }

    /// <summary>Completes when the scheduler knows this silo.</summary>
    Task Joined { get; }

    /// <summary>Leaves: the queue goes to other nodes, what runs gets <see cref="ClusterNodeOptions.Drain"/>, the rest is handed over. The silo itself goes on until its host stops.</summary>
    Task LeaveAsync();
}
