using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Http.Access;
using TradingAgents.Http.Requests;
using TradingAgents.Reporting;

namespace TradingAgents.Http.Endpoints;

/// <summary><c>/api/v1/analysis</c>.</summary>
internal static class TaskEndpoints
{
    private const string StatusPath = "/api/v1/analysis/status/";
    private const string BatchPath = "/api/v1/analysis/batch/";
    private const string LastEventIdHeader = "Last-Event-ID";

    private static readonly QueryParameter Status = new("status", "Only tasks in this status.", ContractJson.NamesOf<AnalysisStatus>());
    private static readonly QueryParameter Priority = new("priority", "Only tasks submitted with this priority.", ContractJson.NamesOf<TaskPriority>());
    private static readonly QueryParameter StockCode = new("stock_code", "Only tasks of this stock code.");
    private static readonly QueryParameter Tenant = new("tenant", "Only tasks of this tenant; a user key sees only its own.");
    private static readonly QueryParameter Search = new("q", "Only tasks whose stock code, tenant or id begins with this, or that are of this batch.");
    private static readonly QueryParameter Limit = new("limit", "Most tasks in one page.", Default: "50", Range: (1, TaskQuery.MaxLimit));
    private static readonly QueryParameter Cursor = new("cursor", "The next_cursor of the page before; opaque.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/analysis").WithTags("Tasks");

        tasks.MapPost("/submit", SubmitAsync)
            .RequireRateLimiting(SubmissionRateLimit.Policy)
            .Describe("submit", "Submit an analysis", "Answered once the task is durable. A repeat with the same Idempotency-Key and body returns the same task, marked deduplicated.")
            .Takes<SubmitBody>().TakesHeader(IdempotencyKey.Header, "1 to 128 printable ASCII characters; lives as long as its task.")
            .Answers<TaskSnapshot>(StatusCodes.Status202Accepted).WithLocation("Where to follow the task.")
            .Refuses(ErrorCodes.IdempotencyConflict, ErrorCodes.QueueFull, ErrorCodes.RateLimited, ErrorCodes.Draining, ErrorCodes.StorageUnavailable);

        tasks.MapPost("/batch", SubmitBatchAsync)
            .RequireRateLimiting(SubmissionRateLimit.Policy)
            .Describe("submitBatch", "Submit one analysis per stock code", "Every item has its own outcome; refused as a whole only where every item is.")
            .Takes<BatchBody>().TakesHeader(IdempotencyKey.Header, "1 to 128 printable ASCII characters.")
            .Answers<BatchReceipt>(StatusCodes.Status202Accepted).WithLocation("Where to follow the batch.")
            .Refuses(ErrorCodes.IdempotencyConflict, ErrorCodes.QueueFull, ErrorCodes.RateLimited, ErrorCodes.Draining, ErrorCodes.StorageUnavailable);

        tasks.MapGet("/batch/{batch_id}", GetBatchAsync)
            .Describe("getBatch", "A batch and its tasks")
            .Answers<BatchSnapshot>().Refuses(ErrorCodes.UnknownBatch);

        tasks.MapGet("/status/{task_id}", GetAsync)
            .Describe("getTask", "A task as it stands")
            .Answers<TaskSnapshot>().Refuses(ErrorCodes.UnknownTask);

        tasks.MapGet("/result/{task_id}", GetResultAsync)
            .Describe("getResult", "The report of a completed task", "As JSON, Markdown, HTML or plain text by Accept. In the JSON all that differs between two runs on the same input is under meta.")
            .Produces<Abstractions.Reports.AnalysisReport>(StatusCodes.Status200OK, "application/json", "text/markdown", "text/html", "text/plain")
            .Refuses(ErrorCodes.UnknownTask, ErrorCodes.NotFinished, ErrorCodes.NoResult, ErrorCodes.NotAcceptable);

        tasks.MapGet("/events/{task_id}", WatchAsync)
            .RequireRateLimiting(EventStreamLimit.Policy)
            .DisableHttpMetrics() // It lasts as long as someone watches, which says nothing of the server.
            .Describe("watchTask", "A task's events as they happen", "Server-sent events status, progress and stage with increasing decimal ids. Replays from the first, or after Last-Event-ID; ends after the terminal event.")
            .TakesHeader(LastEventIdHeader, "The id after which to go on.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Refuses(ErrorCodes.UnknownTask, ErrorCodes.InvalidRequest, ErrorCodes.RateLimited);

        tasks.MapGet("", ListAsync)
            .Describe("listTasks", "Tasks, newest first")
            .Takes(Status, Priority, StockCode, Tenant, Search, Limit, Cursor)
            .Answers<TaskPage>();

        tasks.MapDelete("/cancel/{task_id}", CancelAsync)
            .Describe("cancelTask", "Cancel a task", "A running task stops at its next checkpoint; repeating it on a cancelled task succeeds.")
            .Answers<TaskSnapshot>().Refuses(ErrorCodes.UnknownTask, ErrorCodes.AlreadyFinished, ErrorCodes.StorageUnavailable);
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(http.Request);
        var body = await RequestBody.ReadAsync<SubmitBody>(http, options.MaxBodyBytes, cancellationToken);
        var caller = Caller.Of(http);
        var request = body.ToRequest(caller.TenantFor(body.Tenant));
        await caller.CheckDependenciesAsync(engine, request.DependsOn, cancellationToken);
        var task = await engine.SubmitAsync(request, key, cancellationToken);
        return Reply.Json(http, task, StatusCodes.Status202Accepted, StatusPath + task.TaskId);
    }

