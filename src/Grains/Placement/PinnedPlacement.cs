using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace TradingAgents.Grains.Placement;

/// <summary>Keeps a grain on the silo whose address is its key, outside the grain directory; after that silo's death it is nowhere.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("TradingAgents.PinnedPlacement")]
internal sealed class PinnedPlacement : PlacementStrategy
{
    public static PinnedPlacement Instance { get; } = new();

    /// <summary>The default directory drops entries of healthy silos whenever any silo leaves; there is nothing to look up here anyway.</summary>
    public override bool IsUsingGrainDirectory => false;
}

/// <inheritdoc cref="PinnedPlacement" />
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PinnedAttribute() : PlacementAttribute(PinnedPlacement.Instance);

/// <summary>Finds the silo in the key.</summary>
internal sealed class PinnedDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var wanted = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(wanted)
            ? Task.FromResult(wanted)
            : throw new SiloUnavailableException($"The governor's silo {wanted} is no member of the cluster.");
    }
}
