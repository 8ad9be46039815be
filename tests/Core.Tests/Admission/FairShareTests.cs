using System.Diagnostics;
using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Tests.Admission;

public sealed class FairShareTests
{
    [Fact]
    public void A_new_tenant_starts_level_with_the_least_of_those_present()
    {
        var shares = new FairShare();
        shares.Join("a");
        shares.Join("b");
        Use(shares, "a", 100);
        Use(shares, "b", 30);

        shares.Join("new");

        Assert.Equal(30, shares.UseOf("new"));
    }

    [Fact]
    public void A_tenant_that_comes_back_keeps_its_use_or_is_raised_to_the_least_present()
    {
        var shares = new FairShare();
        Use(shares, "light", 5);
        Use(shares, "heavy", 500);
        shares.Leave("light");
        shares.Leave("heavy");
        Use(shares, "present", 50);

        shares.Join("light");
        shares.Join("heavy");

        Assert.Equal(50, shares.UseOf("light"));
        Assert.Equal(500, shares.UseOf("heavy"));
    }

    [Fact]
    public void A_tenant_is_present_until_its_last_task_ends()
    {
        var shares = new FairShare();
        Use(shares, "a", 10);
        shares.Join("a");
        shares.Leave("a");
        shares.Join("b");
        Assert.Equal(10, shares.UseOf("b"));

        shares.Leave("a");
        shares.Leave("b");
        shares.Join("c");
        Assert.Equal(0, shares.UseOf("c"));
    }

    [Fact]
    public void A_negative_execution_time_gives_nothing_back()
    {
        var shares = new FairShare();
        Use(shares, "a", 10);
        shares.Charge("a", TimeSpan.FromSeconds(-5));

        Assert.Equal(10, shares.UseOf("a"));
    }

    [Fact]
    public void Leaving_more_often_than_joining_is_a_defect()
    {
        var shares = new FairShare();
        Assert.Throws<UnreachableException>(() => shares.Leave("a"));
        shares.Join("a");
        shares.Leave("a");
        Assert.Throws<UnreachableException>(() => shares.Leave("a"));
    }

    [Fact]
    public void Of_the_absent_those_with_the_least_use_are_forgotten_first()
    {
        var shares = new FairShare();
        for (var i = 0; i <= FairShare.MaxAbsent; i++)
        {
            shares.Join($"t{i}");
            shares.Charge($"t{i}", TimeSpan.FromSeconds(i + 1));
            shares.Leave($"t{i}");
        }

        Assert.Equal(0, shares.UseOf("t0"));
        Assert.Equal(2, shares.UseOf("t1"));
        Assert.Equal(FairShare.MaxAbsent + 1, shares.UseOf($"t{FairShare.MaxAbsent}"));
    }

    private static void Use(FairShare shares, string tenant, double seconds)
    {
        shares.Join(tenant);
        shares.Charge(tenant, TimeSpan.FromSeconds(seconds - shares.UseOf(tenant)));
    }
}
