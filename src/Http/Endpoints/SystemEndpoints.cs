using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary><c>/api/v1/system</c>.</summary>
internal static class SystemEndpoints
{
    private static readonly QueryParameter Hours = new(
        "hours", "How far back; a bucket is a minute up to 3 hours, 5 minutes up to 12, 10 beyond.",
        Default: SystemHistory.DefaultHours.ToString(CultureInfo.InvariantCulture), Range: (1, SystemHistory.MaxHours));

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

        system.MapGet("/alerts", async (IAnalysisEngine engine, CancellationToken cancellationToken) =>
                Reply.Json(new AlertsAnswer(await engine.GetAlertsAsync(cancellationToken))))
            .Describe("getAlerts", "The alerts that fire", "Each fires once its condition has held for a while, and until it has been well again for a while. Shares are 0 to 1, times in seconds.")
            .Answers<AlertsAnswer>();

        system.MapGet("/report", async (IAnalysisEngine engine, CancellationToken cancellationToken) =>
                Reply.Json(await engine.GetReportAsync(cancellationToken)))
            .Describe("getReport", "How the engine has worked since it started, and what limits it now")
            .Answers<SystemReport>();

        system.MapGet("/history", async (HttpContext http, IAnalysisEngine engine, CancellationToken cancellationToken) =>
                Reply.Json(await engine.GetHistoryAsync(http.Request.Query.Number(Hours)!.Value, cancellationToken)))
            .Describe("getHistory", "What happened in the last hours, in buckets, oldest first",
                "Survives a restart as far as the tasks that are kept tell it: refusals and earlier attempts of tasks tried again are forgotten. The last bucket is not over yet.")
            .Takes(Hours)
            .Answers<SystemHistory>();
    }
}
