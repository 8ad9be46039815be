using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Http.Access;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary>What people ask beyond a task's status: why it waits, what was asked for, which batches there are; and to cancel many at once.</summary>
internal static class InsightEndpoints
{
    private static readonly QueryParameter Tenant = new("tenant", "Only batches of this tenant; a user key sees only its own.");
    private static readonly QueryParameter Limit = new("limit", "Most batches in one page.", Default: "20", Range: (1, BatchQuery.MaxLimit));
    private static readonly QueryParameter Cursor = new("cursor", "The next_cursor of the page before; opaque.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/analysis").WithTags("Tasks");

        tasks.MapGet("/waiting/{task_id}", ExplainAsync)
            .Describe("explainWait", "Why a task does not run now", "Machine-readable reasons and a sentence; where it does not wait, that.")
            .Answers<WaitExplanation>().Refuses(ErrorCodes.UnknownTask);

        tasks.MapGet("/request/{task_id}", GetRequestAsync)
            .Describe("getRequest", "What was asked for", "Defaults filled in. Submitted again, it asks for the same.")
            .Answers<AnalysisRequest>().Refuses(ErrorCodes.UnknownTask);

        tasks.MapGet("/batches", ListBatchesAsync)
            .Describe("listBatches", "Batches, newest first")
            .Takes(Tenant, Limit, Cursor)
            .Answers<BatchPage>();

        tasks.MapPost("/cancel", CancelManyAsync)
            .Describe("cancelMany", "Cancel all unfinished tasks that match", "Counts only, unless dry_run is false. at_most is the number a person confirmed: where more match by then, nothing is cancelled.")
            .Takes<CancelManyBody>().Answers<BulkCancellation>().Refuses(ErrorCodes.TooManyMatch, ErrorCodes.StorageUnavailable);
    }

    private static async Task<IResult> ExplainAsync(
        HttpContext http, [FromRoute(Name = "task_id")] string taskId, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var task = await Caller.Of(http).GetAsync(engine, taskId, cancellationToken);
        return Reply.Json(await engine.ExplainWaitAsync(task.TaskId, cancellationToken));
    }

    private static async Task<IResult> GetRequestAsync(
        HttpContext http, [FromRoute(Name = "task_id")] string taskId, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var task = await Caller.Of(http).GetAsync(engine, taskId, cancellationToken);
        return Reply.Json(await engine.GetRequestAsync(task.TaskId, cancellationToken));
    }

    private static async Task<IResult> ListBatchesAsync(HttpContext http, IAnalysisEngine engine, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        var caller = Caller.Of(http);
        var asked = query.Text(Tenant);
        if (asked is not null && !caller.Sees(asked)) return Reply.Json(new BatchPage([], null));
        return Reply.Json(await engine.ListBatchesAsync(new BatchQuery
        {
            Tenant = caller.SeesAll ? asked : caller.Name,
            Limit = query.Number(Limit) ?? BatchQuery.DefaultLimit,
            Cursor = query.Text(Cursor),
        }, cancellationToken));
    }

    private static async Task<IResult> CancelManyAsync(HttpContext http, IAnalysisEngine engine, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<CancelManyBody>(http, options.MaxBodyBytes, cancellationToken);
        var asked = body.ToRequest();
        if (!asked.IsFiltered && body.All != true) throw RequestRules.Invalid("all", "Name a filter, or set all to true to mean every unfinished task.");
        if (asked.IsFiltered && body.All == true) throw RequestRules.Invalid("all", "It contradicts the filters; leave one of the two out.");
        RequestRules.CheckBulkCancel(asked);

        var caller = Caller.Of(http);
        if (asked.Tenant is not null && !caller.Sees(asked.Tenant)) return Reply.Json(new BulkCancellation(asked.DryRun, 0, 0, new Dictionary<AnalysisStatus, int>()));
        return Reply.Json(await engine.CancelManyAsync(caller.SeesAll ? asked : asked with { Tenant = caller.Name }, cancellationToken));
    }
}

internal sealed record CancelManyBody
{
    [Description("A status that is not terminal; left out: any of those.")]
    public AnalysisStatus? Status { get; init; }

    public TaskPriority? Priority { get; init; }
    public string? StockCode { get; init; }
    public string? Tenant { get; init; }
    public string? BatchId { get; init; }

    [Description("The beginning of a stock code, a tenant or a task's id, or a whole batch id.")]
    public string? Q { get; init; }

    [Description("Every unfinished task; must be said where no filter is.")]
    public bool? All { get; init; }

    [Description("Only count; default true.")]
    public bool? DryRun { get; init; }

    [Description("Cancel nothing where more match: the number that was confirmed.")]
    [Range(0, int.MaxValue, ErrorMessage = "Must be 0 or more.")]
    public int? AtMost { get; init; }

    public BulkCancelRequest ToRequest() => new()
    {
        Status = Status,
        Priority = Priority,
        StockCode = StockCode?.ToUpperInvariant(),
        Tenant = Tenant,
        BatchId = BatchId,
        Search = Q,
        DryRun = DryRun ?? true,
        AtMost = AtMost,
    };
}
