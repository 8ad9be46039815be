using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Http.Access;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary><c>/api/v1/admin</c>; who may call it is said by <see cref="AccessRequirement"/>.</summary>
internal static class AdminEndpoints
{
    private const string InstancePath = "/api/v1/admin/load_balancer/instances/";
    private const double DefaultCleanupSeconds = 86_400;

    public static void Map(IEndpointRouteBuilder api, HttpFacadeOptions options)
    {
        var admin = api.MapGroup("/admin").WithTags("Administration").AddEndpointFilter<RouteGroupBuilder, ChangeLog>().WithMetadata(new ProblemCodes([ErrorCodes.Forbidden]));

        admin.MapPost("/cleanup", CleanupAsync)
            .Describe("cleanup", "Forget terminal tasks of a certain age", "With their events, reports and idempotency keys.")
            .Takes<CleanupBody>().Answers<CleanupAnswer>().Refuses(ErrorCodes.StorageUnavailable);

        admin.MapPost("/load_balancer/add_instance", AddInstanceAsync)
            .Describe("addInstance", "Add a node", "Embedded: starts an in-process node; host and port are recorded only. On a cluster it names a silo that has joined.")
            .Takes<AddInstanceBody>().Answers<NodeSnapshot>(StatusCodes.Status201Created).WithLocation("The instance.")
            .Refuses(ErrorCodes.DuplicateInstance, ErrorCodes.UnknownInstance);

        admin.MapPut("/load_balancer/instances/{id}", UpdateInstanceAsync)
            .Describe("updateInstance", "Change a node's weight, drain it, or make it active again")
            .Takes<UpdateInstanceBody>().Answers<NodeSnapshot>().Refuses(ErrorCodes.UnknownInstance);

        admin.MapDelete("/load_balancer/instances/{id}", RemoveInstanceAsync)
            .Describe("removeInstance", "Drain a node, hand its queued tasks over, then remove it")
            .Answers<NodeSnapshot>(StatusCodes.Status202Accepted).Refuses(ErrorCodes.UnknownInstance);

        admin.MapPut("/load_balancer/strategy", SetStrategyAsync)
            .Describe("setStrategy", "Set how nodes are chosen from now on")
            .Takes<StrategyBody>().Answers<StrategyAnswer>();

        admin.MapPut("/limits", SetLimitsAsync)
            .Describe("setLimits", "Change the limits of every node", "At once; lowering them stops nothing that runs. What is left out stays. Answers the limits in force.")
            .Takes<LimitsBody>().Answers<Limits>();

        if (!options.AllowFaults) return;
        admin.MapPost("/faults", InjectFaultAsync)
            .Describe("injectFault", "Break a node on purpose", "Only on a server started with --allow-faults. A crash is seen within 5 s, a hang within 30 s.")
            .Takes<FaultBody>().Answers<FaultAnswer>(StatusCodes.Status202Accepted).Refuses(ErrorCodes.UnknownInstance);
    }

    private static async Task<IResult> CleanupAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadOptionalAsync<CleanupBody>(http, options.MaxBodyBytes, cancellationToken);
        var age = TimeSpan.FromSeconds(body.OlderThanSeconds ?? DefaultCleanupSeconds);
        return Reply.Json(new CleanupAnswer(await engine.CleanupAsync(age, cancellationToken)));
    }

    private static async Task<IResult> AddInstanceAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<AddInstanceBody>(http, options.MaxBodyBytes, cancellationToken);
        var node = await engine.AddNodeAsync(new NewNode(body.InstanceId, body.Host, body.Port, body.Weight ?? 1), cancellationToken);
        return Reply.Json(http, node, StatusCodes.Status201Created, InstancePath + node.NodeId);
    }

    private static async Task<IResult> UpdateInstanceAsync(
        HttpContext http, [FromRoute(Name = "id")] string id, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<UpdateInstanceBody>(http, options.MaxBodyBytes, cancellationToken);
        return Reply.Json(await engine.UpdateNodeAsync(KnownForm(id), new NodeUpdate(body.Weight, body.State), cancellationToken));
    }

    private static async Task<IResult> RemoveInstanceAsync(
        [FromRoute(Name = "id")] string id, IAnalysisEngine engine, CancellationToken cancellationToken) =>
        Reply.Json(await engine.RemoveNodeAsync(KnownForm(id), cancellationToken), StatusCodes.Status202Accepted);

    private static async Task<IResult> SetStrategyAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<StrategyBody>(http, options.MaxBodyBytes, cancellationToken);
        await engine.SetStrategyAsync(body.Strategy, cancellationToken);
        return Reply.Json(new StrategyAnswer(body.Strategy));
    }

    private static async Task<IResult> SetLimitsAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<LimitsBody>(http, options.MaxBodyBytes, cancellationToken);
        var update = new LimitsUpdate(body.MaxConcurrentAnalyses, body.MaxQueueSize, body.AnalysisTimeout);
        return Reply.Json(await engine.SetLimitsAsync(update, cancellationToken));
    }

    private static async Task<IResult> InjectFaultAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<FaultBody>(http, options.MaxBodyBytes, cancellationToken);
        await engine.InjectFaultAsync(KnownForm(body.NodeId.Value), body.Kind, cancellationToken);
        return Reply.Json(new FaultAnswer(body.NodeId, body.Kind), StatusCodes.Status202Accepted);
    }

    /// <exception cref="EngineException">unknown_instance: no instance can have this name.</exception>
    private static NodeId KnownForm(string id) =>
        RequestRules.IsName(id) ? new NodeId(id) : throw new EngineException(ErrorCodes.UnknownInstance, "There is no such instance.");
}
