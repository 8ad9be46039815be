using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Endpoints;

/// <summary><c>/api/v1/system</c>.</summary>
internal static class SystemEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var system = api.MapGroup("/system").WithTags("System");

        system.MapGet("/stats", async (IAnalysisEngine engine, CancellationToken cancellationToken) =>
                Reply.Json(await engine.GetStatsAsync(cancellationToken)))
            .Describe("getStats", "Counters and gauges since the engine started")
            .Answers<SystemStats>();

        system.MapGet("/nodes", async (IAnalysisEngine engine, CancellationToken cancellationToken) =>
                Reply.Json(new NodesAnswer(await engine.GetNodesAsync(cancellationToken))))
            .Describe("getNodes", "All nodes, by name")
            .Answers<NodesAnswer>();
    }
}
