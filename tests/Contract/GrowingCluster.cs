using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;

namespace TradingAgents.Contract;

/// <summary>
/// A cluster's engine for a suite that adds nodes by name alone: membership, not the call, is what admits a silo, so a machine of that name is
/// brought up on standby first, as an operator would.
/// </summary>
/// <param name="engine">The cluster.</param>
/// <param name="bringUp">Brings up a machine of this name, where there is none.</param>
public sealed class GrowingCluster(IAnalysisEngine engine, Func<string, Task> bringUp) : DelegatingAnalysisEngine(engine)
{
    /// <inheritdoc />
    public override async Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default)
    {
        if (RequestRules.IsName(node.InstanceId)) await bringUp(node.InstanceId);
        return await base.AddNodeAsync(node, cancellationToken);
    }
}
