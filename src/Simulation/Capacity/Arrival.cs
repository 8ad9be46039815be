using TradingAgents.Core.Admission;

namespace TradingAgents.Simulation.Capacity;

/// <summary>A task that comes to the cluster.</summary>
/// <param name="AtSeconds">When it could first start, seconds since the beginning; at least 0.</param>
/// <param name="Priority">As submitted.</param>
/// <param name="Tenant">On whose account it runs.</param>
/// <param name="RunSeconds">How long it holds a slot; at least 0.</param>
/// <param name="CancelledAtSeconds">When it was cancelled, if it waits until then; null: never.</param>
public readonly record struct Arrival(double AtSeconds, TaskPriority Priority, string Tenant, double RunSeconds, double? CancelledAtSeconds = null);
