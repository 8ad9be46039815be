using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Http.Problems;
using TradingAgents.Http.Requests;
using TradingAgents.Http.Telemetry;

namespace TradingAgents.Http.Endpoints;

/// <summary>What those who run the server ask it.</summary>
internal static class OperationsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var operations = app.MapGroup("").WithTags("Operations").AddEndpointFilter<RouteGroupBuilder, StrictQuery>();
        foreach (var (path, name) in new[] { ("/health", "health"), ("/health/live", "healthLive") })
        {
            operations.MapGet(path, () => Reply.Json(new StatusAnswer("ok"))).AllowAnonymous()
                .Describe(name, "The process is up").Answers<StatusAnswer>();
        }

        foreach (var (path, name) in new[] { ("/ready", "ready"), ("/health/ready", "healthReady") })
        {
            operations.MapGet(path, ReadyAsync).AllowAnonymous()
                .Describe(name, "New work can be admitted").Answers<StatusAnswer>()
                .Refuses(ProblemTable.Starting, ErrorCodes.Draining, ErrorCodes.StorageUnavailable);
        }

        operations.MapGet("/metrics", async (MetricsPage page, CancellationToken cancellationToken) =>
                TypedResults.Text(await page.RenderAsync(cancellationToken), MetricsPage.MediaType))
            .Describe("metrics", "Metrics in the Prometheus text format 0.0.4")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var readiness = await engine.GetReadinessAsync(cancellationToken);
        if (readiness.Ready) return Reply.Json(new StatusAnswer("ready"));

        var code = readiness.Reason is { } reason && ProblemTable.Knows(reason) ? reason : ProblemTable.Unavailable;
        await Problem.WriteAsync(http, code, $"New work cannot be admitted: {readiness.Reason ?? "not ready"}.", status: StatusCodes.Status503ServiceUnavailable);
        return Results.Empty;
    }
}
