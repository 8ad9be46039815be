using System.Diagnostics;

namespace TradingAgents.Core.Admission;

/// <summary>How much execution time each tenant has used, so that the one with the least goes first.</summary>
/// <remarks>
/// Uses only grow. A tenant is present while it has admitted, unfinished work; one that comes (back) starts level with the least
/// of those present, so that neither idleness nor a new name buys an advantage.
/// </remarks>
public sealed class FairShare
{
    /// <summary>Absent tenants remembered; beyond that those with the least use are forgotten, which costs them nothing.</summary>
    public const int MaxAbsent = 10_000;

    private readonly Dictionary<string, Tenant> _tenants = new(StringComparer.Ordinal);
    private readonly SortedSet<Tenant> _present = new(ByUse);
    private readonly SortedSet<Tenant> _absent = new(ByUse);

    private static Comparer<Tenant> ByUse { get; } = Comparer<Tenant>.Create((left, right) =>
    {
        var byUse = left.Use.CompareTo(right.Use);
        return byUse != 0 ? byUse : string.CompareOrdinal(left.Name, right.Name);
    });

    /// <summary>Seconds used; 0 for a tenant never seen.</summary>
    public double UseOf(string tenant) => _tenants.TryGetValue(tenant, out var found) ? found.Use : 0;

    /// <summary>Admitted, unfinished tasks of a tenant.</summary>
    internal int TasksOf(string tenant) => _tenants.TryGetValue(tenant, out var found) ? found.Tasks : 0;

    /// <summary>A task of this tenant was admitted.</summary>
    public void Join(string tenant)
    {
        if (!_tenants.TryGetValue(tenant, out var found)) _tenants[tenant] = found = new Tenant(tenant);
        if (found.Tasks++ > 0) return;
        _absent.Remove(found);
        if (_present.Min is { } least && least.Use > found.Use) found.Use = least.Use;
        _present.Add(found);
    }

    /// <summary>A task of this tenant has ended or was never durable.</summary>
    public void Leave(string tenant)
    {
        if (!_tenants.TryGetValue(tenant, out var found) || found.Tasks <= 0)
            throw new UnreachableException($"Tenant {tenant} leaves more often than it joined.");
        if (--found.Tasks > 0) return;
        _present.Remove(found);
        _absent.Add(found);
        if (_absent.Count <= MaxAbsent) return;
        var forgotten = _absent.Min!;
        _absent.Remove(forgotten);
        _tenants.Remove(forgotten.Name);
    }

    /// <summary>A run of this tenant has ended.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="execution">How long it ran; a negative time, from a clock set back, counts as none.</param>
    public void Charge(string tenant, TimeSpan execution)
    {
        if (!_tenants.TryGetValue(tenant, out var found)) return;
        var home = found.Tasks > 0 ? _present : _absent;
        home.Remove(found);
        found.Use += Math.Max(0, execution.TotalSeconds);
        home.Add(found);
    }

    private sealed class Tenant(string name)
    {
        public string Name { get; } = name;
        public double Use { get; set; }
        public int Tasks { get; set; }
    }
}
