using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Grains.Storage;

using PlacementStrategy = Core.Placement.PlacementStrategy;

/// <summary>What outlives a scheduler besides tasks.</summary>
/// <param name="Configured">The limits its silo was started with; where a silo is started with others, those hold from then on.</param>
/// <param name="Limits">In force.</param>
/// <param name="Strategy">In force.</param>
/// <param name="Nodes">All nodes, and silos that are none any more.</param>
internal sealed record ClusterSettings(Limits Configured, Limits Limits, PlacementStrategy Strategy, IReadOnlyList<NodeSettings> Nodes);

/// <summary>A node as it was last set.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Silo">The address of its silo, with the generation of its process.</param>
/// <param name="Weight">1 to 1000.</param>
/// <param name="Draining">It takes and starts nothing.</param>
/// <param name="Removed">It is no node any more, until it is added again.</param>
/// <param name="Host">Recorded.</param>
/// <param name="Port">Recorded.</param>
internal sealed record NodeSettings(NodeId Node, string Silo, int Weight = 1, bool Draining = false, bool Removed = false, string? Host = null, int? Port = null);
