using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TradingAgents.Http.Dashboard;

/// <summary>The dashboard: one page under several addresses, and what it is made of. Open to everyone, because it holds no data: that comes from the API, to who may see it.</summary>
internal static class DashboardEndpoints
{
    /// <summary>Every address a person can open; the page itself reads which one it is.</summary>
    private static readonly string[] Pages = ["/", "/tasks", "/tasks/{id}", "/batches", "/batches/{id}", "/nodes", "/submit"];

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var page in Pages)
            app.MapMethods(page, Reading, (HttpContext http, DashboardFiles files) => files.WriteAsync(http, DashboardFiles.Page)).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/assets/{**name}", Reading, (HttpContext http, DashboardFiles files) => files.WriteAsync(http, http.Request.RouteValues["name"] as string ?? ""))
            .AllowAnonymous().ExcludeFromDescription();
    }
}
