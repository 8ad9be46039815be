using Microsoft.AspNetCore.Authorization;

namespace TradingAgents.Silo;

/// <summary>Who may look at the Orleans dashboard, which is open by default and shows grain state.</summary>
internal static class Dashboards
{
    public const string Policy = "orleans-dashboard";

    /// <summary>Admins; without keys the facade takes whoever calls on loopback for one.</summary>
    public static void MayLook(AuthorizationPolicyBuilder policy) => policy.RequireRole("Admin");
}