    private static async Task<IResult> SubmitBatchAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(http.Request);
        var body = await RequestBody.ReadAsync<BatchBody>(http, options.MaxBatchBodyBytes, cancellationToken);
        var caller = Caller.Of(http);
        var request = body.ToRequest(caller.TenantFor(body.Tenant));
        await caller.CheckDependenciesAsync(engine, request.Template.DependsOn, cancellationToken);
        var receipt = await engine.SubmitBatchAsync(request, key, cancellationToken);
        return Reply.Json(http, receipt, StatusCodes.Status202Accepted, BatchPath + receipt.BatchId);
    }

    private static async Task<IResult> GetBatchAsync(
        HttpContext http, [FromRoute(Name = "batch_id")] string batchId, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var unknown = new EngineException(ErrorCodes.UnknownBatch, "There is no such batch.");
        if (!RequestRules.IsCode(batchId, 64)) throw unknown;
        var batch = await engine.GetBatchAsync(batchId, cancellationToken);
        var caller = Caller.Of(http);
        return batch.Tasks.All(task => caller.Sees(task.Tenant)) ? Reply.Json(batch) : throw unknown;
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, [FromRoute(Name = "task_id")] string taskId, IAnalysisEngine engine, CancellationToken cancellationToken) =>
        Reply.Json(await Caller.Of(http).GetAsync(engine, taskId, cancellationToken));

    private static async Task<IResult> GetResultAsync(
        HttpContext http, [FromRoute(Name = "task_id")] string taskId, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        http.Response.Headers.Vary = "Accept";
        var format = ReportNegotiation.Choose(http.Request);
        var task = await Caller.Of(http).GetAsync(engine, taskId, cancellationToken);
        var result = await engine.GetResultAsync(task.TaskId, cancellationToken);
        if (format == ReportFormat.Json) return Reply.Json(result.Report);

        if (format == ReportFormat.Html) SecurityHeaders.AllowInlineStyle(http.Response);
        return TypedResults.Text(options.Render(result, format), ReportRenderer.MediaType(format));
    }

    private static async Task<IResult> WatchAsync(
        HttpContext http, [FromRoute(Name = "task_id")] string taskId, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var after = LastEventId(http.Request);
        var task = await Caller.Of(http).GetAsync(engine, taskId, cancellationToken);
        return new EventStream(task.TaskId, after);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        var caller = Caller.Of(http);
        var asked = query.Text(Tenant);
        if (asked is not null && !caller.Sees(asked)) return Reply.Json(new TaskPage([], null));
        return Reply.Json(await engine.ListAsync(new TaskQuery
        {
            Status = query.Choice<AnalysisStatus>(Status),
            Priority = query.Choice<TaskPriority>(Priority),
            StockCode = CheckCode(StockCode, query.Text(StockCode), 32)?.ToUpperInvariant(),
            Tenant = caller.SeesAll ? CheckCode(Tenant, asked, 64) : caller.Name,
            Search = CheckCode(Search, query.Text(Search), 64),
            Limit = query.Number(Limit) ?? TaskQuery.DefaultLimit,
            Cursor = query.Text(Cursor),
        }, cancellationToken));
    }

    private static async Task<IResult> CancelAsync(
        HttpContext http, [FromRoute(Name = "task_id")] string taskId, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var task = await Caller.Of(http).GetAsync(engine, taskId, cancellationToken);
        return Reply.Json(await engine.CancelAsync(task.TaskId, cancellationToken));
    }

    private static string? CheckCode(QueryParameter parameter, string? value, int maxLength) =>
        value is null || RequestRules.IsCode(value, maxLength)
            ? value
            : throw RequestRules.Invalid(parameter.Name, $"Must be 1 to {maxLength} of A-Z a-z 0-9 . - ^ = : _");

    private static long LastEventId(HttpRequest request)
    {
        var values = request.Headers[LastEventIdHeader];
        if (values.Count == 0) return 0;
        return values.Count == 1 && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RequestRules.Invalid("last_event_id", "Last-Event-ID must be a decimal integer from 0: the id of an event of this stream.");
    }
}
