using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Tests.Scheduling.Model;

/// <summary>The rules of <see cref="FairShare"/>, the plain way.</summary>
internal sealed class TenantLedger
{
    private readonly Dictionary<string, (double Use, int Tasks)> _tenants = [];

    public void Clear() => _tenants.Clear();

    public double UseOf(string tenant) => _tenants.GetValueOrDefault(tenant).Use;

    public void Join(string tenant)
    {
        var (use, tasks) = _tenants.GetValueOrDefault(tenant);
        var present = _tenants.Values.Where(other => other.Tasks > 0).Select(other => other.Use).ToArray();
        if (tasks == 0 && present.Length > 0) use = Math.Max(use, present.Min());
        _tenants[tenant] = (use, tasks + 1);
    }

    public void Leave(string tenant)
    {
        var (use, tasks) = _tenants[tenant];
        _tenants[tenant] = (use, tasks - 1);
    }

    public void Charge(string tenant, double seconds)
    {
        var (use, tasks) = _tenants[tenant];
        _tenants[tenant] = (use + Math.Max(0, seconds), tasks);
    }

    public void CheckAgainst(FairShare shares)
    {
        foreach (var (tenant, (use, tasks)) in _tenants)
        {
            Assert.Equal(tasks, shares.TasksOf(tenant));
            Assert.Equal(use, shares.UseOf(tenant));
        }
    }
}
