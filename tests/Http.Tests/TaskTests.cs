using System.Net;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Http.Tests;

public class TaskTests
{
    private const string Submit = "/api/v1/analysis/submit";

    [Fact]
    public async Task A_submission_is_accepted_with_the_task_and_where_to_follow_it()
    {
        await using var server = await Server.StartAsync();

        var answer = await server.SendAsync("POST", Submit, """
            {"stock_code":"aapl","analysis_type":"quick","priority":"urgent","timeout_seconds":1.5,"max_attempts":2,"tenant":"desk-7",
             "depends_on":[],"not_before":"2026-11-22T09:00:00+01:00","parameters":{"depth":2}}
            """);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("/api/v1/analysis/status/t1", answer.Headers.Location?.OriginalString);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var task = await answer.JsonAsync();
        Assert.Equal("AAPL", task.GetProperty("stock_code").GetString());
        Assert.Equal("quick", task.GetProperty("analysis_type").GetString());
        Assert.Equal("desk-7", task.GetProperty("tenant").GetString());
        Assert.Equal("2026-11-22T09:00:00.123Z", task.GetProperty("submitted_at").GetString());
        Assert.Equal(
            ["task_id", "stock_code", "analysis_type", "priority", "tenant", "status", "node", "queue_position", "estimated_start_seconds", "attempt",
             "max_attempts", "progress", "stage", "deduplicated", "submitted_at", "started_at", "finished_at", "rescues", "wait_seconds", "execution_seconds", "error"],
            task.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Optional_fields_may_be_null()
    {
        await using var server = await Server.StartAsync();

        var answer = await server.SendAsync("POST", Submit, """{"stock_code":"AAPL","analysis_type":null,"priority":null,"tenant":null,"parameters":null,"not_before":null}""");

        Assert.Equal("normal", (await answer.JsonAsync()).GetProperty("priority").GetString());
    }

    [Fact]
    public async Task A_repeat_with_the_same_idempotency_key_returns_the_same_task()
    {
        await using var server = await Server.StartAsync();
        const string body = """{"stock_code":"AAPL"}""";

        var first = await server.SendAsync("POST", Submit, body, headers: ("Idempotency-Key", "a key, printable"));
        var second = await server.SendAsync("POST", Submit, body, headers: ("Idempotency-Key", "a key, printable"));

        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal((await first.JsonAsync()).GetProperty("task_id").GetString(), (await second.JsonAsync()).GetProperty("task_id").GetString());
        Assert.True((await second.JsonAsync()).GetProperty("deduplicated").GetBoolean());
    }

    [Fact]
    public async Task Every_item_of_a_batch_has_its_own_outcome()
    {
        await using var server = await Server.StartAsync();

        var answer = await server.SendAsync("POST", "/api/v1/analysis/batch", """{"stock_codes":["AAPL","B A D","GOOG"],"priority":"low"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var receipt = await answer.JsonAsync();
        Assert.Equal(["AAPL", "B A D", "GOOG"], receipt.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("stock_code").GetString()));
        Assert.Equal("invalid_request", receipt.GetProperty("items")[1].GetProperty("error").GetProperty("code").GetString());
        var batch = await server.GetJsonAsync($"/api/v1/analysis/batch/{receipt.GetProperty("batch_id").GetString()}");
        Assert.Equal(2, batch.GetProperty("counts").GetProperty("queued").GetInt32());
        Assert.Equal("low", batch.GetProperty("tasks")[0].GetProperty("priority").GetString());
    }

    [Theory]
    [InlineData(ErrorCodes.QueueFull, 429, 41, "41")]
    [InlineData(ErrorCodes.QueueFull, 429, 0, "1")]
    [InlineData(ErrorCodes.QueueFull, 429, null, "1")]
    [InlineData(ErrorCodes.Draining, 503, null, "10")]
    [InlineData(ErrorCodes.StorageUnavailable, 503, 7, "7")]
    [InlineData(ErrorCodes.IdempotencyConflict, 422, null, null)]
    public async Task A_refusal_of_the_engine_becomes_its_problem(string code, int status, int? retryAfter, string? header)
    {
        await using var server = await Server.StartAsync();
        server.Engine.Failure = new EngineException(code, "Because.") { RetryAfterSeconds = retryAfter };

        var answer = await server.SendAsync("POST", Submit, """{"stock_code":"AAPL"}""");

        var problem = await answer.ProblemAsync(status, code);
        Assert.Equal("Because.", problem.GetProperty("detail").GetString());
        Assert.Equal(header, answer.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
    }

    [Theory]
    [InlineData("made_up_code")]
    [InlineData(null)]
    public async Task A_failure_inside_tells_the_caller_nothing_and_the_log_everything(string? code)
    {
        await using var server = await Server.StartAsync();
        server.Engine.Failure = code is null ? new InvalidOperationException("secret-detail") : new EngineException(code, "secret-detail");

        var answer = await server.SendAsync("GET", "/api/v1/system/stats");

        await answer.ProblemAsync(500, "internal_error");
        Assert.DoesNotContain("secret-detail", await answer.Content.ReadAsStringAsync());
        Assert.Single(server.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("secret-detail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_filters_reach_the_engine()
    {
        await using var server = await Server.StartAsync();

        await server.GetJsonAsync("/api/v1/analysis?status=timed_out&priority=high&stock_code=aapl&tenant=desk-7&limit=200&cursor=next");

        Assert.Equal(
            new TaskQuery { Status = AnalysisStatus.TimedOut, Priority = TaskPriority.High, StockCode = "AAPL", Tenant = "desk-7", Limit = 200, Cursor = "next" },
            server.Engine.LastQuery);
    }

    [Fact]
    public async Task A_list_without_filters_takes_the_defaults()
    {
        await using var server = await Server.StartAsync();

        var page = await server.GetJsonAsync("/api/v1/analysis");

        Assert.Equal(new TaskQuery(), server.Engine.LastQuery);
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task Cancelling_answers_the_task_and_a_finished_one_is_409()
    {
        await using var server = await Server.StartAsync();
        var waiting = await server.Engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
        var finished = await server.Engine.CompletedAsync();

        var cancelled = await server.SendAsync("DELETE", $"/api/v1/analysis/cancel/{waiting.TaskId}");
        var repeated = await server.SendAsync("DELETE", $"/api/v1/analysis/cancel/{waiting.TaskId}");

        Assert.Equal("cancelled", (await cancelled.JsonAsync()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        await (await server.SendAsync("DELETE", $"/api/v1/analysis/cancel/{finished.TaskId}")).ProblemAsync(409, "already_finished");
    }
}
