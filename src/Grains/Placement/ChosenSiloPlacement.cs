using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace TradingAgents.Grains.Placement;

/// <summary>Puts a task's grain on the silo that Core's strategy chose for the task; one that is only looked at, on the silo that looks.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("TradingAgents.ChosenSiloPlacement")]
internal sealed class ChosenSiloPlacement : PlacementStrategy
{
    public static ChosenSiloPlacement Instance { get; } = new();
}

/// <inheritdoc cref="ChosenSiloPlacement" />
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ChosenSiloAttribute() : PlacementAttribute(ChosenSiloPlacement.Instance);

/// <summary>Carries out what was chosen: the choice comes with the call.</summary>
internal sealed class ChosenSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } chosen) return Task.FromResult(chosen);
        if (!context.LocalSiloStatus.IsTerminating() && silos.Contains(context.LocalSilo)) return Task.FromResult(context.LocalSilo);
        return Task.FromResult(silos[Random.Shared.Next(silos.Length)]);
    }
}
